"""Finding the words of the language files: one pass over the text for all of them.

A pattern is made of elements joined by " + "; an element is a word or phrase, open at the sides marked "*",
closed elsewhere; "an$" must end its clause; "seit * jahren" leaves a word or two between; "{klasse}" stands
for
every word of that class. A pattern fires in a
sentence when all its elements occur there within SPREAD characters.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick

from .clean import Sentence

SPREAD = 220
CLOSE = 28
GAP = re.compile(r"(?: \*|(\w\*)) (?=[^+ ])")
CLAUSE_ENDS = re.compile(r"[ \t]*(?:[.,;:!?…)\"“–\r\n-]|\Z|und\b|oder\b|sowie\b)")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its `group` (an act, a marker, a topic), its source text and its elements."""

    group: str
    source: str
    elements: tuple[int, ...]
    spread: int = SPREAD


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern found in a sentence: `spans` are the places of its elements, `start`/`end` bound them all."""

    group: str
    source: str
    sentence: int
    start: int
    end: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Keyword:
    element: int
    length: int
    left_open: bool
    right_open: bool
    clause_end: bool


class CueFinder:
    """All patterns of all language files in one automaton. Immutable after construction."""

    def __init__(self, groups: Mapping[str, Iterable[str]], classes: Mapping[str, Iterable[str]]):
        self._elements: dict[str, int] = {}
        self._keywords: dict[str, list[_Keyword]] = {}
        self._patterns: dict[int, list[Pattern]] = {}
        self._classes = classes
        for group, sources in groups.items():
            for source in sources:
                self._add_pattern(group, source)
        self._automaton = ahocorasick.Automaton()
        for literal, keywords in self._keywords.items():
            self._automaton.add_word(literal, tuple(keywords))
        self._automaton.make_automaton()

    def _add_pattern(self, group: str, source: str) -> None:
        spread = CLOSE if GAP.search(source) else SPREAD
        elements = tuple(self._element(part.strip()) for part in GAP.sub(r"\1 + ", source).split(" + "))
        self._patterns.setdefault(elements[0], []).append(Pattern(group, source, elements, spread))

    def _element(self, part: str) -> int:
        if part in self._elements:
            return self._elements[part]
        number = self._elements[part] = len(self._elements)
        words = self._classes[part[1:-1]] if part.startswith("{") else (part,)
        for word in words:
            self._add_keyword(number, word)
        return number

    def _add_keyword(self, element: int, word: str) -> None:
        clause_end, word = word.endswith("$"), word.rstrip("$").lower()
        literal = word.strip("*")
        keyword = _Keyword(element, len(literal), word.startswith("*"), word.endswith("*"), clause_end)
        self._keywords.setdefault(literal, []).append(keyword)

    def find(self, text: str, sentences: Sequence[Sentence]) -> list[list[Cue]]:
        """The cues of every sentence, in the order of their first element."""
        if not sentences:
            return []
        hits = self._hits(lower_same_length(text), sentences)
        return [self._fire(i, found) if found else [] for i, found in enumerate(hits)]

    def _hits(self, low: str, sentences: Sequence[Sentence]) -> list[dict[int, list[Span]]]:
        hits: list[dict[int, list[Span]]] = [{} for _ in sentences]
        starts = [s.start for s in sentences]
        first, last = starts[0], sentences[-1].end
        for end_index, keywords in self._automaton.iter(low, first, last):
            end = end_index + 1
            right_free = end >= len(low) or not _is_word(low[end])
            for keyword in keywords:
                if not (right_free or keyword.right_open):
                    continue
                start = end - keyword.length
                if not keyword.left_open and start > 0 and _is_word(low[start - 1]):
                    continue
                if keyword.clause_end and not CLAUSE_ENDS.match(low, end):
                    continue
                i = bisect_right(starts, start) - 1
                if i >= 0 and end <= sentences[i].end:
                    hits[i].setdefault(keyword.element, []).append((start, end))
        return hits

    def _fire(self, index: int, hits: dict[int, list[Span]]) -> list[Cue]:
        cues = []
        for element in hits:
            for pattern in self._patterns.get(element, ()):
                cues.extend(_matches(pattern, index, hits))
        return cues


def _matches(pattern: Pattern, index: int, hits: dict[int, list[Span]]) -> list[Cue]:
    """Every place of the first element with the nearest place of each other one."""
    found = []
    for first in hits[pattern.elements[0]][:8]:
        spans = [first]
        for element in pattern.elements[1:]:
            near = _nearest(first, hits.get(element, ()), spans, pattern.spread)
            if near is None:
                break
            spans.append(near)
        else:
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            found.append(Cue(pattern.group, pattern.source, index, start, end, tuple(spans)))
    return found


def _nearest(first: Span, others: Sequence[Span], taken: list[Span], spread: int) -> Span | None:
    free = [o for o in others[:12] if all(o[1] <= s or o[0] >= e for s, e in taken)]
    near = [o for o in free if abs(o[0] - first[0]) <= spread]
    return min(near, key=lambda o: abs(o[0] - first[0])) if near else None


def _is_word(char: str) -> bool:
    return char.isalnum()


def lower_same_length(text: str) -> str:
    """Lower case that keeps every offset ("İ" would become two characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
