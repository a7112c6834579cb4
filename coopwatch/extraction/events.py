"""Stage 4: what every sentence does: does it report an act of binding, of which sort, and how is it meant?

The cues of a sentence are weighed into an `Act`: "haben … eine Absichtserklärung unterzeichnet" is an act
of the
sort `sign`; "soll … geschlossen werden" the same, planned; "fordert eine Vereinbarung" none at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .clean import Sentence
from .cues import Cue, Cues, Span
from .language import Language

NEAR = 130
ZONE_BONUS = {"headline": 1.0, "lead": 0.6, "body": 0.0, "caption": 0.2}
ACT_ORDER = (
    *("sign", "join", "renew", "end", "pilot", "reuse"),
    *("found", "agree", "cooperate", "launch", "paper"),
)
LOSSES = (("negation", 2.5), ("demand", 1.5), ("talk", 0.7), ("background", 0.8))
PAPER = 0.0  # no act of its own: only what every paper adds


@dataclass(frozen=True, slots=True)
class Instrument:
    """A paper named in a sentence: its kind, whether the word alone tells the kind, and where it stands."""

    kind: str
    generic: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """What one sentence reports. `sorts` maps the sort of act to its cue; `score` is 0 where it reports
    none."""

    sentence: int
    score: float
    sorts: dict[str, Cue]
    instruments: tuple[Instrument, ...]
    marks: frozenset[str]
    digital: int
    topics: frozenset[str]
    topic_cues: dict[str, list[Cue]]
    weak_cues: dict[str, list[Cue]]
    marked: dict[str, Cue]

    def does(self, *sorts: str) -> bool:
        """Whether the sentence reports one of these sorts of act."""
        return bool(self.sorts) and not self.sorts.keys().isdisjoint(sorts)


def read_acts(text: str, sentences: Sequence[Sentence], language: Language) -> list[Act]:
    """One Act for every sentence, in order."""
    cues = language.finder.find(text, sentences)
    return [_act(sentence, found, language) for sentence, found in zip(sentences, cues, strict=True)]


def _act(sentence: Sentence, groups: Cues, language: Language) -> Act:
    if not groups:
        return Act(sentence.index, 0.0, {}, (), frozenset(), 0, frozenset(), {}, {}, {})
    kinds: dict[str, Cues] = {
        "act": {},
        "mark": {},
        "topic": {},
        "weak": {},
        "kind": {},
        "generic": {},
        "not": {},
    }
    for group, cues in groups.items():
        kind, _, name = group.partition(":")
        kinds[kind][name] = cues
    instruments = _instruments(groups, kinds)
    sorts = {
        name: _best(cues) for name, cues in kinds["act"].items() if _stands(name, cues, instruments, groups)
    }
    if not sorts and (paper := _paper(sentence, instruments)):
        sorts = {"paper": paper}
    marks = kinds["mark"]
    return Act(
        sentence.index,
        _score(sentence, sorts, instruments, marks, language) if sorts else 0.0,
        sorts,
        instruments,
        frozenset(marks),
        len({c.source for c in marks.get("digital", ())}),
        frozenset(kinds["topic"]),
        kinds["topic"],
        kinds["weak"],
        {name: cues[0] for name, cues in marks.items()},
    )


def _paper(sentence: Sentence, instruments: Sequence[Instrument]) -> Cue | None:
    """A paper that names its kind stands for its act: "Mit dem Staatsvertrag ist das nun anders"."""
    found = next((i for i in instruments if not i.generic), None)
    if found is None:
        return None
    span = (found.start, found.end)
    return Cue("act:paper", found.kind, sentence.index, *span, (span,))


def _best(cues: Sequence[Cue]) -> Cue:
    """The cue of most elements, the first of them."""
    return max(cues, key=lambda c: len(c.spans)) if len(cues) > 1 else cues[0]


def _stands(sort: str, cues: Sequence[Cue], papers: Sequence[Instrument], groups: Cues) -> bool:
    """Signing needs a paper that is one: "unterzeichnet den Mietvertrag" is none of ours."""
    if sort != "sign" or papers or "not:instrument" not in groups:
        return True
    return any(len(c.spans) == 1 for c in cues)


def _instruments(groups: Cues, kinds: Mapping[str, Cues]) -> tuple[Instrument, ...]:
    """The papers of the sentence; of words that overlap the longest counts, words of instruments.not none."""
    if not kinds["kind"] and not kinds["generic"]:
        return ()
    barred = [(c.start, c.end) for c in groups.get("not:instrument", ())]
    found = [
        Instrument(g.partition(":")[2], g.startswith("generic:"), c.start, c.end)
        for g, cues in groups.items()
        if g.startswith(("kind:", "generic:"))
        for c in cues
    ]
    found.sort(key=lambda i: (i.start - i.end, i.generic))
    kept: list[Instrument] = []
    for item in found:
        if not any(
            _overlap((item.start, item.end), span) for span in [*barred, *((k.start, k.end) for k in kept)]
        ):
            kept.append(item)
    return tuple(sorted(kept, key=lambda i: i.start))


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _score(
    sentence: Sentence,
    sorts: dict[str, Cue],
    instruments: Sequence[Instrument],
    marks: Cues,
    language: Language,
) -> float:
    """Weight of the strongest act, a little for every other, more for a paper, less for what takes it
    back."""
    weights = sorted([language.weights.get(s, PAPER) for s in sorts], reverse=True)
    score = weights[0] + 0.3 * sum(weights[1:3])
    if any(not i.generic for i in instruments):
        score += 1.0
    main = next(sorts[s] for s in ACT_ORDER if s in sorts)
    for mark, loss in LOSSES:
        if mark in marks and any(abs(c.start - main.start) < NEAR for c in marks[mark]):
            score -= loss
    if any(-30 < c.start - main.end < 30 or -30 < main.start - c.end < 30 for c in marks.get("denial", ())):
        score -= 1.0
    return max(0.0, score + ZONE_BONUS[sentence.zone])
