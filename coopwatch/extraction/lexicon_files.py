"""Reading the lexicon's files: CSV with ";" and comment lines, and TOML. Errors name file and line."""

import csv
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent / "lexicon"
KOMMUNEN = Path(__file__).parent.parent / "registry" / "data" / "kommunen.csv"


class LexiconError(ValueError):
    """A lexicon file cannot be used as it stands; the message names file, line and what to do."""


def rows(name: str, columns: tuple[str, ...], folder: Path = HERE) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a CSV file as ("file.csv:12", {column: value}); comment and empty lines are left out."""
    path = folder / name
    header: list[str] | None = None
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=";"))]
        if header is None:
            header = cells
            _check_header(path, number, header, columns)
            continue
        if len(cells) != len(header):
            raise LexiconError(
                f"{path.name}:{number}: {len(cells)} Felder statt {len(header)} ({';'.join(header)})"
            )
        yield f"{path.name}:{number}", dict(zip(header, cells, strict=True))


def _check_header(path: Path, number: int, header: list[str], columns: tuple[str, ...]) -> None:
    if tuple(header) != columns:
        raise LexiconError(
            f"{path.name}:{number}: erste Zeile muss „{';'.join(columns)}“ sein, ist „{';'.join(header)}“"
        )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: nicht lesbar: {error}") from error


def table(name: str, folder: Path = HERE) -> dict[str, object]:
    """A TOML file as a dictionary."""
    path = folder / name
    try:
        return tomllib.loads("\n".join(_lines(path)))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: {error}") from error


def gazetteer(path: Path = KOMMUNEN) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of the gazetteer of Kommunen; nothing where the file is missing."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for number, row in enumerate(csv.DictReader(lines), start=2):
            yield f"{path.name}:{number}", row


@lru_cache(maxsize=1)
def _word_lists() -> dict[str, object]:
    return table("words.toml")


def words(key: str) -> frozenset[str]:
    """One of the word lists of `words.toml`; LexiconError where it is missing, empty or no list of words."""
    found = _word_lists().get(key)
    if not isinstance(found, list) or not found or not all(isinstance(word, str) and word for word in found):
        raise LexiconError(f"words.toml: „{key}“ muss eine Liste nicht leerer Wörter sein")
    return frozenset(found)
