"""Finding the words of the language files: one pass over the text for all of them.

A pattern is made of elements joined by " + "; an element is a word or phrase, open at the sides marked "*",
closed elsewhere; "an$" must end its clause; "seit * jahren" leaves a word or two between; "{klasse}" stands
for
every word of that class. A pattern fires in a
sentence when all its elements occur there within SPREAD characters.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from .clean import Sentence

SPREAD = 220
MOST_PLACES = 8
CLOSE = 28
GAP = re.compile(r"(?: \*|(\w\*)) (?=[^+ ])")
CLAUSE_ENDS = re.compile(r"[ \t]*(?:[.,;:!?…)\"“–\r\n-]|\Z|und\b|oder\b|sowie\b)")
Span = tuple[int, int]


class Pattern(NamedTuple):
    """A compiled pattern: its `group` (an act, a marker, a topic), its source text, its first element and the
    others."""

    group: str
    source: str
    first: int
    others: tuple[int, ...]
    spread: int = SPREAD


class Cue(NamedTuple):
    """A pattern found in a sentence: `spans` are the places of its elements, `start`/`end` bound them all."""

    group: str
    source: str
    sentence: int
    start: int
    end: int
    spans: tuple[Span, ...]


Cues = dict[str, list[Cue]]
"""The cues of a sentence by their groups."""

Keyword = tuple[int, bool, bool, bool]
"""An element's number and whether its word is open on the left, open on the right, and bound to the end of a
clause. Plain tuples: a text of 3,000 characters asks about a thousand of them."""


class CueFinder:
    """All patterns of all language files in one automaton. Immutable after construction."""

    def __init__(self, groups: Mapping[str, Iterable[str]], classes: Mapping[str, Iterable[str]]):
        self._elements: dict[str, int] = {}
        self._keywords: dict[str, list[Keyword]] = {}
        self._patterns: dict[int, list[Pattern]] = {}
        self._classes = classes
        for group, sources in groups.items():
            for source in sources:
                self._add_pattern(group, source)
        self._automaton = ahocorasick.Automaton()
        for literal, keywords in self._keywords.items():
            self._automaton.add_word(literal, (len(literal), *_openings(keywords), tuple(keywords)))
        self._automaton.make_automaton()

    def _add_pattern(self, group: str, source: str) -> None:
        spread = CLOSE if GAP.search(source) else SPREAD
        elements = tuple(self._element(part.strip()) for part in GAP.sub(r"\1 + ", source).split(" + "))
        pattern = Pattern(group, source, elements[0], elements[1:], spread)
        self._patterns.setdefault(elements[0], []).append(pattern)

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
        keyword = (element, word.startswith("*"), word.endswith("*"), clause_end)
        self._keywords.setdefault(literal, []).append(keyword)

    def find(self, text: str, sentences: Sequence[Sentence]) -> list[Cues]:
        """The cues of every sentence by their groups, in the order of their first element."""
        if not sentences:
            return []
        hits = self._hits(lower_same_length(text), sentences)
        return [self._fire(i, found) if found else {} for i, found in enumerate(hits)]

    def _hits(self, low: str, sentences: Sequence[Sentence]) -> list[dict[int, list[Span]]]:
        hits: list[dict[int, list[Span]]] = [{} for _ in sentences]
        bounds = enumerate((s.start, s.end) for s in sentences)
        i, (begin, stop) = next(bounds)
        bounded = low + " "  # a blank behind the last character, which for Python is also before the first
        for end, (width, any_left, any_right, keywords) in self._automaton.iter(
            low, begin, sentences[-1].end
        ):
            end += 1
            right_free = not bounded[end].isalnum()
            if not (right_free or any_right):
                continue
            start = end - width
            left_free = not bounded[start - 1].isalnum()
            if not (left_free or any_left):
                continue
            while end > stop:
                i, (begin, stop) = next(bounds)
            if start < begin:
                continue
            here = hits[i]
            for element, left_open, right_open, clause_end in keywords:
                if not ((right_free or right_open) and (left_free or left_open)):
                    continue
                if clause_end and not CLAUSE_ENDS.match(low, end):
                    continue
                if element in here:
                    here[element].append((start, end))
                else:
                    here[element] = [(start, end)]
        return hits

    def _fire(self, index: int, hits: dict[int, list[Span]]) -> Cues:
        cues: Cues = {}
        for element, places in hits.items():
            for pattern in self._patterns.get(element, ()):
                group, source, _, others, _ = pattern
                if not others:
                    found = [Cue(group, source, index, *span, (span,)) for span in places[:MOST_PLACES]]
                elif others[0] in hits:
                    found = _matches(pattern, index, hits)
                else:
                    continue
                if found and group in cues:
                    cues[group] += found
                elif found:
                    cues[group] = found
        return cues


def _matches(pattern: Pattern, index: int, hits: dict[int, list[Span]]) -> list[Cue]:
    """Every place of the first element with the nearest place of each other one."""
    found = []
    for first in hits[pattern.first][:MOST_PLACES]:
        spans = [first]
        for element in pattern.others:
            near = _nearest(first, hits.get(element, ()), spans, pattern.spread)
            if near is None:
                break
            spans.append(near)
        else:
            start, end = min(s for s, _ in spans), max(e for _, e in spans)
            found.append(Cue(pattern.group, pattern.source, index, start, end, tuple(spans)))
    return found


def _nearest(first: Span, others: Sequence[Span], taken: list[Span], spread: int) -> Span | None:
    best, least = None, spread + 1
    for other in others[:12]:
        distance = abs(other[0] - first[0])
        if distance < least and all(other[1] <= s or other[0] >= e for s, e in taken):
            best, least = other, distance
    return best


def _openings(keywords: Iterable[Keyword]) -> tuple[bool, bool]:
    """Whether any of the words is open on the left, and any on the right."""
    return any(left for _, left, _, _ in keywords), any(right for _, _, right, _ in keywords)


def lower_same_length(text: str) -> str:
    """Lower case that keeps every offset ("İ" would become two characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
