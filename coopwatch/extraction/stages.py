"""Stage 6c: how far an agreement has come: planned, concluded, renewed, joined, ended."""

import re
from collections.abc import Sequence

from .earlier import earlier_options
from .events import Act
from .options import Evidence, decide, span, weigh_stages, weighted
from .parties import Candidate
from .records import STATUSES, Finding
from .story import Story
from .tense import tells_what_comes, tells_what_is_done
from .weights import probability
from .when import lies_ahead, share_ahead

FIRST = re.compile(r"\berste[snrm]?\b")
UNDONE = re.compile(r"\bnoch (?:nicht|nichts|kein)")
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


def status(story: Story, rank: Sequence[int]) -> Finding:
    """The stage of the act."""
    return decide(story, rank, "status", status_options(story, rank))


def status_options(story: Story, rank: Sequence[int]) -> dict[str, Evidence]:
    """Every stage with what speaks for it."""
    options = {name: Evidence({f"is_{name}": 1.0}) for name in STATUSES}
    for i, place, near in weighted(story, rank):
        _weigh_acts(options, story, story.acts[i], place, near)
        if place in ("top", "second"):
            _weigh_tense(options, story, i, place, near)
    for sentence in story.sentences:
        if sentence.zone in ("headline", "lead"):
            _weigh_tense(options, story, sentence.index, "opening", 1.0)
    weigh_stages(story, rank, options, STATUS_STAGES)
    _weigh_past(options, story, rank)
    options["geplant"].features["dated_ahead"] = share_ahead(story, rank)
    _weigh_houses(options, story)
    return options


def _taken_back(story: Story, act: Act, sort: str) -> bool:
    """ "verlängert wird sie nicht" renews nothing, "kündigte an" ends nothing, "als erstes Land" joins
    nobody."""
    if sort == "renew":
        return "ended" in act.marks
    if sort == "join":
        return FIRST.search(story.text, *span(act.sorts[sort])) is not None
    return sort == "end" and "kündig" in act.sorts[sort].source and "pending" in act.marks


def _weigh_acts(options: dict[str, Evidence], story: Story, act: Act, place: str, near: float) -> None:
    """What the sorts of act of a sentence say of the stage."""
    for sort, value in ACT_STAGES:
        if sort in act.sorts and not _taken_back(story, act, sort):
            options[value].add(f"{sort}_{place}", near, span(act.sorts[sort]))
            if sort == "join" and "sign" in act.sorts:
                options[value].add("join_by_signing", near, span(act.sorts[sort]))
    if "plan" in act.marks:
        options["geplant"].add(f"plan_{place}", near, span(act.marked["plan"]))
        if act.does("join", "end", "renew"):
            options["geplant"].add(f"plan_of_change_{place}", near, span(act.marked["plan"]))
    if act.instruments and "background" in act.marks:
        options["erneuert"].add("older_paper", 1.0, span(act.marked["background"]))


def _weigh_tense(options: dict[str, Evidence], story: Story, index: int, place: str, near: float) -> None:
    """What the verbs and dates of a sentence say of the stage."""
    told = story.sentences[index].start, story.sentences[index].end
    if where := tells_what_comes(story.text, *told):
        options["geplant"].add(f"to_come_{place}", near, where)
    if tells_what_is_done(story.text, *told) and not UNDONE.search(story.text, *told):
        options["geplant"].features[f"done_{place}"] = 1.0
    for found in story.dates[index]:
        if lies_ahead(story, found):
            options["geplant"].add(f"date_ahead_{place}", near, (found.start, found.end))


def _weigh_houses(options: dict[str, Evidence], story: Story) -> None:
    """A house of several owners that takes part (Dataport, govdigital) is mostly one that is joined."""
    joined = any(act.does("join") or "entered" in act.marks for act in story.acts)
    pending = any("pending" in act.marks for act in story.acts)
    share = max((c.probability for c in story.candidates if _is_house(c)), default=0.0)
    options["beigetreten"].features |= {"house": share, "house_joined": share * joined}
    options["geplant"].features["house_pending"] = share * pending


def _is_house(candidate: Candidate) -> bool:
    """Whether the body belongs to several Länder, to all or to its members."""
    mention = candidate.best.mention
    lands = (mention.attribute("lands") or "").split()
    sort = mention.attribute("kind")
    return candidate.entity.startswith("org:") and sort in ("verbund", "it_dienstleister") and len(lands) != 1


def _weigh_past(options: dict[str, Evidence], story: Story, rank: Sequence[int]) -> None:
    """What earlier dates of the same cooperation say of the stage."""
    before = [
        (probability("earlier", features), found) for found, features in earlier_options(story, rank, None)
    ]
    if before:
        sure, found = max(before, key=lambda pair: pair[0])
        options["erneuert"].add("earlier", sure, (found.start, found.end))
        again = any("again" in act.marks or act.does("renew") for act in story.acts)
        options["erneuert"].features["earlier_again"] = sure * again
        options["beigetreten"].features["earlier_join"] = sure
        options["beendet"].features["earlier_end"] = sure
    own = str(story.published.year) if story.published else ""
    told = (d for dates in story.dates for d in dates if d.said in ("year", "month") and d.value)
    if own and any(d.value[:4] < own for d in told if d.value):
        options["erneuert"].features["older_year"] = 1.0
        options["beigetreten"].features["older_year_join"] = 1.0
