"""Stage 7b: articles that report more than one act.

Parallel bilateral acts are one each; who by an agreement also joins an existing community takes part in two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .entities import ALL
from .namings import is_clean
from .parties import Candidate, sort_of
from .sides import LAENDER, Shown, Sides, sides_of
from .story import Story

PARALLEL = re.compile(
    r"Test(?:region|l[aä]nd)\w*|Pilotl[aä]nder\w*|Modelll[aä]nder\w*|Erprobungsr[aä]um\w*"
    r"|bilateral\w*|eines von (?:zwei|drei|vier|fünf) (?:Bundesl|L)ändern|"
    r"jeweils (?:mit|eine|einen)|je eine (?:Vereinbarung|Kooperation)|getrennte "
    r"(?:Vereinbarungen|Verträge)|mit jedem der"
)
SECOND_SCORE = 2.6
SECOND_SORTS = ("sign", "found", "join", "pilot", "agree", "end")
OTHERS = re.compile(
    r"\b(?:Anfragen|Interesse|Interessenten|weitere(?:n|r)? (?:Länder|anschließen)|nachziehen"
    r"|folgen)\b|weitere anschließen"
)
NO_SECOND = frozenset({"background", "negation", "demand", "talk", "elsewhere"})
BESIDES = re.compile(r"neben (?:dem Land |dem Freistaat |der )?$", re.IGNORECASE)
ONE_OF = re.compile(
    r"^\w* (?:eines|einer|eine|das|der|die) (?:von|der) (?:zwei|drei|beiden|vier)\b|^,? (?:das"
    r"|der|die) (?:zweite|dritte|andere)\b"
)
BECOMES_PART = re.compile(
    r"\b(?:Teil|Mitglied|Partner)\b.{0,60}(?:gemeinschaft|verbund|allianz)\w*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Part:
    """One act of several: who takes part, which sentences tell it, and the rule that found it."""

    sides: Sides
    sentences: tuple[int, ...]
    rule: str


def split(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The acts of the article; one in most."""
    return (
        _parallel(story, rank, sides)
        or _joins_besides(story, rank, sides)
        or _all_besides(story, rank, sides)
        or _second_act(story, rank, sides)
        or [Part(sides, tuple(rank), "single")]
    )


def _parallel(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The Bund and several Länder, one pilot each: "Zwei Bundesländer werden Testregionen"."""
    shown = [item for item in sides.shown if not item[2].features["only_aside"]]
    laender = sorted({value for field, value, _ in shown if field == "parties" and value != "DE"})
    if "DE" not in sides.parties or not any(story.acts[i].does("pilot") for i in rank) or sides.partners:
        return []
    opening = " ".join(
        story.text[s.start : s.end]
        for s in story.sentences
        if s.zone in ("headline", "lead") or s.index in rank[:4]
    )
    extra = _one_of_several(story, laender)
    if not extra and not (2 <= len(laender) <= 4 and PARALLEL.search(opening)):
        return []
    bund = [item for item in sides.shown if item[1] == "DE"]
    others = [item for item in shown if item[1] != "DE"] + extra
    return [Part(sides_of([*bund, item]), tuple(rank), "parallel-acts") for item in others]


def _one_of_several(story: Story, laender: Sequence[str]) -> list[Shown]:
    """ "Neben Hessen ist Bayern das zweite Land, mit dem der Bund arbeitet": Hessen has an act of its
    own."""
    found: list[Shown] = []
    for candidate in story.candidates:
        if sort_of(candidate.entity) != "land" or candidate.entity in laender:
            continue
        for item in candidate.occurrences:
            start, end = item.mention.start, item.mention.end
            if BESIDES.search(story.text[max(0, start - 30) : start]) and ONE_OF.match(
                story.text[end : end + 60]
            ):
                found.append(("parties", candidate.entity, candidate))
                break
    return found


def _joins_besides(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """An agreement of two by which one also becomes part of a community of others."""
    for i in rank:
        act, sentence = story.acts[i], story.sentences[i]
        members = [
            c
            for c in story.candidates
            if sort_of(c.entity) in ("land", "bund")
            and any(o.sentence.index == i and not o.cues & {"place"} for o in c.occurrences)
        ]
        if (
            not act.does("join")
            or len(members) < 3
            or not BECOMES_PART.search(story.text, sentence.start, sentence.end)
        ):
            continue
        core = [item for item in sides.shown if _signs_without(story, item, i)]
        if 2 <= len({v for f, v, _ in core if f == "parties"}) < len(members):
            rest = tuple(j for j in rank if j != i)
            joined = sides_of([("parties", c.entity, c) for c in members])
            return [Part(sides_of(core), rest, "agreement-of-core"), Part(joined, (i,), "joins-community")]
    return []


def _all_besides(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """Named Länder act, and one sentence of the body tells of an act of all sixteen."""
    every = next((c for c in story.candidates if c.entity == ALL), None)
    if every is None or not any(c is every for _, _, c in sides.shown):
        return []
    told = {o.sentence.index for o in every.occurrences if is_clean(o) and o.act.score >= 1.5}
    index = next(iter(told), 0)
    rest = sides_of([item for item in sides.shown if item[2] is not every and _acts_outside(item[2], index)])
    inside = _members(story, index) if len(told) == 1 else []
    if (
        len(told) != 1
        or len(rest.parties) < 2
        or story.sentences[index].zone != "body"
        or not story.acts[index].instruments
    ):
        return []
    others = tuple(j for j in rank if j != index)
    return [Part(rest, others, "named-act"), Part(sides_of(inside), (index,), "act-of-all")] if others else []


def _acts_outside(candidate: Candidate, index: int) -> bool:
    """Whether the body stands in the opening or acts in another sentence than this."""
    return any(
        is_clean(o) and (o.act.score >= 1.5 or o.sentence.zone in ("headline", "lead"))
        for o in candidate.occurrences
        if o.sentence.index != index
    )


def _second_act(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """Another act of other parties further down: "Daneben wollen die 16 Länder eine Verwaltungsvereinbarung
    schließen"."""
    for i in rank[1:6]:
        act = story.acts[i]
        sentence = story.sentences[i]
        after = story.acts[i + 1].score if i + 1 < len(story.acts) else 0.0
        strong = act.score >= SECOND_SCORE or (act.score >= 1.8 and after >= SECOND_SCORE)
        if not strong or act.marks & NO_SECOND or not act.does(*SECOND_SORTS) or sentence.zone == "headline":
            continue
        if act.does("join") and story.acts[rank[0]].does("join"):  # who was there before the one who joins
            continue
        if OTHERS.search(story.text, sentence.start, sentence.end):
            continue
        members = _members(story, i)
        codes = {value for _, value, _ in members}
        rest = [item for item in sides.shown if item[0] != "parties" or not _only_in(item[2], i)]
        main = sides_of(rest)
        if len(codes) < 2 or len(main.parties) + len(main.partners) < 2 or not main.parties:
            continue
        if len(codes & set(main.parties)) / len(codes | set(main.parties)) <= 0.5:
            others = tuple(j for j in rank if j != i)
            return [Part(main, others, "main-act"), Part(sides_of(members), (i,), "second-act")]
    return []


def _members(story: Story, index: int) -> list[Shown]:
    """The Länder and the Bund that act in one sentence."""
    found: list[Shown] = []
    for candidate in story.candidates:
        if any(o.sentence.index == index and is_clean(o) for o in candidate.occurrences):
            if candidate.entity == ALL:
                found += [("parties", code, candidate) for code in LAENDER]
            elif sort_of(candidate.entity) in ("land", "bund"):
                found.append(("parties", candidate.entity, candidate))
    return found


def _only_in(candidate: Candidate, index: int) -> bool:
    """Whether the body acts in this sentence alone."""
    acting = {
        o.sentence.index
        for o in candidate.occurrences
        if is_clean(o) and (o.act.score >= 1.0 or o.sentence.zone in ("headline", "lead"))
    }
    return acting == {index}


def _signs_without(story: Story, item: Shown, joining: int) -> bool:
    """Whether the body takes part in an act told in another sentence."""
    return any(
        o.sentence.index != joining and o.act.score >= 2.4 and not o.act.does("join")
        for o in item[2].occurrences
    )
