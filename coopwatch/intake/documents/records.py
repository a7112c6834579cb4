"""What is read from a document, or why nothing is. No Django: the reading process imports this."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The article in a document. `published_on` is the ISO day that the document declares, "" for none."""

    text: str
    title: str = ""
    published_on: str = ""
    publisher: str = ""
    language: str = ""


class Unreadable(Exception):
    """A document that holds no article for us. In the reading process a key, outside of it a sentence."""
