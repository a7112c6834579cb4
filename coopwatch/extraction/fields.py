"""Stage 6c: kind and stage of an agreement, and the portals it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cues import Span
from .events import Act, Instrument
from .records import KINDS, STATUSES, Finding
from .story import Story
from .weights import choose, probability
from .when import earlier_options, lies_ahead

BUILDING = (
    "{bauen}",
    "verbund",
    "einem dach",
    "gemeinschafts",
    "gemeinsamer betrieb",
    "teilen sich",
    "teilt sich",
)
PLACES = ("top", "second", "opening", "any")
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
BIND = (
    r"(?:(?:ab)?schließen|unterzeichnen|unterschreiben|eingehen|gründen|errichten|besiegeln|beitreten|einsteigen"
    r"|vereinbaren|verlängern|(?:unterzeichnet|(?:ab)?geschlossen|unterschrieben|gegründet|besiegelt|vereinbart"
    r"|errichtet|gezeichnet|verlängert) werden)"
)
MODAL = r"(?:wird|werden|werde|will|wollen|wolle|soll|sollen|solle|möchten?)"
TO_COME = re.compile(rf"\b{MODAL}\b[^.;!?]{{0,140}}?\b{BIND}\b|\b{BIND} {MODAL}\b")
BOUND = (
    r"(?:unterzeichnet|unterschrieben|(?:ab|ein)?geschlossen|vereinbart|besiegelt|gezeichnet|gegründet|gestartet"
    r"|verständigt|geeinigt|verlängert|beigetreten|errichtet)"
)
DONE = re.compile(
    rf"\b(?:haben|hat|wurden?|ist|sind)\b[^.;!?]{{0,160}}?\b{BOUND}\b(?! werden)"
    rf"|\b{BOUND} (?:haben|hat|wurden?|worden)\b"
    r"|\b(?:unterzeichneten?|unterschrieben?|schlossen|vereinbarten|besiegelten?|einigten|verständigten|traten|trat)\b"
)
UNDONE = re.compile(r"\bnoch (?:nicht|nichts|kein)")
LATE = 0.85
KIND_STAGES = (("trial", "pilotprojekt"), ("house", "entwicklungsgemeinschaft"))
STATUS_STAGES = (
    ("again", "erneuert"),
    ("pending", "geplant"),
    ("ended", "beendet"),
    ("entered", "beigetreten"),
    ("news", "geschlossen"),
)
ACT_STAGES = (
    ("end", "beendet"),
    ("join", "beigetreten"),
    ("renew", "erneuert"),
    *((sort, "geschlossen") for sort in ("sign", "agree", "pilot", "launch", "found")),
)


@dataclass(slots=True)
class Evidence:
    """What speaks for one option: its features, and the place that shows it best."""

    features: dict[str, float]
    place: Span | None = None
    weight: float = 0.0

    def add(self, name: str, value: float, place: Span) -> None:
        """Keep the greatest value of a feature and the place of the greatest of all."""
        self.features[name] = max(self.features.get(name, 0.0), value)
        if value > self.weight:
            self.weight, self.place = value, place


def kind(story: Story, rank: Sequence[int]) -> Finding:
    """The kind of the act: by its papers, or by what is done where no paper is named."""
    return _decide(story, rank, "kind", kind_options(story, rank))


def status(story: Story, rank: Sequence[int]) -> Finding:
    """The stage of the act."""
    return _decide(story, rank, "status", status_options(story, rank))


def _decide(story: Story, rank: Sequence[int], field: str, options: dict[str, Evidence]) -> Finding:
    value, share = choose(field, [(name, evidence.features) for name, evidence in options.items()])
    sentence = story.sentences[rank[0]]
    start, end = options[value].place or (sentence.start, sentence.end)
    return story.finding(
        field, value, start, end, f"{field}-{'told' if options[value].place else 'default'}", round(share, 3)
    )


def kind_options(story: Story, rank: Sequence[int]) -> dict[str, Evidence]:
    """Every kind with what speaks for it."""
    options = {name: Evidence({f"is_{name}": 1.0}) for name in KINDS}
    for i, place, near in _weighted(story, rank):
        act = story.acts[i]
        faded = 0.4 if "background" in act.marks else 1.0
        for paper in act.instruments:
            span = (paper.start, paper.end)
            options[paper.kind].add(f"{_sort_of(story, paper)}_{place}", near * faded, span)
            for said in _said_of(story, act, paper):
                options[paper.kind].add(said, 1.0, span)
        for sort, value in (
            ("pilot", "pilotprojekt"),
            ("join", "entwicklungsgemeinschaft"),
            ("found", "entwicklungsgemeinschaft"),
            ("reuse", "sonstige"),
            ("agree", "sonstige"),
        ):
            if act.does(sort):
                options[value].add(f"{sort}_{place}", near * faded, _span(act.sorts[sort]))
        if act.does("cooperate") and any(c in act.sorts["cooperate"].source for c in BUILDING):
            options["entwicklungsgemeinschaft"].add(
                f"building_{place}", near * faded, _span(act.sorts["cooperate"])
            )
        if act.does("pilot") and act.does("launch"):
            options["pilotprojekt"].add("pilot_launch", near, _span(act.sorts["pilot"]))
    if not any(name.startswith("paper") for option in options.values() for name in option.features):
        for name in ("sonstige", "entwicklungsgemeinschaft", "pilotprojekt"):
            options[name].features[f"no_paper_{name}"] = 1.0
    _weigh_stages(story, rank, options, KIND_STAGES)
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


def _taken_back(act: Act, sort: str) -> bool:
    """ "verlängert wird sie nicht" renews nothing, "kündigte an" ends nothing."""
    if sort == "renew":
        return "ended" in act.marks
    return sort == "end" and "kündig" in act.sorts[sort].source and "pending" in act.marks


def _weigh_stages(
    story: Story, rank: Sequence[int], options: dict[str, Evidence], stages: Sequence[tuple[str, str]]
) -> None:
    """Add what the words of stages.toml say, in the telling sentences, the opening and elsewhere."""
    first = {i: place for place, i in zip(("top", "next", "next"), rank, strict=False)}
    for act in story.acts:
        zone = story.sentences[act.sentence].zone
        for mark, value in stages:
            if mark in act.marks and not (mark == "again" and "ended" in act.marks):
                place = first.get(act.sentence, "opening" if zone in ("headline", "lead") else "far")
                options[value].add(f"{mark}_{place}", 1.0, _span(act.marked[mark]))
                if mark == "house" and act.does("join"):
                    options[value].add("house_joined", 1.0, _span(act.marked[mark]))


def status_options(story: Story, rank: Sequence[int]) -> dict[str, Evidence]:
    """Every stage with what speaks for it."""
    options = {name: Evidence({f"is_{name}": 1.0}) for name in STATUSES}
    for i, place, near in _weighted(story, rank):
        _weigh_acts(options, story.acts[i], place, near)
        if place != "any":
            _weigh_tense(options, story, i, place, near)
    _weigh_stages(story, rank, options, STATUS_STAGES)
    _weigh_past(options, story, rank)
    return options


def _weigh_acts(options: dict[str, Evidence], act: Act, place: str, near: float) -> None:
    """What the sorts of act of a sentence say of the stage."""
    for sort, value in ACT_STAGES:
        if act.does(sort) and not _taken_back(act, sort):
            options[value].add(f"{sort}_{place}", near, _span(act.sorts[sort]))
            if sort == "join" and act.does("sign"):
                options[value].add("join_by_signing", near, _span(act.sorts[sort]))
    if "plan" in act.marks:
        options["geplant"].add(f"plan_{place}", near, _span(act.marked["plan"]))
        if act.does("join", "end", "renew"):
            options["geplant"].add(f"plan_of_change_{place}", near, _span(act.marked["plan"]))
    if act.instruments and "background" in act.marks:
        options["erneuert"].add("older_paper", 1.0, _span(act.marked["background"]))


def _weigh_tense(options: dict[str, Evidence], story: Story, index: int, place: str, near: float) -> None:
    """What the verbs and dates of a sentence say of the stage."""
    told = story.sentences[index].start, story.sentences[index].end
    if match := TO_COME.search(story.text, *told):
        options["geplant"].add(f"to_come_{place}", near, match.span())
    if DONE.search(story.text, *told) and not UNDONE.search(story.text, *told):
        options["geplant"].features[f"done_{place}"] = 1.0
    for found in story.dates[index]:
        if lies_ahead(story, found):
            options["geplant"].add(f"date_ahead_{place}", near, (found.start, found.end))


def _weigh_past(options: dict[str, Evidence], story: Story, rank: Sequence[int]) -> None:
    """What earlier dates of the same cooperation say of the stage."""
    before = [
        (probability("earlier", features), found) for found, features in earlier_options(story, rank, None)
    ]
    if before:
        sure, found = max(before, key=lambda pair: pair[0])
        options["erneuert"].add("earlier", sure, (found.start, found.end))
        options["beigetreten"].features["earlier_join"] = sure
        options["beendet"].features["earlier_end"] = sure
    own = str(story.published.year) if story.published else ""
    told = (d for dates in story.dates for d in dates if d.said in ("year", "month") and d.value)
    if own and any(d.value[:4] < own for d in told if d.value):
        options["erneuert"].features["older_year"] = 1.0
        options["beigetreten"].features["older_year_join"] = 1.0


def _weighted(story: Story, rank: Sequence[int]):
    """(sentence, place, nearness): the best sentence, the next two, headline and lead, any other."""
    for position, i in enumerate(rank):
        near = min(story.acts[i].score, 6.0) / 4.0
        if position == 0:
            yield i, "top", near
        elif position < 3:
            yield i, "second", near
        if story.sentences[i].zone in ("headline", "lead"):
            yield i, "opening", near
        yield i, "any", near
    for act in story.acts:
        if act.instruments and not act.score:
            yield act.sentence, "plain", 1.0


def _span(cue) -> Span:
    return cue.start, cue.end


def portals(story: Story) -> list[Finding]:
    """Named portals and platforms that the cooperation builds, shares or uses, every one once."""
    found = []
    for candidate in story.candidates:
        if candidate.entity.startswith("portal:") and candidate.probability >= 0.5:
            mention = candidate.best.mention
            value = candidate.entity.partition(":")[2]
            found.append(
                story.finding(
                    "portals",
                    value,
                    mention.start,
                    mention.end,
                    "portal-in-act",
                    round(candidate.probability, 3),
                )
            )
    return sorted(found, key=lambda f: f.value.casefold())
