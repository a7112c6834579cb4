"""What all rules for mentions look at: the text, the names found in it, and which Länder it is about.

Everything that a rule asks again and again is kept, so that a text of a thousand names costs no more per
name than one
of ten.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopwatch.extraction.lexicon_records import Entry, Lexicon
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention, Span

SURE_FORMS = frozenset({"name", "adjective", "abbreviation", "agency", "pair", "demonym", "spelling"})
_JOINT = re.compile(
    r"\s?(?:, und|,|/|–|-|und|sowie|wie auch|als auch|oder|&|mit)\s?(?:(?:der|die|das|den|dem|in|im"
    r"|mit|auch|aus|von|für|zwischen)\s)?$"
)
_PILOT = re.compile(
    r"[Pp]ilot(?:kommune|stadt|städte|kreis|landkreis|gemeinde|behörde)|[Mm]odell(?:kommune|stadt"
    r"|städte|projekt|region)|Stadtgebiet|Rathaus"
)
PLACES = ("in", "aus", "nach", "neben", "Neben", "wie", "auch", "Auch", "Aus")
PLACING = {"In": 0.3, **dict.fromkeys(PLACES, 0.6)}
NEAREST = 6
NEARNESS = {0: 1.2, 1: 0.8, 2: 0.4}
Placed = tuple[tuple[int, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that speaks for a Land: its position, the number of its sentence, and how much it says."""

    start: int
    span: int
    code: str
    weight: float


@dataclass(frozen=True)
class Scene:
    """The view's text with its hits, triggers and spans; all offsets are the view's."""

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
    def memo(self) -> dict[object, object]:
        """What has been worked out for this text, by rule and key."""
        return {}

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
    def hinted_lands(self) -> tuple[tuple[int, str], ...]:
        """(position, code) of Länder that a seat of government or a body of theirs suggests."""
        return tuple((hit.start, str(hit.first.land)) for hit in self.hits if _hints(hit.first))

    @cached_property
    def _namings(self) -> tuple[Naming, ...]:
        """Every hit that names a Land or hints at one: position, sentence, code, and how much it says."""
        found = [
            Naming(hit.start, bisect_right(self._span_starts, hit.start) - 1, code, self._weight(hit))
            for hit in self.hits
            for code in _lands_of(hit.first)
        ]
        return tuple(found)

    def _weight(self, hit: Hit) -> float:
        """A Land's own name says most; a place ("in Hessen") less, and least where the sentence begins so."""
        weight = 1.0 if hit.first.kind == "land" and hit.first.form in SURE_FORMS else 0.5
        word = self.word_before(hit.start)
        weight *= 1.5 if hit.start * 5 < len(self.text) else 1.0
        return weight * PLACING.get(word, 1.0)

    def _votes(self, among: frozenset[str] | None) -> Mapping[str, float]:
        """How much the whole text speaks for each Land (of those in `among`)."""
        key = ("votes", among)
        if key not in self.memo:
            votes: dict[str, float] = {}
            for naming in self._namings:
                if among is None or naming.code in among:
                    votes[naming.code] = votes.get(naming.code, 0.0) + naming.weight
            self.memo[key] = votes
        return self.memo[key]  # type: ignore[return-value]

    def _votes_near(self, position: int, among: frozenset[str] | None) -> Iterator[tuple[str, float]]:
        """What the last namings before `position` and the next one after it say, by their distance in
        sentences."""
        here = bisect_right(self._span_starts, position) - 1
        index = bisect_left(self._namings, position, key=lambda naming: naming.start)
        for naming in self._namings[max(0, index - NEAREST) : index + 2]:
            if among is None or naming.code in among:
                distance = here - naming.span
                if naming.start > position:
                    yield naming.code, naming.weight * (0.4 if distance >= -1 else 0.1)
                elif naming.start < position:
                    yield naming.code, naming.weight * NEARNESS.get(distance, 0.1)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The Länder named beyond doubt."""
        return frozenset(code for _, code in self.named_lands)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the hits' preferred meanings."""
        return frozenset(hit.first.kind for hit in self.hits)

    @cached_property
    def rows(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """The Länder named side by side ("Hessen, Bayern und Sachsen"), each row with where it begins."""
        found: list[tuple[int, frozenset[str]]] = []
        last: Hit | None = None
        for hit in self.hits:
            if hit.first.kind != "land" or hit.first.form not in SURE_FORMS or hit.first.need:
                continue
            codes = frozenset(hit.first.values)
            if last and self.joined(last, hit):
                found[-1] = found[-1][0], found[-1][1] | codes
            else:
                found.append((hit.start, codes))
            last = hit
        return tuple(found)

    @cached_property
    def organisations(self) -> frozenset[str]:
        """The canonical names of all organisations named."""
        return frozenset(
            value for hit in self.hits if hit.first.kind == "organisation" for value in hit.first.values
        )

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

    def neighbours(self, hit: Hit) -> Iterator[tuple[Hit, Hit]]:
        """The pairs (left, right) of hits that this one makes with the one before and the one after it."""
        index = bisect_left(self.starts, hit.start)
        if index > 0:
            yield self.hits[index - 1], hit
        if index < len(self.hits) - 1:
            yield hit, self.hits[index + 1]

    def _lands(self, sure: bool, among: frozenset[str] | None) -> Placed:
        key = ("lands", sure, among)
        if key not in self.memo:
            pairs = [
                pair
                for pair in (self.named_lands if sure else self.hinted_lands)
                if among is None or pair[1] in among
            ]
            self.memo[key] = tuple(at for at, _ in pairs), tuple(code for _, code in pairs)
        return self.memo[key]  # type: ignore[return-value]

    def only_land(self, among: frozenset[str] | None = None) -> str | None:
        """The one Land that the text names (of those in `among`), None where it names none or several."""
        key = ("only", among)
        if key not in self.memo:
            codes = frozenset(self._lands(True, among)[1]) or frozenset(self._lands(False, among)[1])
            self.memo[key] = next(iter(codes)) if len(codes) == 1 else None
        return self.memo[key]  # type: ignore[return-value]

    def land_near(self, position: int, among: frozenset[str] | None = None) -> tuple[str, float] | None:
        """The Land that a word at `position` leans on, with how sure that is.

        Every naming of a Land, its seat of government or a body of its speaks for it: most in the same
        sentence or the one before, less in the distance, least where it is only a place ("In
        Rheinland-Pfalz …"). `among` leaves only some ("Freistaat": Bayern, Sachsen, Thüringen).
        """
        votes = dict(self._votes(among))
        if not votes:
            return None
        if len(votes) == 1:
            return next(iter(votes)), 0.9
        whole = sum(votes.values())
        score = {code: 2.0 * vote / whole for code, vote in votes.items()}
        for code, vote in self._votes_near(position, among):
            score[code] += vote
        best = max(score, key=lambda code: score[code])
        return best, 0.6

    def lands_in(self, start: int, end: int) -> tuple[str, ...]:
        """The codes of the Länder named in [start, end)."""
        places, codes = self._lands(True, None)
        return codes[bisect_left(places, start) : bisect_left(places, end)]

    def word_before(self, position: int) -> str:
        """The word that stands before `position`, "" at the start of a text."""
        if position < 2 or self.text[position - 1] != " ":
            return ""
        cut = self.text.rfind(" ", max(0, position - 40), position - 1)
        return self.text[cut + 1 : position - 1] if cut >= 0 or position <= 40 else ""

    def joined(self, left: Hit, right: Hit) -> bool:
        """Whether only a comma, "und", a slash or the like stands between two hits."""
        return right.start - left.end <= 16 and bool(_JOINT.match(self.text[left.end : right.start]))

    def speaks_of_pilots(self, position: int) -> bool:
        """Whether the sentence at `position` speaks of pilot or model Kommunen."""
        span = self.span_of(position)
        key = ("pilot", span)
        if key not in self.memo:
            self.memo[key] = bool(_PILOT.search(self.text, *span))
        return bool(self.memo[key])

    def contains(self, phrase: str) -> bool:
        """Whether a phrase stands somewhere in the text."""
        key = ("contains", phrase)
        if key not in self.memo:
            self.memo[key] = phrase in self.text
        return bool(self.memo[key])


def _lands_of(entry: Entry) -> tuple[str, ...]:
    """The Länder that a naming speaks for; one of several owners says nothing."""
    if entry.kind == "land" and entry.form in SURE_FORMS and not entry.need:
        return entry.values
    return (str(entry.land),) if _hints(entry) and " " not in str(entry.land) else ()


def _hints(entry: Entry) -> bool:
    if not entry.land or entry.land == "DE" or entry.need:
        return False
    return entry.form in ("capital", "capital_adjective") or entry.kind == "organisation"


def mention(scene: Scene, start: int, end: int, entry: Entry, **changes: object) -> Mention:
    """A mention with an entry's meaning; its offsets are still those of the view."""
    fields: dict[str, object] = {
        "kind": entry.kind,
        "values": entry.values,
        "form": entry.form,
        "land": entry.land,
        "attributes": entry.attributes,
    }
    fields.update(changes)
    return Mention(start=start, end=end, quote=scene.text[start:end], **fields)  # type: ignore[arg-type]
