"""Short ways to ask what a sentence mentions."""

from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.mentions import find_mentions


def mentions(text: str) -> tuple[Mention, ...]:
    """All mentions of a text, each with its quote checked against its offsets."""
    found = find_mentions(text, load_lexicon())
    assert all(text[mention.start : mention.end] == mention.quote for mention in found)
    return found


def of_kind(text: str, kind: str) -> list[Mention]:
    """The mentions of one kind."""
    return [mention for mention in mentions(text) if mention.kind == kind]


def values(text: str, kind: str) -> list[tuple[str, ...]]:
    """The values of the mentions of one kind, in reading order."""
    return [mention.values for mention in of_kind(text, kind)]


def codes(text: str) -> list[str]:
    """The codes of Länder and of the Bund, in reading order, place lines left out."""
    return [
        code
        for mention in mentions(text)
        if mention.kind in ("land", "bund") and mention.form != "dateline"
        for code in mention.values
    ]


def names(text: str, kind: str) -> list[str]:
    """The first values of the mentions of one kind."""
    return [mention.values[0] for mention in of_kind(text, kind) if mention.values]
