"""A text as the matchers see it, and the way back to the article's own offsets.

Matching wants composed umlauts, plain spaces and plain hyphens. Most articles need no more than swapping one
character
for another, which keeps every offset; only decomposed umlauts and soft hyphens need a map.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

_SAME_LENGTH = {
    "\n": " ",
    "\r": " ",
    "\t": " ",
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\x00": " ",
}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class TextView:
    """`text` is what is matched; `starts[i]` is where its character i begins in the original (None: the same
    place)."""

    text: str
    original: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view as offsets into the original text."""
        if self.starts is None:
            return start, end
        return self.starts[start], (
            self.starts[end - 1] + self._width(end - 1) if end > start else self.starts[start]
        )

    def _width(self, index: int) -> int:
        """How many characters of the original one character of the view covers, dropped ones after it left
        out."""
        begin = self.starts[index]
        limit = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.original)
        while limit > begin + 1 and self.original[limit - 1] in _DROPPED:
            limit -= 1
        return limit - begin

    def position(self, offset: int) -> int:
        """The view's position of an offset into the original."""
        if self.starts is None:
            return offset
        return bisect_left(self.starts, offset)


def view_of(text: str) -> TextView:
    """The view of a text; keeps the length wherever the text holds neither decomposed nor invisible
    characters."""
    if unicodedata.is_normalized("NFC", text) and not any(mark in text for mark in _DROPPED):
        return TextView(_swap(text), text)
    composed, starts = _compose(text)
    return TextView(_swap(composed), text, starts)


def _swap(text: str) -> str:
    for old, new in _SAME_LENGTH.items():
        if old in text:
            text = text.replace(old, new)
    return text


def _compose(text: str) -> tuple[str, tuple[int, ...]]:
    """Compose letter + mark pairs and leave out invisible characters, remembering where each character came
    from."""
    out: list[str] = []
    starts: list[int] = []
    for index, character in enumerate(text):
        if character in _DROPPED:
            continue
        if out and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", out[-1] + character)
            if len(joined) == 1:
                out[-1] = joined
                continue
        out.append(character)
        starts.append(index)
    return "".join(out), tuple(starts)
