"""From the lexicon's files to (spelling, Entry) pairs: Länder, Bund, offices, organisations, portals,
people."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from coopwatch.extraction import lexicon_files as files
from coopwatch.extraction.lexicon_files import LexiconError, words
from coopwatch.extraction.lexicon_places import kommunen, place_spellings
from coopwatch.extraction.lexicon_records import Entry, Land
from coopwatch.extraction.spellings import ADJECTIVE_ENDINGS, capitals, expand, genitive, sentence_start

__all__ = ["kommunen", "laender", "place_spellings"]

CODES = ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
Spelling = tuple[str, Entry]
TRIGGERS = (
    "inisterium",
    "inisterien",
    "essort",
    "inister",
    "ekretär",
    "enator",
    "räsident",
    "taatskanzlei",
    "enatskanzlei",
    "andesregierung",
    "andesverwaltung",
    "andeskabinett",
    "taatsregierung",
    "CIO",
    "CDO",
    "ürgermeister",
    "andrat",
    "andrät",
    "taatsrat",
    "taatsrät",
    "ezernent",
    "tadtrat",
    "essortchef",
    "eigeordnete",
    "eschäftsführer",
    "irektor",
    "niversität ",
    "ochschule ",
    "erbandsgemeinde ",
    "amtgemeinde ",
    "erwaltungsgemeinschaft ",
    "Amt ",
    "kreistag",
    "meindetag",
    "tädtetag",
    "meindebund",
    "tädtebund",
    "tädteverband",
    "ezirketag",
    "ortal ",
    "ortals ",
    "lattform ",
    "line-Dienst ",
    "linedienst ",
    "achverfahren ",
    "ervicekonto ",
    "utzerkonto ",
)
ASSOCIATION = re.compile(
    r"(?:(?:Städte|Gemeinde)- und )?(?:Städte|Gemeinde|Landkreis|Bezirke)(?:tag|bund|verband)"
)


@dataclass(frozen=True, slots=True)
class Offices:
    """The words from which names of ministries and titles are made (`offices.toml`)."""

    resorts: frozenset[str]
    subjects: frozenset[str]
    persons: dict[str, str]


def _strings(table: dict[str, object], key: str, where: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{where}: „{key}“ muss eine Liste nicht leerer Texte sein")
    return value


def _code(code: str, where: str, allow: tuple[str, ...] = ()) -> str:
    if code in allow or (code.startswith("DE-") and code[3:] in CODES):
        return code
    raise LexiconError(
        f"{where}: „{code}“ ist kein Land (DE-BY …){' und nicht ' + '/'.join(allow) if allow else ''}"
    )


@lru_cache(maxsize=1)
def _land_tables() -> tuple[dict[str, object], ...]:
    tables = files.table("laender.toml").get("land")
    if not isinstance(tables, list):
        raise LexiconError("laender.toml: keine [[land]]-Abschnitte")
    for table in tables:
        _code(str(table.get("code")), f"laender.toml: {table.get('name')}")
        if not table.get("name"):
            raise LexiconError(f"laender.toml: {table.get('code')}: „name“ fehlt")
    return tuple(tables)


def laender() -> dict[str, Land]:
    """The Länder by their code; LexiconError unless all sixteen are there once."""
    found = {
        str(t["code"]): Land(str(t["code"]), str(t["name"]), str(t.get("capital", "")))
        for t in _land_tables()
    }
    missing = [code for code in CODES if f"DE-{code}" not in found]
    if missing or len(_land_tables()) != len(CODES):
        raise LexiconError(
            f"laender.toml: jedes Land genau einmal, es fehlt: {', '.join(missing) or 'keines'}"
        )
    return found


def land_spellings() -> Iterator[Spelling]:
    """Names, adjectives, inhabitants, seats of government and nicknames of all Länder."""
    for table in _land_tables():
        yield from _names_of(table)
        yield from _adjectives_of(table)
        yield from _others_of(table)
    yield "Berlin-Brandenburg", Entry("land", ("DE-BB", "DE-BE"), "pair")
    yield "berlin-brandenburgisch", Entry("land", ("DE-BB", "DE-BE"), "adjective")


def _names_of(table: dict[str, object]) -> Iterator[Spelling]:
    code, name = str(table["code"]), str(table["name"])
    entry = Entry("land", (code,), "name", code)
    forms = [name, genitive(name), *_strings(table, "genitive", name), *_strings(table, "official", name)]
    forms += [form.replace("Land ", "Landes ", 1) for form in forms if form.startswith("Land ")]
    for form in forms:
        yield form, entry
        yield capitals(form), entry
    for short in _strings(table, "short", name):
        yield short, Entry("land", (code,), "abbreviation", code)
        yield short + "s", Entry("land", (code,), "abbreviation", code)


def _adjectives_of(table: dict[str, object]) -> Iterator[Spelling]:
    code = str(table["code"])
    entry = Entry("land", (code,), "adjective", code)
    for stem in _strings(table, "adjectives", code):
        for ending in ("", *ADJECTIVE_ENDINGS):
            yield stem + ending, entry
            yield sentence_start(stem) + ending, entry
            yield "-".join(map(sentence_start, stem.split("-"))) + ending, entry
    for form in _strings(table, "from", code):
        yield form, entry
        yield capitals(form), entry


def _others_of(table: dict[str, object]) -> Iterator[Spelling]:
    code = str(table["code"])
    for form in _strings(table, "people", code):
        yield form, Entry("land", (code,), "demonym", code)
    for form in _strings(table, "nicknames", code):
        yield form, Entry("land", (code,), "nickname", code)
    for form in _strings(table, "vague", code):
        yield form, Entry("land", (code,), "nickname", code, need="land")
    capital = str(table.get("capital", ""))
    if capital:
        entry = Entry("land", (code,), "capital", code, attributes=(("city", capital),))
        for form in (capital, genitive(capital), *_strings(table, "genitive_capital", code)):
            yield form, entry
            yield capitals(form), entry
        adjective = Entry("land", (code,), "capital_adjective", code, attributes=(("city", capital),))
        for form in _strings(table, "capital_from", code):
            yield form, adjective


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _forms(spelling: str, where: str) -> Iterator[str]:
    try:
        yield from expand(spelling)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error


def federal_spellings() -> Iterator[Spelling]:
    """The Bund, its ministries and agencies: all stand for DE."""
    for where, row in files.rows("federal.csv", ("name", "form", "spellings")):
        if row["form"] not in ("name", "ministry", "agency", "office"):
            raise LexiconError(f"{where}: „{row['form']}“ ist keine Form (name, ministry, agency, office)")
        entry = Entry("bund", ("DE",), row["form"], "DE", attributes=(("body", row["name"]),))
        for spelling in (row["name"], *_split(row["spellings"])):
            for form in _forms(spelling, where):
                yield form, entry


def office_spellings() -> Iterator[Spelling]:
    """Named offices and agencies of a Land (`[[bodies]]` of offices.toml)."""
    bodies = files.table("offices.toml").get("bodies", [])
    for number, body in enumerate(bodies if isinstance(bodies, list) else [], start=1):
        where = f"offices.toml: [[bodies]] Nr. {number}"
        code = _code(str(body.get("land")), where)
        entry = Entry("land", (code,), "agency", code)
        for spelling in _strings(body, "spellings", where):
            for form in _forms(spelling, where):
                yield form, entry


def organisation_spellings() -> Iterator[Spelling]:
    """Associations, public IT providers and joint bodies, every inflection written out."""
    kinds = ("spitzenverband", "it_dienstleister", "gremium", "koerperschaft", "verbund")
    for where, row in files.rows("organisations.csv", ("name", "kind", "land", "spellings")):
        if row["kind"] not in kinds:
            raise LexiconError(f"{where}: „{row['kind']}“ ist keine Art ({', '.join(kinds)})")
        lands = [_code(code, where, ("DE",)) for code in row["land"].split()]
        attributes = (("kind", row["kind"]), ("lands", " ".join(lands)))
        land = lands[0] if len(lands) == 1 else None
        for spelling in (*_both_forms(row["name"]), *_split(row["spellings"])):
            need = "land" if spelling.startswith("?") else ""
            entry = Entry("organisation", (row["name"],), "name", land, need, attributes)
            for form in _forms(spelling.lstrip("?"), where):
                yield from _with_genitive(form, entry)


def _both_forms(name: str) -> list[str]:
    """The whole name and, of "Langer Name (LN)", the long one alone; the short one is listed where it is
    safe."""
    return [name, name.rpartition(" (")[0]] if name.endswith(")") else [name]


def associations() -> dict[tuple[str, str], str]:
    """(Land, kind) -> canonical name of an association: ("DE-NI", "Landkreistag") -> "Niedersächsischer
    Landkreistag"."""
    found: dict[tuple[str, str], str] = {}
    for _, row in files.rows("organisations.csv", ("name", "kind", "land", "spellings")):
        kind = ASSOCIATION.search(row["name"]) if row["kind"] == "spitzenverband" else None
        if kind:
            found[row["land"], kind.group()] = row["name"]
    return found


def company_spellings() -> Iterator[Spelling]:
    """Companies and others that are never parties."""
    for where, row in files.rows("companies.csv", ("name", "spellings")):
        entry = Entry("company", (row["name"],), "name")
        for spelling in _split(row["spellings"]):
            for form in _forms(spelling, where):
                yield form, entry


def portal_spellings() -> Iterator[Spelling]:
    """Portals, platforms and base components under their canonical spelling."""
    kinds = [
        "portal",
        "konto",
        "bezahlen",
        "plattform",
        "fachverfahren",
        "cloud",
        "ki",
        "register",
        "netz",
        "dienst",
    ]
    for where, row in files.rows("portals.csv", ("name", "kind", "land", "spellings")):
        if row["kind"] not in kinds:
            raise LexiconError(f"{where}: „{row['kind']}“ ist keine Art ({', '.join(kinds)})")
        land = _code(row["land"], where, ("DE", "")) or None
        for spelling in (row["name"], *_split(row["spellings"])):
            need = "cue" if spelling.startswith("?") or spelling in AMBIGUOUS_PORTALS else ""
            entry = Entry("portal", (row["name"],), "name", land, need, (("kind", row["kind"]),))
            yield from _with_genitive(spelling.lstrip("?"), entry)


AMBIGUOUS_PORTALS = words("ambiguous_portal")


def _with_genitive(form: str, entry: Entry) -> Iterator[Spelling]:
    yield form, entry
    if not form.endswith(("s", "z", "x", ")", ".")) and form[-1:].isalpha():
        yield form + "s", entry


def foreign_spellings() -> Iterator[Spelling]:
    """States that are no parties, so that their ministries are not taken for German ones."""
    for where, row in files.rows("foreign.csv", ("name", "spellings")):
        entry = Entry("foreign", (row["name"],), "name")
        for spelling in _split(row["spellings"]):
            for form in _forms(spelling, where):
                yield form, entry
                if form[:1].islower():
                    yield sentence_start(form), entry


def group_spellings() -> Iterator[Spelling]:
    """Words that stand for parties without naming them ("der Freistaat", "kommunale Spitzenverbände")."""
    for where, row in files.rows("groups.csv", ("name", "form", "spellings")):
        entry = Entry("group", (row["name"],), row["form"])
        for spelling in _split(row["spellings"]):
            for form in _forms(spelling, where):
                yield form, entry


def blocked() -> Iterator[Spelling]:
    """Names that swallow the names in them ("Berliner Zeitung")."""
    for _, row in files.rows("blocked.csv", ("name",)):
        yield row["name"], Entry("blocked", (row["name"],), "name")


def triggers() -> Iterator[Spelling]:
    """Word parts that start the rules for ministries and titles."""
    for part in TRIGGERS:
        yield part, Entry("trigger", (part,), "office")


def _words(name: str) -> Iterable[str]:
    for line in (files.HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def first_name_spellings() -> Iterator[Spelling]:
    """First names, which start a person's name."""
    for name in _words("first_names.txt"):
        yield name, Entry("first_name", (name,), "name")


def everyday() -> frozenset[str]:
    """Names of Kommunen that are everyday words."""
    return frozenset(_words("everyday.txt"))


def people() -> dict[str, tuple[tuple[str, str], ...]]:
    """Known holders of offices: name -> (("for", code), ("office", title))."""
    return {
        row["name"]: tuple(pair for pair in (("for", row["for"]), ("office", row["office"])) if pair[1])
        for _, row in files.rows("people.csv", ("name", "for", "office"))
    }


def surnames() -> dict[str, tuple[tuple[str, str], ...]]:
    """The same holders by surname: surname -> ((office, for), …)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, pairs in people().items():
        entry = dict(pairs)
        found.setdefault(name.rsplit(" ", 1)[-1], []).append((entry.get("office", ""), entry.get("for", "")))
    return {surname: tuple(holders) for surname, holders in found.items()}


def offices() -> Offices:
    """Resort words and titles of offices.toml."""
    table = files.table("offices.toml")
    persons = table.get("persons", {})
    titles = {
        title: side
        for side in ("land", "bund", "both", "kommune", "verband", "academic")
        for title in persons[side]
    }
    return Offices(
        resorts=frozenset(_strings(table, "ministries", "offices.toml")),
        subjects=frozenset(_strings(table, "subjects", "offices.toml")),
        persons=titles,
    )
