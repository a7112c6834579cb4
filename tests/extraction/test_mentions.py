"""Länder, Bund, ministries, organisations, portals and groups: near misses first."""

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.matching import MOST_NAMES
from coopwatch.extraction.mentions import find_mentions
from tests.extraction.mention_helpers import codes, mentions, names, of_kind, values


@pytest.mark.parametrize(
    "text",
    [
        "Die Berliner Zeitung schrieb darüber.",
        "Der FC Bayern München siegte.",
        "Mehr unter https://www.hessen.de/bayern und info@sachsen.de.",
        "Das Motto lautet #Sachsen.",
        "Der Thüringer Wald ist grün.",
        "Im Naturschutzbund und beim Bund der Steuerzahler.",
        "Die Hessenmeisterschaft fiel aus.",
        "Er lebt gern auf dem Land.",
        "Die nordhessischen Kommunen.",
        "Die Bundesrepublik Deutschland ist groß.",
    ],
)
def test_names_no_land_and_no_bund(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hessen und Thüringen kooperieren.", ["DE-HE", "DE-TH"]),
        ("Sachsen-Anhalt, Niedersachsen und Sachsen", ["DE-ST", "DE-NI", "DE-SN"]),
        ("die bayerisch-sächsische Zusammenarbeit", ["DE-BY", "DE-SN"]),
        ("das rheinland-pfälzisch-saarländische Projekt", ["DE-RP", "DE-SL"]),
        ("FINANZEN: HESSEN UND NRW", ["DE-HE", "DE-NW"]),
        ("Der Bund und NRWs Landesamt", ["DE", "DE-NW"]),
        ("die Freie und Hansestadt Hamburg", ["DE-HH"]),
        ("Sachsen-CIO Thomas Popp", ["DE-SN"]),
        ("des Saarlandes und Mecklenburg-Vorpommerns", ["DE-SL", "DE-MV"]),
        ("Das kleinste Flächenland macht mit.", ["DE-SL"]),
        ("Stuttgart und Dresden schließen einen Vertrag.", ["DE-BW", "DE-SN"]),
        ("Vertreter aus Mainz, Wiesbaden und Düsseldorf", ["DE-RP", "DE-HE", "DE-NW"]),
        ("Hessens Kabinett tagt. Das Land beteiligt sich.", ["DE-HE", "DE-HE"]),
    ],
)
def test_laender_by_name_adjective_capital_and_nickname(text, expected):
    assert codes(text) == expected


def test_a_line_run_together_with_its_headline_still_names_the_land():
    assert codes("ThüringenBaugenehmigung mit Hilfe von KI") == ["DE-TH"]
    assert codes("Das HessenPortal") == []


def test_freistaat_leans_on_the_text():
    assert codes("Sachsen kommt voran. Der Freistaat zahlt.") == ["DE-SN", "DE-SN"]
    assert codes("Bayern zahlt, Hessen baut. Der Freistaat freut sich.") == ["DE-BY", "DE-HE", "DE-BY"]
    assert [m.kind for m in mentions("Der Freistaat zahlt.")] == ["group"]


def test_berlin_is_the_bund_or_the_land():
    assert codes("Der Bund gibt Geld. Aus Berlin kam eine Zusage an Hessen.") == ["DE", "DE", "DE-HE"]
    assert codes("Der Bund und das Land Berlin. Berlin zahlt.") == ["DE", "DE-BE", "DE-BE"]
    assert codes("Berlin und Brandenburg arbeiten mit dem Bund.") == ["DE-BE", "DE-BB", "DE"]


def test_a_dateline_is_no_party():
    assert codes("München, 31.07.2017: Hessen unterzeichnet.") == ["DE-HE"]
    assert codes("Schwerin (dpa/mv) - Es regnet.") == []
    assert codes("Odeonsplatz 4, 80539 München") == []


@pytest.mark.parametrize(
    ("text", "quote", "code"),
    [
        ("das Innenministerium Baden-Württemberg teilt mit", "Innenministerium Baden-Württemberg", "DE-BW"),
        ("das hessische Digitalministerium", "hessische Digitalministerium", "DE-HE"),
        (
            "Bayerisches Staatsministerium der Finanzen, für Landesentwicklung und Heimat",
            "Bayerisches Staatsministerium der Finanzen, für Landesentwicklung und Heimat",
            "DE-BY",
        ),
        (
            "das Ministerium des Innern und für Kommunales Brandenburg und andere",
            "Ministerium des Innern und für Kommunales Brandenburg",
            "DE-BB",
        ),
        (
            "das Thüringer Ministerium für Digitales und Infrastruktur (TMDI)",
            "Thüringer Ministerium für Digitales und Infrastruktur (TMDI)",
            "DE-TH",
        ),
        (
            "das Finanzministerium des Landes Schleswig-Holstein",
            "Finanzministerium des Landes Schleswig-Holstein",
            "DE-SH",
        ),
        ("die Staatskanzlei in Saarbrücken", "Staatskanzlei in Saarbrücken", "DE-SL"),
        (
            "das Bundesministerium des Innern und für Heimat (BMI)",
            "Bundesministerium des Innern und für Heimat (BMI)",
            "DE",
        ),
        ("im Stuttgarter Innenressort", "Stuttgarter Innenressort", "DE-BW"),
    ],
)
def test_a_ministry_is_one_mention_of_its_land(text, quote, code):
    found = [m for m in mentions(text) if m.kind in ("land", "bund")]
    assert [(m.quote, m.values) for m in found] == [(quote, (code,))]


def test_a_ministers_name_does_not_end_in_the_ministry():
    found = of_kind("Für das Ministerium der Finanzen, Albert Muster, und Hessen", "land")
    assert found[0].quote == "Ministerium der Finanzen"


def test_a_foreign_ministry_is_no_party():
    assert codes("das niederländische Innenministerium") == []
    assert names("das niederländische Innenministerium", "foreign") == ["Niederlande"]


def test_several_houses_are_no_one_land():
    assert [m.kind for m in mentions("Hessen lädt ein. Die Landesregierungen und Ministerien tagen.")] == [
        "land",
        "group",
        "group",
    ]


def test_agencies_stand_for_the_bund():
    assert values("das Bundesamt für Sicherheit in der Informationstechnik (BSI)", "bund") == [
        ("DE",),
        ("DE",),
    ]
    assert of_kind("BSI-Präsident", "bund")[0].form == "agency"
    assert of_kind("Die Bundesinnenministerin kam.", "bund")[0].form == "office"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("des Niedersächsischen Landkreistages", ["Niedersächsischer Landkreistag"]),
        ("Niedersachsen lobt den Landkreistag.", ["Niedersächsischer Landkreistag"]),
        (
            "Baden-Württemberg und Vertreter des Städte-, des Gemeinde- und des Landkreistages",
            [
                "Städtetag Baden-Württemberg",
                "Gemeindetag Baden-Württemberg",
                "Landkreistag Baden-Württemberg",
            ],
        ),
        (
            "Mecklenburg-Vorpommern und der Städte- und Gemeindetag",
            ["Städte- und Gemeindetag Mecklenburg-Vorpommern"],
        ),
        (
            "der Deutsche Städtetag und der Deutsche Städte- und Gemeindebund",
            ["Deutscher Städtetag", "Deutscher Städte- und Gemeindebund"],
        ),
        ("Dataport, AKDB und die govdigital eG", ["Dataport", "AKDB", "govdigital"]),
        ("Der Landkreistag tagte.", []),
    ],
)
def test_organisations(text, expected):
    assert names(text, "organisation") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Bayern-ID und das Bayern-Portal", ["BayernID", "BayernPortal"]),
        ("service-bw und Amt24", ["service-bw", "Amt24"]),
        ("Vorteile des BayernPortals", ["BayernPortal"]),
        ("das Landesportal Sachsen-Anhalt", ["Landesportal Sachsen-Anhalt"]),
        ("auf der Plattform „Muster Digital“", ["Muster Digital"]),
        ("über das Portal BauKlar", ["BauKlar"]),
        ("das Servicekonto und das Landesportal", []),
        ("Geplant ist ein Zuständigkeitsfinder.", []),
        ("Das Land nutzt den Zuständigkeitsfinder.", ["Zuständigkeitsfinder"]),
        ("Die Weiße Elster fließt, der Phoenix steigt auf.", []),
        ("Das Programm Phoenix endet.", ["Phoenix"]),
        ("der Satz „Das wird gut“", []),
    ],
)
def test_portals(text, expected):
    assert names(text, "portal") == expected


def test_companies_and_the_bodies_within():
    assert [m.quote for m in of_kind("Die Muster & Söhne GmbH liefert.", "company")] == [
        "Muster & Söhne GmbH"
    ]
    assert of_kind("Die Komm24 GmbH liefert.", "company") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bund und Länder", 16),
        ("alle Länder", 16),
        ("die 16 Bundesländer", 16),
        ("mehrere Länder", 0),
        ("die Länder", 0),
    ],
)
def test_all_laender(text, count):
    assert sum(len(m.values) for m in of_kind(text, "all_laender")) == count


def test_counted_laender_take_up_those_named():
    both = of_kind("Hessen und Bayern kooperieren. Beide Länder profitieren.", "group")[0]
    assert both.values == ("DE-BY", "DE-HE")
    three = of_kind("Hessen und Bayern kooperieren. Die drei Länder profitieren.", "group")[0]
    assert three.values == () and three.attribute("count") == "3"


def test_collective_partners():
    assert names("mit den kommunalen Spitzenverbänden", "group") == ["kommunale Spitzenverbände"]


def test_decomposed_umlauts_and_soft_hyphens_keep_offsets():
    text = unicodedata.normalize(
        "NFD", "Thüringen und Sach\u00adsen, das Münchner Ministerium, Baden-Württemberg"
    )
    assert [m.values for m in mentions(text)][:2] == [("DE-TH",), ("DE-SN",)]
    assert mentions(text)[1].quote == "Sach\u00adsen"


def test_only_spans_are_read_and_never_crossed():
    text = "Bayern. Nieder sachsen und Hessen"
    found = find_mentions(text, load_lexicon(), [(0, 7), (26, len(text))])
    assert [m.quote for m in found] == ["Bayern", "Hessen"]
    assert find_mentions("Freistaat Sachsen", load_lexicon(), [(0, 12)])[0].quote == "Freistaat"
    assert find_mentions("Es kam Andreas Muster", load_lexicon(), [(0, 15), (15, 21)]) == ()


PIECES = [
    *(
        "Bayern",
        "Stadt",
        "Landkreis",
        "Halle",
        "(Saale)",
        "und",
        ",",
        ".",
        "-",
        "Rheingau-Taunus-",
        "der",
        "Kiel",
        "Bund",
        "Länder",
    ),
    *(
        "Dr.",
        "Thomas",
        "Müller",
        "Ministerium",
        "für",
        "des",
        "Inneren",
        "Städte-",
        "Gemeindetag",
        "Portal",
        "„Test“",
        "GmbH",
    ),
    *("Freistaat", "@", "#", "www.", "u\u0308", "\u00ad", "\x00", "\ud800", "\u200f"),
]


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_quotes_stand_where_they_are_said_to(text):
    found = mentions(text)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


HOSTILE = {
    "dots": "." * 100_000,
    "quotes": "„" * 50_000,
    "one word": "A" * 100_000,
    "place names": "Halle, " * 5_000,
    "people": "Thomas Müller " * 3_000,
    "ministries": "Ministerium für " * 5_000,
    "hyphens": "Rhein-" * 20_000,
    "signs": "@" * 50_000,
    "marks": "\u200f" * 50_000,
    "surrogates": "\ud800" * 10_000,
    "groups": "Bund und Länder " * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read_to_their_end(text):
    mentions(text)


def test_a_land_that_stands_apart_is_left_out():
    found = of_kind("Alle Länder außer Bayern stimmten zu.", "all_laender")[0]
    assert len(found.values) == 15
    assert "DE-BY" not in found.values
    assert of_kind("15 von 16 Ländern stimmten zu.", "all_laender") == []


def test_universities_are_public_bodies_of_their_own():
    found = names("mit der Technischen Universität München und der Universität zu Köln", "organisation")
    assert found == ["Technische Universität München", "Universität zu Köln"]


def test_a_text_of_nothing_but_names_is_read_to_the_five_thousandth() -> None:
    assert len(mentions("Bayern, " * 4_999)) == 4_999
    assert len(mentions("Bayern, " * 20_000)) == MOST_NAMES
