"""Stage 0: one form for the characters, with the way back to the article's own text.

Names are looked up letter by letter, so "Thüringen" written with a combining diaeresis, a soft hyphen inside
a word or a no-break space must not hide them. The rest of the pipeline reads `Plain.text`; `Plain.origin`
leads every offset back to the text as it was received.
"""

import re
import unicodedata
from dataclasses import dataclass

DROPPED = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x00]")
# Most texts hold none of them, and one look says so.
ODD = re.compile("[\x00\u00a0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]")
CLUSTER = re.compile(r"[\s\S][\u0300-\u036f]+|[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text the stages read. `starts[i]`/`ends[i]` bound the original characters of `text[i]`."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the article's own text."""
        if self.starts is None or self.ends is None or end <= start:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Plain:
    """Compose combining marks, drop invisible characters, turn odd spaces into plain ones.

    >>> normalise("Thu\u0308ringen").text
    'Thüringen'
    """
    if not ODD.search(text):
        return Plain(text)
    text = SPACES.sub(" ", text)
    if not CLUSTER.search(text):
        return Plain(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = "" if DROPPED.match(text, start) else unicodedata.normalize("NFC", text[start:end])
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Plain("".join(pieces), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Bounds of every single character, a letter and its combining marks being one."""
    found: list[tuple[int, int]] = []
    position = 0
    for match in CLUSTER.finditer(text):
        found.extend((i, i + 1) for i in range(position, match.start()))
        found.append(match.span())
        position = match.end()
    found.extend((i, i + 1) for i in range(position, len(text)))
    return found
