"""Plain text as an article: the first line is its title."""

from coopwatch.intake.documents.html import SHORTEST_TEXT
from coopwatch.intake.documents.records import Document, Unreadable


def read_plain(text: str) -> Document:
    """Return the text as it is; raises Unreadable where it is empty or no text."""
    text = text.strip()
    if "\x00" in text:
        raise Unreadable("no text")
    if len(text) < SHORTEST_TEXT:
        raise Unreadable("no article")
    return Document(text=text, title=text.partition("\n")[0].strip()[:200])
