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


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An article that a feed announces; `published` is an ISO moment with its offset, "" for none."""

    url: str
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed announces, in its order."""

    items: tuple[FeedItem, ...] = ()


class Unreadable(Exception):
    """A document that holds no article for us. In the reading process a key, outside of it a sentence."""
