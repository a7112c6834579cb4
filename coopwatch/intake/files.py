"""Articles out of files and uploads: text, JSON, web pages and PDF. One bad file stops no other."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from coopwatch.extraction.article_files import SUFFIXES as TEXT_SUFFIXES
from coopwatch.extraction.article_files import Problem, Unreadable, article_from_text, read_articles
from coopwatch.extraction.records import ArticleText
from coopwatch.intake.documents.reading import read_document
from coopwatch.intake.documents.records import Unreadable as UnreadableDocument
from coopwatch.intake.store import Original

MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}
SUFFIXES = (*TEXT_SUFFIXES, *MEDIA_TYPES)
SIZE_LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """An article that came in, with the file where that is more than its text."""

    article: ArticleText
    original: Original | None = None


def read_inputs(paths: Iterable[str]) -> Iterator[Input | Problem]:
    """Every article of the paths, in their order; folders are read recursively, "-" is standard input."""
    for name in paths:
        if name == "-":
            yield from _texts(["-"])
        elif Path(name).is_dir():
            yield from _folder(Path(name))
        else:
            yield from read_file(Path(name))


def _folder(folder: Path) -> Iterator[Input | Problem]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not files:
        endings = ", ".join(SUFFIXES)
        yield Problem(str(folder), _("Im Ordner liegt keine Datei mit der Endung %s.") % endings)
    for file in files:
        yield from read_file(file)


def read_file(path: Path) -> Iterator[Input | Problem]:
    """Every article of one file; what is wrong with the file is a Problem."""
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        yield from _texts([str(path)])
        return
    try:
        yield _document(path, media_type)
    except (UnreadableDocument, Unreadable) as error:
        yield Problem(str(path), str(error))
    except OSError as error:
        yield Problem(str(path), _("Die Datei lässt sich nicht lesen: %s.") % error.strerror)


def _texts(names: list[str]) -> Iterator[Input | Problem]:
    for found in read_articles(names):
        yield found if isinstance(found, Problem) else Input(found)


def _document(path: Path, media_type: str) -> Input:
    if path.stat().st_size > SIZE_LIMIT:
        raise Unreadable(_("Die Datei ist größer als 5 MB. Bitte nur den Artikel selbst einreichen."))
    data = path.read_bytes()
    document = read_document(data, media_type)
    article = replace(
        article_from_text(path.stem, document.text),
        title=document.title,
        published_on=date.fromisoformat(document.published_on) if document.published_on else None,
        source=document.publisher or None,
    )
    return Input(article, Original(path.name, data))


def read_upload(name: str, data: bytes) -> list[Input | Problem]:
    """Every article of an uploaded file; problems bear the name of the file as it was sent."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        return [Problem(name, _("Diese Art von Datei wird nicht gelesen, nur %s.") % ", ".join(SUFFIXES))]
    if len(data) > SIZE_LIMIT:
        return [Problem(name, _("Die Datei ist größer als 5 MB. Bitte nur den Artikel selbst einreichen."))]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{safe_stem(name)}{suffix}"
        file.write_bytes(data)
        return [_renamed(found, str(file), name) for found in read_file(file)]


def safe_stem(name: str) -> str:
    """Return the name of a file without folders and ending, reduced to letters, digits and dashes."""
    stem = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in Path(name).stem)
    return stem.strip("-.")[:80] or "artikel"


def _renamed(found: Input | Problem, path: str, name: str) -> Input | Problem:
    if isinstance(found, Problem):
        return replace(found, source=found.source.replace(path, name))
    return found
