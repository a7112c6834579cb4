"""A PDF as an article. The days in its metadata are those of a file, not of a publication, and are left."""

import io
import re

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError

from coopwatch.intake.documents.html import SHORTEST_TEXT
from coopwatch.intake.documents.records import Document, Unreadable

MOST_PAGES = 200
_HYPHEN = re.compile(r"(?<=[a-zäöüß])-\n(?=[a-zäöüß])")
# A long line that ends without a sign of its end goes on in the next one.
_GOES_ON = re.compile(r"(?<=\S)(?<![.!?:;])[ \t]*\n(?=[a-zäöüß(0-9])")
_FILE_NAME = re.compile(r"\.(docx?|odt|pdf|indd|pptx?)\b|^microsoft word", re.IGNORECASE)


def read_pdf(data: bytes) -> Document:
    """Return the text of a PDF; raises Unreadable for locked, broken, scanned or overlong ones."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Unreadable("locked pdf")
        if len(reader.pages) > MOST_PAGES:
            raise Unreadable("long pdf")
        text = flow("\n".join(page.extract_text() for page in reader.pages))
        title = _title(reader, text)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        # pypdf meets broken files with any of these.
        raise Unreadable("broken pdf") from error
    if len(text) < SHORTEST_TEXT:
        raise Unreadable("pdf without text")
    return Document(text=text, title=title)


def flow(text: str) -> str:
    """Join what the page layout cut: hyphenated words, and lines within a paragraph."""
    return _GOES_ON.sub(" ", _HYPHEN.sub("", text)).strip()


def _title(reader: PdfReader, text: str) -> str:
    declared = str((reader.metadata or {}).get("/Title") or "").strip()
    if declared and not _FILE_NAME.search(declared):
        return declared[:500]
    return text.partition("\n")[0].strip()[:200]
