"""Federal bodies, offices of the Länder, organisations, companies and portals, as (spelling, Entry) pairs."""

import re
from collections.abc import Iterator

from coopwatch.extraction import lexicon_files as files
from coopwatch.extraction.lexicon_cells import Spelling, forms, land_code, split, strings
from coopwatch.extraction.lexicon_files import LexiconError, words
from coopwatch.extraction.lexicon_records import Entry

ASSOCIATION = re.compile(
    r"(?:(?:Städte|Gemeinde)- und )?(?:Städte|Gemeinde|Landkreis|Bezirke)(?:tag|bund|verband)"
)
AMBIGUOUS_PORTALS = words("ambiguous_portal")


def federal_spellings() -> Iterator[Spelling]:
    """The Bund, its ministries and agencies: all stand for DE."""
    for where, row in files.rows("federal.csv", ("name", "form", "spellings")):
        if row["form"] not in ("name", "ministry", "agency", "office"):
            raise LexiconError(f"{where}: „{row['form']}“ ist keine Form (name, ministry, agency, office)")
        entry = Entry("bund", ("DE",), row["form"], "DE", attributes=(("body", row["name"]),))
        for spelling in (row["name"], *split(row["spellings"])):
            for form in forms(spelling, where):
                yield form, entry


def office_spellings() -> Iterator[Spelling]:
    """Named offices and agencies of a Land (`[[bodies]]` of offices.toml)."""
    bodies = files.table("offices.toml").get("bodies", [])
    for number, body in enumerate(bodies if isinstance(bodies, list) else [], start=1):
        where = f"offices.toml: [[bodies]] Nr. {number}"
        code = land_code(str(body.get("land")), where)
        entry = Entry("land", (code,), "agency", code)
        for spelling in strings(body, "spellings", where):
            for form in forms(spelling, where):
                yield form, entry


def organisation_spellings() -> Iterator[Spelling]:
    """Associations, public IT providers and joint bodies, every inflection written out."""
    kinds = ("spitzenverband", "it_dienstleister", "gremium", "koerperschaft", "verbund")
    for where, row in files.rows("organisations.csv", ("name", "kind", "land", "spellings")):
        if row["kind"] not in kinds:
            raise LexiconError(f"{where}: „{row['kind']}“ ist keine Art ({', '.join(kinds)})")
        lands = [land_code(code, where, ("DE",)) for code in row["land"].split()]
        attributes = (("kind", row["kind"]), ("lands", " ".join(lands)))
        land = lands[0] if len(lands) == 1 else None
        for spelling in (*_both_forms(row["name"]), *split(row["spellings"])):
            need = "land" if spelling.startswith("?") else ""
            entry = Entry("organisation", (row["name"],), "name", land, need, attributes)
            for form in forms(spelling.lstrip("?"), where):
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
        for spelling in split(row["spellings"]):
            for form in forms(spelling, where):
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
        "rahmen",
    ]
    for where, row in files.rows("portals.csv", ("name", "kind", "land", "spellings")):
        if row["kind"] not in kinds:
            raise LexiconError(f"{where}: „{row['kind']}“ ist keine Art ({', '.join(kinds)})")
        land = land_code(row["land"], where, ("DE", "")) or None
        for spelling in (row["name"], *split(row["spellings"])):
            need = "cue" if spelling.startswith("?") or spelling in AMBIGUOUS_PORTALS else ""
            entry = Entry("portal", (row["name"],), "name", land, need, (("kind", row["kind"]),))
            yield from _with_genitive(spelling.lstrip("?"), entry)


def _with_genitive(form: str, entry: Entry) -> Iterator[Spelling]:
    yield form, entry
    if not form.endswith(("s", "z", "x", ")", ".")) and form[-1:].isalpha():
        yield form + "s", entry
