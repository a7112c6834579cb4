"""The Länder of `laender.toml`: names, adjectives, inhabitants, seats of government and nicknames."""

from collections.abc import Iterator
from functools import lru_cache

from coopwatch.extraction import lexicon_files as files
from coopwatch.extraction.lexicon_cells import CODES, Spelling, land_code, strings
from coopwatch.extraction.lexicon_files import LexiconError
from coopwatch.extraction.lexicon_records import Entry, Land
from coopwatch.extraction.spellings import ADJECTIVE_ENDINGS, capitals, genitive, sentence_start


@lru_cache(maxsize=1)
def _land_tables() -> tuple[dict[str, object], ...]:
    tables = files.table("laender.toml").get("land")
    if not isinstance(tables, list):
        raise LexiconError("laender.toml: keine [[land]]-Abschnitte")
    for table in tables:
        land_code(str(table.get("code")), f"laender.toml: {table.get('name')}")
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
    forms = [name, genitive(name), *strings(table, "genitive", name), *strings(table, "official", name)]
    forms += [form.replace("Land ", "Landes ", 1) for form in forms if form.startswith("Land ")]
    for form in forms:
        yield form, entry
        yield capitals(form), entry
    for short in strings(table, "short", name):
        yield short, Entry("land", (code,), "abbreviation", code)
        yield short + "s", Entry("land", (code,), "abbreviation", code)


def _adjectives_of(table: dict[str, object]) -> Iterator[Spelling]:
    code = str(table["code"])
    entry = Entry("land", (code,), "adjective", code)
    for stem in strings(table, "adjectives", code):
        for ending in ("", *ADJECTIVE_ENDINGS):
            yield stem + ending, entry
            yield sentence_start(stem) + ending, entry
            yield "-".join(map(sentence_start, stem.split("-"))) + ending, entry
    for form in strings(table, "from", code):
        yield form, entry
        yield capitals(form), entry


def _others_of(table: dict[str, object]) -> Iterator[Spelling]:
    code = str(table["code"])
    for form in strings(table, "people", code):
        yield form, Entry("land", (code,), "demonym", code)
    for form in strings(table, "nicknames", code):
        yield form, Entry("land", (code,), "nickname", code)
    for form in strings(table, "vague", code):
        yield form, Entry("land", (code,), "nickname", code, need="land")
    capital = str(table.get("capital", ""))
    if capital:
        entry = Entry("land", (code,), "capital", code, attributes=(("city", capital),))
        for form in (capital, genitive(capital), *strings(table, "genitive_capital", code)):
            yield form, entry
            yield capitals(form), entry
        adjective = Entry("land", (code,), "capital_adjective", code, attributes=(("city", capital),))
        for form in strings(table, "capital_from", code):
            yield form, adjective
