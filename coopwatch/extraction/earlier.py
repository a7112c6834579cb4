"""Stage 6a: which years and dates belong to what went before the act: earlier versions, the start of the same
cooperation."""

import math
import re
from collections.abc import Sequence

from .date_records import TextDate
from .records import Finding
from .stamps import is_stamp
from .story import Story
from .weights import Features, probability
from .when import date_features, sentence_features

SINCE = re.compile(
    r"\b(?:[sS]eit|[sS]eit dem Jahr|[sS]eit dem|[bB]ereits|[sS]chon|[eE]rstmals|[eE]rstmals "
    r"im Jahr|[zZ]uletzt|[iI]m Jahr|[iI]m Jahre|[aA]us dem Jahr|[aA]us dem Jahre|[vV]on|[vV]om"
    r"|[aA]us|"
    r"[dD]es Jahres|[wW]ar|[wW]aren|[wW]urde|[hH]atten?|[aA]nfang|[eE]nde|[mM]itte|[iI]m"
    r"|[wW]as|[hH]aben|[hH]at|[lL]egte|[gG]ründeten?|[aA]ls)\s+(?:\w+\s){0,1}$"
)


def earlier(story: Story, rank: Sequence[int], value: str | None) -> list[Finding]:
    """Years of earlier versions or of the start of the same cooperation, one finding each."""
    found: dict[str, Finding] = {}
    for item, features in earlier_options(story, rank, value):
        sure = probability("earlier", features)
        short = shorten(item)
        if sure >= 0.5 and (short not in found or found[short].confidence < sure):
            found[short] = story.finding(
                "earlier", short, item.start, item.end, f"earlier-{item.said}", round(sure, 3)
            )
    return [found[key] for key in sorted(found)]


def shorten(item: TextDate) -> str:
    """Of an earlier act month or year are told, no day."""
    return (item.value or "")[:7]


def earlier_options(story: Story, rank: Sequence[int], value: str | None) -> list[tuple[TextDate, Features]]:
    """The dates before the act with their features."""
    limit = value or (story.published.isoformat() if story.published else "9999")
    renewed = float(any(a.does("renew") for a in story.acts))
    joins = float(any(story.acts[i].does("join") for i in rank[:2]))
    options = []
    for index, dates in enumerate(story.dates):
        here = sentence_features(story, index, rank) if dates else {}
        for found in dates:
            if found.value and found.value < limit[: len(found.value)] and not is_stamp(story, found):
                more = _earlier_features(story, index, found, limit)
                more |= {"renewed_elsewhere": renewed, "joins_elsewhere": joins}
                options.append((found, here | date_features(story, index, found) | more))
    return options


def _earlier_features(story: Story, index: int, found: TextDate, limit: str) -> Features:
    """What speaks for a date as the start of the same cooperation."""
    act = story.acts[index]
    since = bool(SINCE.search(story.text[max(0, found.start - 40) : found.start]))
    gap = (
        math.log1p(max(0, int(limit[:4]) - int(found.value[:4]))) if found.value and limit != "9999" else 0.7
    )
    return {
        "bias": 1.0,
        "since": float(since),
        "since_background": float(since and "background" in act.marks),
        "any_paper": float(bool(act.instruments)),
        "renew": float(act.does("renew")),
        "found": float(act.does("found")),
        "joined_up": float(act.does("cooperate", "join", "sign", "agree")),
        "gap": gap,
    }
