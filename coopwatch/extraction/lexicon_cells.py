"""Checks and notations that all readers of the lexicon's files share."""

from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import LexiconError
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.spellings import expand

CODES = ("BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH")
Spelling = tuple[str, Entry]


def strings(table: dict[str, object], key: str, where: str) -> list[str]:
    """A list of texts in a TOML table; empty where it is missing."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{where}: „{key}“ muss eine Liste nicht leerer Texte sein")
    return value


def land_code(code: str, where: str, allow: tuple[str, ...] = ()) -> str:
    """The code of a Land, or one of those allowed besides; LexiconError otherwise."""
    if code in allow or (code.startswith("DE-") and code[3:] in CODES):
        return code
    raise LexiconError(
        f"{where}: „{code}“ ist kein Land (DE-BY …){' und nicht ' + '/'.join(allow) if allow else ''}"
    )


def split(cell: str) -> list[str]:
    """The spellings of a cell, parted by "|"."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def forms(spelling: str, where: str) -> Iterator[str]:
    """All forms of a spelling; what is wrong with it is told with its place."""
    try:
        yield from expand(spelling)
    except ValueError as error:
        raise LexiconError(f"{where}: {error}") from error
