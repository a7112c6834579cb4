"""The description of the dataset by DCAT-AP.de 2.0, as Turtle."""

import datetime as dt

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatde: <http://dcat-ap.de/def/dcatde/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
LICENCE = "http://dcat-ap.de/def/licenses/cc-by/4.0"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type"
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/CONT"
THEME = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
GERMANY = "http://publications.europa.eu/resource/authority/country/DEU"
GERMAN = "http://publications.europa.eu/resource/authority/language/DEU"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = (
    "Vereinbarungen zur digitalen Verwaltung mit Beteiligten, Art, Datum, Portalen und Pilotkommunen, "
    "jede mit ihren Quellen."
)
DISTRIBUTIONS = (
    ("csv", "/export/daten.csv", "CSV", "text/csv"),
    (
        "xlsx",
        "/export/daten.xlsx",
        "XLSX",
        SHEET,
    ),
    ("json", "/export/daten.json", "JSON", "application/json"),
)


def distribution(root: str, key: str, path: str, kind: str, media: str) -> str:
    """Return one form in which the data can be had."""
    return f"""
<{root}/dcat.ttl#{key}> a dcat:Distribution ;
    dct:title "Vereinbarungen als {kind}"@de, "Agreements as {kind}"@en ;
    dcat:accessURL <{root}{path}> ;
    dcat:downloadURL <{root}{path}> ;
    dct:format <{FILE_TYPE}/{kind}> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/{media}> ;
    dct:license <{LICENCE}> ;
    dcatde:licenseAttributionByText "coopwatch"@de .
"""


def dataset_turtle(root: str, modified: dt.datetime | None) -> str:
    """Return catalogue, dataset and distributions of the site at `root`."""
    own = f"{root}/dcat.ttl"
    day = f'\n    dct:modified "{modified:%Y-%m-%d}"^^xsd:date ;' if modified else ""
    forms = ", ".join(f"<{own}#{key}>" for key, *_rest in DISTRIBUTIONS)
    return f"""{PREFIXES}
<{own}#catalog> a dcat:Catalog ;
    dct:title "coopwatch"@de, "coopwatch"@en ;
    dct:description "Digitale Zusammenarbeit von Bund, Ländern und Kommunen"@de ;
    dct:publisher <{own}#publisher> ;
    dct:language <{GERMAN}> ;
    foaf:homepage <{root}/> ;
    dcat:dataset <{own}#dataset> .

<{own}#publisher> a foaf:Organization ;
    foaf:name "coopwatch"@de ;
    foaf:homepage <{root}/> .

<{own}#dataset> a dcat:Dataset ;
    dct:title "Digitalkooperationen von Bund, Ländern und Kommunen"@de,
        "Digital cooperations of the German Bund, Länder and Kommunen"@en ;
    dct:description "{WORDS}"@de ;
    dct:identifier "{own}#dataset" ;
    dct:publisher <{own}#publisher> ;
    dcatde:contributorID <http://dcat-ap.de/def/contributors/_none> ;
    dcat:theme <{THEME}> ;
    dcat:keyword "Digitalisierung"@de, "Verwaltung"@de, "Kooperation"@de, "Onlinezugangsgesetz"@de ;
    dct:spatial <{GERMANY}> ;
    dct:accrualPeriodicity <{FREQUENCY}> ;
    dct:language <{GERMAN}> ;{day}
    dcat:landingPage <{root}/> ;
    dcat:distribution {forms} .
{"".join(distribution(root, *form) for form in DISTRIBUTIONS)}"""
