"""An article's text with its quotes marked: pure, from text and evidence to segments.

Quotes may overlap, so the text is cut wherever one begins or ends; each segment knows all the quotes over it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from coopwatch.registry.vocabulary import Decision, EvidenceField


class Quoted(Protocol):
    """What the marking reads of a piece of evidence; the offsets count characters of the text."""

    pk: int
    field: str
    start: int | None
    end: int | None
    decision: str


# A letter per kind of fact, shown in the mark and in the legend: colour is never the only sign.
SIGNS = {
    EvidenceField.NAME: "N",
    EvidenceField.KIND: "A",
    EvidenceField.STATUS: "S",
    EvidenceField.DATE: "D",
    EvidenceField.PARTIES: "B",
    EvidenceField.PARTNERS: "P",
    EvidenceField.PORTALS: "W",
    EvidenceField.PILOTKOMMUNEN: "K",
    EvidenceField.TOPICS: "T",
    EvidenceField.SIGNATORIES: "U",
    EvidenceField.EARLIER: "V",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and the quotes over it, the shortest first; `begins` are the fields of new ones."""

    text: str
    fields: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    begins: tuple[str, ...] = ()
    decision: str = Decision.OPEN

    @property
    def field(self) -> str:
        """The kind of fact whose colour the segment bears: that of the shortest quote."""
        return self.fields[0] if self.fields else ""

    @property
    def label(self) -> str:
        """The kinds of all quotes in words."""
        return ", ".join(dict.fromkeys(str(EvidenceField(field).label) for field in self.fields))

    @property
    def signs(self) -> str:
        """The letters of the quotes that begin here."""
        return "".join(dict.fromkeys(SIGNS[EvidenceField(field)] for field in self.begins))

    @property
    def html(self) -> SafeString:
        """The text escaped; a carriage return as a reference, else a browser drops it and shifts offsets."""
        return mark_safe(escape(self.text).replace("\r", "&#13;"))  # noqa: S308


def segments(text: str, evidence: Iterable[Quoted]) -> list[Segment]:
    """Return the whole text as segments in order; evidence without a place in the text marks nothing."""
    quotes = [e for e in evidence if e.start is not None and e.end is not None and e.end <= len(text)]
    quotes.sort(key=lambda e: (e.end - e.start, e.start, e.pk))
    cuts = sorted({0, len(text), *(e.start for e in quotes), *(e.end for e in quotes)})
    return [_segment(text, start, end, quotes) for start, end in pairwise(cuts)]


def _segment(text: str, start: int, end: int, quotes: Sequence[Quoted]) -> Segment:
    over = [e for e in quotes if e.start <= start and end <= e.end]
    if not over:
        return Segment(text[start:end])
    return Segment(
        text[start:end],
        tuple(e.field for e in over),
        tuple(e.pk for e in over),
        tuple(e.field for e in over if e.start == start),
        over[0].decision,
    )


def legend(evidence: Iterable[Quoted]) -> list[tuple[str, str, str]]:
    """Return (field, sign, label) for each kind of fact that is marked, in the order of the vocabulary."""
    present = {e.field for e in evidence if e.start is not None}
    return [(str(f), SIGNS[f], str(f.label)) for f in EvidenceField if f in present]
