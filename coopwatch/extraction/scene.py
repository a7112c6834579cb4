"""What all rules for mentions look at: the text, the names found in it, and which Länder it is about."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopwatch.extraction.lexicon_records import Entry, Lexicon
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention, Span

SURE_FORMS = frozenset({"name", "adjective", "abbreviation", "agency", "pair", "demonym", "spelling"})
_WORD_BEFORE = re.compile(r"([^\s]+) $")
_JOINT = re.compile(
    r"\s?(?:,|/|–|-|und|sowie|wie auch|als auch|oder|&|, und|mit)\s?(?:(?:der|die|das|den|dem|in|im|mit|auch|aus|von|für|zwischen)\s)?$"
)


@dataclass(frozen=True)
class Scene:
    """The view's text with its hits and spans; offsets are the view's. `first_position` speeds up look-ups."""

    text: str
    lexicon: Lexicon
    hits: tuple[Hit, ...]
    triggers: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the hits begin, in order."""
        return tuple(hit.start for hit in self.hits)

    @cached_property
    def _span_starts(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.spans)

    @cached_property
    def named_lands(self) -> tuple[tuple[int, str], ...]:
        """(position, code) of every Land that is named beyond doubt, in reading order."""
        return tuple(self._named_lands())

    def _named_lands(self) -> Iterator[tuple[int, str]]:
        for hit in self.hits:
            entry = hit.first
            if entry.kind == "land" and entry.form in SURE_FORMS and not entry.need:
                for code in entry.values:
                    yield hit.start, code

    @cached_property
    def codes(self) -> frozenset[str]:
        """The Länder named beyond doubt."""
        return frozenset(code for _, code in self.named_lands)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the hits' preferred meanings."""
        return frozenset(hit.first.kind for hit in self.hits)

    def span_of(self, position: int) -> Span:
        """The span (sentence or block) that holds a position."""
        index = bisect_right(self._span_starts, position) - 1
        return self.spans[max(index, 0)] if self.spans else (0, len(self.text))

    def hits_between(self, start: int, end: int) -> Sequence[Hit]:
        """The hits that begin in [start, end)."""
        return self.hits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def hit_at(self, start: int) -> Hit | None:
        """The hit that begins at exactly `start`."""
        index = bisect_left(self.starts, start)
        return self.hits[index] if index < len(self.hits) and self.starts[index] == start else None

    def hit_before(self, position: int) -> Hit | None:
        """The last hit that ends at or before `position`."""
        index = bisect_left(self.starts, position) - 1
        while index >= 0 and self.hits[index].end > position:
            index -= 1
        return self.hits[index] if index >= 0 else None

    def land_near(self, position: int, among: frozenset[str] | None = None) -> tuple[str, float] | None:
        """The Land that a word at `position` leans on, with how sure that is.

        The only Land of the text; else the last one named before, else the first one after. `among` leaves only some
        ("Freistaat": Bayern, Sachsen, Thüringen).
        """
        named = [(at, code) for at, code in self.named_lands if among is None or code in among]
        named = named or [(at, code) for at, code in self.hinted_lands if among is None or code in among]
        if not named:
            return None
        if len({code for _, code in named}) == 1:
            return named[0][1], 0.9
        before = [code for at, code in named if at < position]
        if before:
            return before[-1], 0.6
        hinted = [code for at, code in self.hinted_lands if at < position and (among is None or code in among)]
        return (hinted[-1], 0.5) if hinted else (named[0][1], 0.45)

    @cached_property
    def hinted_lands(self) -> tuple[tuple[int, str], ...]:
        """(position, code) of Länder that a seat of government or a body of theirs suggests."""
        forms = ("capital", "capital_adjective")
        return tuple(
            (hit.start, hit.first.land)
            for hit in self.hits
            if hit.first.land and hit.first.land != "DE" and not hit.first.need and (hit.first.form in forms or hit.first.kind == "organisation")
        )

    def word_before(self, position: int) -> str:
        """The word that stands before `position`, "" at the start of a text."""
        found = _WORD_BEFORE.search(self.text, max(0, position - 40), position)
        return found.group(1) if found else ""

    def joined(self, left: Hit, right: Hit) -> bool:
        """Whether only a comma, "und", a slash or the like stands between two hits."""
        between = self.text[left.end : right.start]
        return len(between) <= 16 and bool(_JOINT.match(between))


def mention(scene: Scene, start: int, end: int, entry: Entry, **changes: object) -> Mention:
    """A mention with an entry's meaning; its offsets are still those of the view."""
    fields: dict[str, object] = {
        "kind": entry.kind,
        "values": entry.values,
        "form": entry.form,
        "land": entry.land,
        "attributes": entry.attributes,
    }
    return Mention(start=start, end=end, quote=scene.text[start:end], **{**fields, **changes})  # type: ignore[arg-type]
