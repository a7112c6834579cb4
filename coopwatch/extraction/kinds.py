"""Stage 6c: the kind of an agreement, by its papers or by what is done."""

import re
from collections.abc import Iterator, Sequence

from .events import Act, Instrument
from .options import Evidence, decide, span, weigh_stages, weighted
from .records import KINDS, Finding
from .story import Story

BUILDING = (
    "{bauen}",
    "verbund",
    "einem dach",
    "gemeinschafts",
    "gemeinsamer betrieb",
    "teilen sich",
    "teilt sich",
)
BARE = ("vereinbarung", "vereinbarungen", "abkommen", "abkommens")
NEW_PAPER = re.compile(r"\b(?:eine[nrms]?|zwei|neue[nrms]?|entsprechende[nrms]?)(?: \w+){0,2} $")
OLD_PAPER = re.compile(
    r"\b(?:bestehende|bisherige|alte|frühere|vorherige|geltende|ursprüngliche|gleichnamige|ähnliche)[nrms]? "
    r"(?:\w+ )?$"
)
ON_BASIS = re.compile(
    r"\b(?:[bB]asis|[gG]rundlage|[rR]ahmen|gemäß|laut|[nN]ach|aufgrund|Boden)"
    r"(?: (?:de[srm]|eine[srm]|von))?(?: \w+)? $"
)
LATE = 0.85
KIND_STAGES = (("trial", "pilotprojekt"), ("house", "entwicklungsgemeinschaft"))


def kind(story: Story, rank: Sequence[int]) -> Finding:
    """The kind of the act: by its papers, or by what is done where no paper is named."""
    return decide(story, rank, "kind", kind_options(story, rank))


def kind_options(story: Story, rank: Sequence[int]) -> dict[str, Evidence]:
    """Every kind with what speaks for it."""
    options = {name: Evidence({f"is_{name}": 1.0}) for name in KINDS}
    for i, place, near in weighted(story, rank):
        act = story.acts[i]
        faded = 0.4 if "background" in act.marks else 1.0
        for paper in act.instruments:
            where = (paper.start, paper.end)
            options[paper.kind].add(f"{_sort_of(story, paper)}_{place}", near * faded, where)
            for said in _said_of(story, act, paper):
                options[paper.kind].add(said, 1.0, where)
        for sort, value in (
            ("pilot", "pilotprojekt"),
            ("join", "entwicklungsgemeinschaft"),
            ("found", "entwicklungsgemeinschaft"),
            ("reuse", "sonstige"),
            ("agree", "sonstige"),
        ):
            if act.does(sort):
                options[value].add(f"{sort}_{place}", near * faded, span(act.sorts[sort]))
        if act.does("cooperate") and any(c in act.sorts["cooperate"].source for c in BUILDING):
            options["entwicklungsgemeinschaft"].add(
                f"building_{place}", near * faded, span(act.sorts["cooperate"])
            )
        if act.does("pilot") and act.does("launch"):
            options["pilotprojekt"].add("pilot_launch", near, span(act.sorts["pilot"]))
    if not any(name.startswith("paper") for option in options.values() for name in option.features):
        for name in ("sonstige", "entwicklungsgemeinschaft", "pilotprojekt"):
            options[name].features[f"no_paper_{name}"] = 1.0
    weigh_stages(story, rank, options, KIND_STAGES)
    towns = sum(m.kind == "kommune" for m in story.mentions)
    options["pilotprojekt"].features["towns"] = min(towns, 6) / 6.0
    return options


def _sort_of(story: Story, paper: Instrument) -> str:
    """How much the word tells: a "Vertrag" nothing, a bare "Vereinbarung" little beside a longer word."""
    if paper.generic:
        return "generic"
    return "bare" if story.quote(paper.start, paper.end).lower() in BARE else "paper"


def _said_of(story: Story, act: Act, paper: Instrument) -> Iterator[str]:
    """What stands around a paper's word."""
    sort = _sort_of(story, paper)
    before = story.text[max(0, paper.start - 45) : paper.start]
    if NEW_PAPER.search(before):
        yield f"{sort}_new"
    if OLD_PAPER.search(before):
        yield f"{sort}_old"
    if ON_BASIS.search(before):
        yield f"{sort}_basis"
    if act.does("sign", "renew", "end"):
        yield f"{sort}_signed"
    if act.does("join"):
        yield f"{sort}_joined"
    if "company" in act.marks or "elsewhere" in act.marks:
        yield f"{sort}_elsewhere"
    if paper.start > LATE * len(story.text):
        yield f"{sort}_late"
