"""Stage 7b: articles that report more than one act.

Parallel bilateral acts are one each; who by an agreement also joins an existing community takes part in two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .parties import sort_of
from .sides import Shown, Sides, sides_of
from .story import Story

PARALLEL = re.compile(
    r"Test(?:region|l[aä]nd)\w*|Pilotl[aä]nder\w*|Modelll[aä]nder\w*|Erprobungsr[aä]um\w*|bilateral\w*|eines von (?:zwei|drei|vier|fünf) (?:Bundesl|L)ändern|"
    r"jeweils (?:mit|eine|einen)|je eine (?:Vereinbarung|Kooperation)|getrennte (?:Vereinbarungen|Verträge)|mit jedem der"
)
BESIDES = re.compile(r"neben (?:dem Land |dem Freistaat |der )?$", re.IGNORECASE)
ONE_OF = re.compile(r"^\w* (?:eines|einer|eine|das|der|die) (?:von|der) (?:zwei|drei|beiden|vier)\b|^,? (?:das|der|die) (?:zweite|dritte|andere)\b")
BECOMES_PART = re.compile(r"\b(?:Teil|Mitglied|Partner)\b.{0,60}(?:gemeinschaft|verbund|allianz)\w*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One act of several: who takes part, which sentences tell it, and the rule that found it."""

    sides: Sides
    sentences: tuple[int, ...]
    rule: str


def split(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The acts of the article; one in most."""
    return _parallel(story, rank, sides) or _joins_besides(story, rank, sides) or [Part(sides, tuple(rank), "single")]


def _parallel(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The Bund and several Länder, one pilot each: "Zwei Bundesländer werden Testregionen"."""
    laender = [p for p in sides.parties if p != "DE"]
    if "DE" not in sides.parties or not any(story.acts[i].does("pilot") for i in rank) or sides.partners:
        return []
    opening = " ".join(story.text[s.start : s.end] for s in story.sentences if s.zone in ("headline", "lead") or s.index in rank[:4])
    extra = _one_of_several(story, laender)
    if not extra and not (2 <= len(laender) <= 4 and PARALLEL.search(opening)):
        return []
    bund = [item for item in sides.shown if item[1] == "DE"]
    others = [item for item in sides.shown if item[1] != "DE"] + extra
    return [Part(sides_of([*bund, item]), tuple(rank), "parallel-acts") for item in others]


def _one_of_several(story: Story, laender: Sequence[str]) -> list[Shown]:
    """"Bayern ist neben Hessen eines von zwei Ländern, mit denen der Bund …": Hessen has an act of its own."""
    found: list[Shown] = []
    for candidate in story.candidates:
        if sort_of(candidate.entity) != "land" or candidate.entity in laender:
            continue
        for item in candidate.occurrences:
            start, end = item.mention.start, item.mention.end
            if BESIDES.search(story.text[max(0, start - 30) : start]) and ONE_OF.match(story.text[end : end + 60]):
                found.append(("parties", candidate.entity, candidate))
                break
    return found


def _joins_besides(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """An agreement of two by which one also becomes part of a community of others."""
    for i in rank:
        act, sentence = story.acts[i], story.sentences[i]
        members = [c for c in story.candidates if sort_of(c.entity) in ("land", "bund") and any(o.sentence.index == i and not o.cues & {"place"} for o in c.occurrences)]
        if not act.does("join") or len(members) < 3 or not BECOMES_PART.search(story.text, sentence.start, sentence.end):
            continue
        core = [item for item in sides.shown if _signs_without(story, item, i)]
        if 2 <= len({v for f, v, _ in core if f == "parties"}) < len(members):
            rest = tuple(j for j in rank if j != i)
            joined = sides_of([("parties", c.entity, c) for c in members])
            return [Part(sides_of(core), rest, "agreement-of-core"), Part(joined, (i,), "joins-community")]
    return []


def _signs_without(story: Story, item: Shown, joining: int) -> bool:
    """Whether the body takes part in an act told in another sentence."""
    return any(o.sentence.index != joining and o.act.score >= 2.4 and not o.act.does("join") for o in item[2].occurrences)


