"""Stage 6a: when the act happened, and which years belong to what went before it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from .dates import TextDate
from .records import Finding
from .story import Story

DEADLINE = re.compile(r"\b(?:[bB]is|[sS]pätestens|[bB]is zum|[bB]is Ende|[lL]aufzeit|[hH]aushaltsjahr\w*|[hH]eft|[aA]usgabe|[sS]\.|[zZ]wischen)\s+(?:\w+\s){0,2}$")
COMING = re.compile(r"\b(?:[aA]b|[vV]on|[zZ]um|[kK]ommenden|[nN]ächsten|[vV]oraussichtlich)\s+(?:\w+\s){0,1}$")
LAW = re.compile(r"(?:gesetz|Gesetz|Strategie|Programm|Index|Kongress|Messe|Sitzung|Haushalt|Verordnung)\w*\s+(?:aus |von |des Jahres |im Jahr )?$")
SINCE = re.compile(r"\b(?:[sS]eit|[sS]eit dem Jahr|[sS]eit dem|[bB]ereits|[sS]chon|[eE]rstmals|[eE]rstmals im Jahr|[zZ]uletzt|[iI]m Jahr|[iI]m Jahre|[aA]us dem Jahr|[aA]us dem Jahre|[vV]on|[aA]us|[dD]es Jahres|[wW]ar|[wW]aren|[wW]urde|[hH]atten?|[aA]nfang|[eE]nde|[mM]itte|[iI]m)\s+(?:\w+\s){0,1}$")
ACTING = ("sign", "join", "renew", "end", "found", "agree", "pilot", "launch", "reuse", "cooperate")


def act_date(story: Story, sentences: Sequence[int], status: str, rank: Sequence[int]) -> tuple[str | None, str | None, Finding | None]:
    """Value, basis ("stated", "published", None) and evidence of the act's date. `rank` orders the act's sentences."""
    options = [o for i in sentences for o in _options(story, i, status, rank)]
    if options:
        _, chosen = max(options, key=lambda o: o[0])
        return chosen.value, "stated", story.finding("date", chosen.value or "", chosen.start, chosen.end, f"date-{chosen.said}", 0.85)
    if _has_unresolved(story, rank[:2]) or story.published is None:
        return None, None, None
    return story.published.isoformat(), "published", None


def _options(story: Story, index: int, status: str, rank: Sequence[int]) -> Iterable[tuple[float, TextDate]]:
    act = story.acts[index]
    for found in story.dates[index]:
        weight = _weigh(story, index, found, status)
        if weight is not None:
            place = 1.5 / (1 + rank.index(index)) if index in rank else 0.0
            yield act.score + weight + place, found


def _weigh(story: Story, index: int, found: TextDate, status: str) -> float | None:
    """How well a date fits an act: None where it cannot be its date."""
    before = story.text[max(0, found.start - 40) : found.start]
    act = story.acts[index]
    if found.value is None or found.said in ("ago", "relative-year") and status != "geplant":
        return None
    if DEADLINE.search(before) or LAW.search(before) or _in_brackets_stamp(story, found):
        return None
    if not act.does(*ACTING):
        return None
    later = _is_later(story.published, found)
    if later and status != "geplant" or found.said == "year" and act.score < 2.4:
        return None
    if SINCE.search(before) and found.precision < 3 and status == "erneuert":
        return None
    loss = 1.5 if "background" in act.marks else 0.0
    return found.precision * 0.8 - loss - (1.0 if COMING.search(before) else 0.0)


def _in_brackets_stamp(story: Story, found: TextDate) -> bool:
    """The article's own stamp "[11.12.2020]" or dateline is not the act's date."""
    return story.text[found.start - 1 : found.start] == "[" or (
        story.published is not None and found.value == story.published.isoformat() and found.said == "day" and _heads_text(story, found)
    )


def _heads_text(story: Story, found: TextDate) -> bool:
    line_start = story.text.rfind("\n", 0, found.start) + 1
    return found.start - line_start < 60 and found.start < 900 and story.text.find("\n", found.end) - found.end < 40


def _is_later(published: date | None, found: TextDate) -> bool:
    if found.future:
        return True
    if published is None or found.value is None:
        return False
    return found.value > published.isoformat()[: len(found.value)]


def _has_unresolved(story: Story, indexes: Sequence[int]) -> bool:
    """"am Donnerstag" without a reference date: the act has a day, but nobody can say which."""
    return story.published is None and any(d.value is None for i in indexes for d in story.dates[i])


def earlier(story: Story, sentences: Sequence[int], value: str | None) -> list[Finding]:
    """Years of earlier versions or of the start of the same cooperation, one finding each."""
    limit = value or (story.published.isoformat() if story.published else "9999")
    found: dict[str, Finding] = {}
    for i in sentences:
        for item in story.dates[i]:
            if item.value and item.said in ("year", "month", "season", "day", "ago", "relative-year") and _goes_before(story, i, item, limit):
                text_value = item.value[:7] if item.precision > 1 else item.value
                found.setdefault(text_value, story.finding("earlier", text_value, item.start, item.end, "earlier-since", 0.7))
    return [found[key] for key in sorted(found)]


def _goes_before(story: Story, index: int, item: TextDate, limit: str) -> bool:
    value = item.value or ""
    before = story.text[max(0, item.start - 40) : item.start]
    if value[:4] >= limit[:4] and (len(value) == 4 or value >= limit[: len(value)]) or DEADLINE.search(before) or LAW.search(before):
        return False
    act = story.acts[index]
    told = act.does("sign", "renew", "found", "cooperate", "join", "agree") or bool(act.instruments)
    return told and (bool(SINCE.search(before)) or "background" in act.marks)
