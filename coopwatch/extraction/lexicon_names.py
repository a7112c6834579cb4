"""States, groups, blocked names, people and word parts that start rules, as (spelling, Entry) pairs."""

from collections.abc import Iterable, Iterator

from coopwatch.extraction import lexicon_files as files
from coopwatch.extraction.lexicon_cells import Spelling, forms, split, strings
from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.spellings import sentence_start

TRIGGER_LISTS = (
    "office_trigger",
    "association_trigger",
    "title_part",
    "portal_trigger",
    "university_trigger",
    "gemeinde_trigger",
)


def foreign_spellings() -> Iterator[Spelling]:
    """States that are no parties, so that their ministries are not taken for German ones."""
    for where, row in files.rows("foreign.csv", ("name", "spellings")):
        entry = Entry("foreign", (row["name"],), "name")
        for spelling in split(row["spellings"]):
            for form in forms(spelling, where):
                yield form, entry
                if form[:1].islower():
                    yield sentence_start(form), entry


def group_spellings() -> Iterator[Spelling]:
    """Words that stand for parties without naming them ("der Freistaat", "kommunale Spitzenverbände")."""
    for where, row in files.rows("groups.csv", ("name", "form", "spellings")):
        entry = Entry("group", (row["name"],), row["form"])
        for spelling in split(row["spellings"]):
            for form in forms(spelling, where):
                yield form, entry


def blocked() -> Iterator[Spelling]:
    """Names that swallow the names in them ("Berliner Zeitung")."""
    for _, row in files.rows("blocked.csv", ("name",)):
        yield row["name"], Entry("blocked", (row["name"],), "name")


def triggers() -> Iterator[Spelling]:
    """Word parts that start the rules for ministries and titles."""
    for part in sorted(frozenset().union(*(words(key) for key in TRIGGER_LISTS))):
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


def subjects() -> frozenset[str]:
    """The nouns that follow "Ministerium für …" (offices.toml)."""
    return frozenset(strings(files.table("offices.toml"), "subjects", "offices.toml"))
