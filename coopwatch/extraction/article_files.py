"""Articles out of files: .txt, .json and .jsonl, folders of them, or JSON lines on standard input.

A file that cannot be read gives a Problem that says what to do, and the others are read all the same.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from .records import ArticleText

SUFFIXES = (".txt", ".json", ".jsonl")
MAX_CHARS = 1_000_000
MAX_BYTES = 4 * MAX_CHARS


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that gave no article: where it came from and, in German, what is wrong and what to do."""

    source: str
    message: str


class Unreadable(ValueError):
    """An input that is no article; the message is German and meant for the person who sent it."""


def read_articles(paths: Iterable[str], stdin: IO[str] | None = None) -> Iterator[ArticleText | Problem]:
    """Every article of the paths in their order; folders are read recursively, "-" is standard input."""
    for name in paths:
        if name == "-":
            yield from _lines("-", stdin or sys.stdin)
        else:
            yield from _path(Path(name))


def _path(path: Path) -> Iterator[ArticleText | Problem]:
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not files:
            yield Problem(str(path), f"Im Ordner liegt keine Datei mit der Endung {', '.join(SUFFIXES)}.")
        for file in files:
            yield from _file(file)
    elif path.is_file():
        yield from _file(path)
    else:
        yield Problem(str(path), "Diese Datei gibt es nicht. Bitte den Pfad prüfen.")


def _file(path: Path) -> Iterator[ArticleText | Problem]:
    try:
        suffix = path.suffix.lower()
        if suffix == ".jsonl":
            with path.open(encoding="utf-8") as lines:
                yield from _lines(str(path), lines)
        elif suffix == ".json":
            yield from _objects(str(path), decode(_bytes(path)), path.stem)
        else:
            yield article_from_text(path.stem, decode(_bytes(path)))
    except Unreadable as error:
        yield Problem(str(path), str(error))
    except UnicodeDecodeError:
        yield Problem(str(path), "Die Datei ist nicht in UTF-8 gespeichert. Bitte als UTF-8 speichern.")
    except OSError as error:
        yield Problem(str(path), f"Die Datei lässt sich nicht lesen: {error.strerror}.")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(_too_long(path.stat().st_size))
    return path.read_bytes()


def _too_long(size: int) -> str:
    return (
        f"Der Text ist zu lang ({size:,} Zeichen; höchstens {MAX_CHARS:,}). Bitte auf den Artikel kürzen."
    ).replace(",", ".")


def decode(data: bytes) -> str:
    """UTF-8 text of a file. Raises Unreadable for a PDF, other binary files and other encodings."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise Unreadable(
            "Das ist eine PDF-Datei, kein Text. Bitte den Text herauskopieren und als .txt speichern."
        )
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("Das ist eine Office- oder ZIP-Datei, kein Text. Bitte als .txt speichern.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Die Datei ist nicht in UTF-8 gespeichert (Byte {error.start}). Bitte als UTF-8 speichern."
        ) from error


def _lines(source: str, lines: Iterable[str]) -> Iterator[ArticleText | Problem]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _objects(f"{source}:{number}", line, f"{Path(source).stem}-{number}")


def _objects(source: str, text: str, fallback: str) -> Iterator[ArticleText | Problem]:
    if not text.strip():
        yield Problem(source, "Die Datei ist leer.")
        return
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        yield Problem(source, f"Das ist kein gültiges JSON: {error}.")
        return
    items = data if isinstance(data, list) else [data]
    for number, item in enumerate(items, start=1):
        try:
            yield article_from_json(item, fallback if len(items) == 1 else f"{fallback}-{number}")
        except Unreadable as error:
            yield Problem(source, str(error))


def article_from_text(identifier: str, text: str) -> ArticleText:
    """A bare text as an article. Raises Unreadable where it is empty, too long or full of control
    characters."""
    if not text.strip():
        raise Unreadable("Der Text ist leer.")
    if len(text) > MAX_CHARS:
        raise Unreadable(_too_long(len(text)))
    odd = sum(c < " " and c not in "\n\r\t\f" for c in text[:4000])
    if odd > len(text[:4000]) // 50:
        raise Unreadable("Das ist keine Textdatei: Sie enthält Steuerzeichen.")
    return ArticleText(identifier, text)


def article_from_json(data: Any, fallback: str) -> ArticleText:
    """An object {"id", "title", "text", "published_on", "url", "source"}; only `text` must be there."""
    if not isinstance(data, dict):
        raise Unreadable("Erwartet wird ein JSON-Objekt mit dem Feld „text“.")
    text = data.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unreadable("Dem Artikel fehlt das Feld „text“, oder es ist leer.")
    bare = article_from_text(str(data.get("id") or fallback), text)
    return ArticleText(
        bare.id,
        text,
        str(data.get("title") or ""),
        _day(data.get("published_on")),
        _word(data, "url"),
        _word(data, "source"),
    )


def _word(data: dict[str, Any], key: str) -> str | None:
    return str(data[key]) if data.get(key) else None


def _day(value: Any) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise Unreadable(f"„published_on“ ist kein Datum der Form JJJJ-MM-TT: {value!r}.") from None
