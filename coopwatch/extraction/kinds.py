"""Stage 6c: the kind of an agreement, by its papers or by what is done."""

import math
import re
from collections.abc import Iterator, Sequence

from .events import Act, Instrument
from .options import Evidence, decide, span, weigh_stages, weighted
from .records import KINDS, Finding
from .story import Story
from .weights import total

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
    r"(?: (?:ist|sind|bildet|bilden|war|waren))?(?: (?:de[srmn]|das|die|eine[srm]?|von))?(?: \w+)? $"
)
LATE = 0.85
KIND_STAGES = (
    ("trial", "pilotprojekt"),
    ("house", "entwicklungsgemeinschaft"),
    ("joint", "entwicklungsgemeinschaft"),
    ("cabinet", "sonstige"),
    ("loose", "absichtserklaerung"),
    ("treaty", "staatsvertrag"),
)
DATED = re.compile(
    r"^(?: \w+)? (?:aus dem Jahre?|von|aus) (?:19|20)\d\d\b"
    r"|^[^.;]{0,40}\b(?:ausgelaufen|ausläuft|läuft aus)\b"
)
WORD_START = re.compile(r"[\w-]*$")
NO_TRIAL = re.compile(
    r"\b(?:kein(?:e|en|em|er)?|nicht (?:nur |bloß )?(?:ein|als)(?:en|em|e)?|mehr als ein)(?: \w+)? $"
)


def kind(story: Story, rank: Sequence[int]) -> Finding:
    """The kind of the act: by its papers, or by what is done where no paper is named."""
    return decide(story, rank, "kind", kind_options(story, rank))


def kind_shares(story: Story, rank: Sequence[int]) -> dict[str, float]:
    """How likely every kind is; together they make one."""
    sums = {name: total("kind", found.features) for name, found in kind_options(story, rank).items()}
    top = max(sums.values())
    grown = {name: math.exp(value - top) for name, value in sums.items()}
    return {name: value / sum(grown.values()) for name, value in grown.items()}


def kind_options(story: Story, rank: Sequence[int]) -> dict[str, Evidence]:
    """Every kind with what speaks for it."""
    options = {name: Evidence({f"is_{name}": 1.0}) for name in KINDS}
    for i, place, near in weighted(story, rank):
        act = story.acts[i]
        faded = 0.4 if "background" in act.marks else 1.0
        for paper in act.instruments:
            where = (paper.start, paper.end)
            options[paper.kind].add(f"{_sort_of(story, paper)}_{place}", near * faded, where)
            for said in said_of(story, act, paper):
                options[paper.kind].add(said, 1.0, where)
        for sort, value in (
            ("pilot", "pilotprojekt"),
            ("join", "entwicklungsgemeinschaft"),
            ("found", "entwicklungsgemeinschaft"),
            ("reuse", "sonstige"),
            ("agree", "sonstige"),
        ):
            if sort in act.sorts:
                options[value].add(f"{sort}_{place}", near * faded, span(act.sorts[sort]))
        if "cooperate" in act.sorts and any(c in act.sorts["cooperate"].source for c in BUILDING):
            options["entwicklungsgemeinschaft"].add(
                f"building_{place}", near * faded, span(act.sorts["cooperate"])
            )
        if "pilot" in act.sorts and _is_denied(story, act):
            options["pilotprojekt"].features["pilot_denied"] = 1.0
        if "pilot" in act.sorts and "launch" in act.sorts:
            options["pilotprojekt"].add("pilot_launch", near, span(act.sorts["pilot"]))
    _count_papers(story, options)
    for name in ("pilotprojekt", "entwicklungsgemeinschaft", "kooperationsvereinbarung", "sonstige"):
        options[name].features[f"single_land_{name}"] = float(_has_single_land(story))
    if not any(name.startswith("paper") for option in options.values() for name in option.features):
        for name in ("sonstige", "entwicklungsgemeinschaft", "pilotprojekt"):
            options[name].features[f"no_paper_{name}"] = 1.0
    weigh_stages(story, rank, options, KIND_STAGES)
    options["pilotprojekt"].features |= _towns(story)
    return options


def _count_papers(story: Story, options: dict[str, Evidence]) -> None:
    """How often every kind of paper is named in the whole text, and whether it is the only one."""
    times: dict[str, float] = {}
    for act in story.acts:
        for paper in act.instruments:
            if _is_of_the_act(story, act, paper):
                times[paper.kind] = times.get(paper.kind, 0.0) + 1.0
    for kind, count in times.items():
        options[kind].features["times"] = min(count, 4.0) / 4.0
        options[kind].features["sole"] = float(len(times) == 1)
        options[kind].features["first"] = float(kind == next(iter(times)))


def _is_of_the_act(story: Story, act: Act, paper: Instrument) -> bool:
    """Whether a paper that names its kind may be that of the act: no older one, no ground, no aside."""
    if paper.generic or ("background" in act.marks and not act.does("sign")):
        return False
    told = {said.partition("_")[2] for said in said_of(story, act, paper)}
    return told.isdisjoint({"old", "basis", "late", "dated", "elsewhere"})


def _has_single_land(story: Story) -> bool:
    """Whether only one Land takes part, and the Bund does not: what is left are its Kommunen."""
    likely = [c for c in story.candidates if ":" not in c.entity and c.probability >= 0.5]
    return len(likely) == 1 and likely[0].entity != "DE"


def _towns(story: Story) -> dict[str, float]:
    """How many towns the text names, beside words of a trial, in one list, and at all."""
    named = [{m.values for m in story.mentions_in(s) if m.kind == "kommune"} for s in story.sentences]
    tried: set[tuple[str, ...]] = set()
    for i, act in enumerate(story.acts):
        if act.does("pilot") and not act.does("paper"):
            tried |= named[i].union(*named[max(0, i - 1) : i + 2])
    every = set().union(*named) if named else set()
    return {
        "towns": min(len(every), 6) / 6.0,
        "towns_tried": min(len(tried), 4) / 4.0,
        "towns_listed": float(max(map(len, named), default=0) >= 3),
    }


def _is_denied(story: Story, act: Act) -> bool:
    """ "kein Pilotprojekt"."""
    start = act.sorts["pilot"].start
    return NO_TRIAL.search(story.text, max(0, start - 40), start) is not None


def _sort_of(story: Story, paper: Instrument) -> str:
    """How much the word tells: a "Vertrag" nothing, a bare "Vereinbarung" little beside a longer word."""
    if paper.generic:
        return "generic"
    alone = not story.text[max(0, paper.start - 1) : paper.start].strip(' \n„"»(')
    return "bare" if alone and story.quote(paper.start, paper.end).lower() in BARE else "paper"


def said_of(story: Story, act: Act, paper: Instrument) -> Sequence[str]:
    """What stands around a paper's word."""
    return story.once(("said of", paper), lambda: tuple(_said_of(story, act, paper)))


def _said_of(story: Story, act: Act, paper: Instrument) -> Iterator[str]:
    """What stands around a paper's word."""
    sort = _sort_of(story, paper)
    begins = WORD_START.search(story.text, max(0, paper.start - 40), paper.start)
    first = begins.start() if begins else paper.start
    before = story.text[max(0, first - 45) : first]
    if NEW_PAPER.search(before):
        yield f"{sort}_new"
    if OLD_PAPER.search(before):
        yield f"{sort}_old"
    if DATED.search(story.text[paper.end : paper.end + 60]):
        yield f"{sort}_dated"
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
