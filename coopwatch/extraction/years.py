"""Which year a date without one means: the tense of the words around it, and what lies nearest."""

import re
from datetime import date
from functools import lru_cache

from .date_patterns import AHEAD, BEHIND, MONTHS

REACH = 60
CLAUSE_END = re.compile(r"[.!?;]\s+(?=[A-ZÄÖÜ„\"])|\n|, (?=(?:wenn|sobald|nachdem|falls|weil|obwohl)\b)")


@lru_cache(maxsize=256)  # several fields ask it of the same words
def lean(text: str, start: int, end: int) -> int:
    """1 where the words around two offsets speak of what is to come, -1 of what was, 0 where they say
    neither: the nearest word in the sentence decides."""
    before = re.split(r"[.!?;]\s+(?=[A-ZÄÖÜ„\"])|\n", text[max(0, start - REACH) : start])[-1]
    after = CLAUSE_END.split(text[end : end + REACH])[0]
    ahead, behind = (_distance(pattern, before, text[start:end], after) for pattern in (AHEAD, BEHIND))
    return (behind > ahead) - (ahead > behind)


def _distance(pattern: re.Pattern[str], before: str, inside: str, after: str) -> int:
    """Characters to the nearest word of the pattern, REACH where there is none."""
    if pattern.search(inside):
        return 0
    left = [len(before) - m.end() for m in pattern.finditer(before)]
    right = [m.start() for m in pattern.finditer(after)]
    return min([*left, *right, REACH])


def neighbour_year(month: int, shift: int, reference: date) -> int:
    """The year of the last (-1) or next (1) time that this month came or comes."""
    if shift < 0:
        return reference.year - (1 if month >= reference.month - 1 else 0)
    return reference.year + (1 if month <= reference.month else 0)


def meant_year(text: str, match: re.Match[str], month: int, reference: date) -> int:
    """The year of a month told without one: ahead where the clause speaks of what is to come, back where it
    tells what was, else the nearest."""
    way = lean(text, match.start(), match.end())
    if month == reference.month:
        return reference.year
    if way > 0:
        return neighbour_year(month, 1, reference)
    return reference.year - (1 if month > reference.month else 0) if way else _nearest_year(month, reference)


def meant_day(text: str, match: re.Match[str], month: int, day: int, reference: date | None) -> str | None:
    """The same for a day; one that is close needs no tense."""
    nearest = _nearest_day(month, day, reference)
    if reference is None or nearest is None or abs((date.fromisoformat(nearest) - reference).days) < 100:
        return nearest
    way = lean(text, match.start(), match.end())
    own = iso_day(reference.year, month, day)
    if not way or not own:
        return nearest
    passed = own <= reference.isoformat()
    return iso_day(reference.year + (passed if way > 0 else passed - 1), month, day)


def _nearest_day(month: int, day: int, reference: date | None) -> str | None:
    """The year that brings the day nearest to the reference: the press leaves out the year of what is
    close."""
    if reference is None:
        return None
    options = [
        v for y in (reference.year - 1, reference.year, reference.year + 1) if (v := iso_day(y, month, day))
    ]
    return min(options, key=lambda v: abs((date.fromisoformat(v) - reference).days), default=None)


def _nearest_year(month: int, reference: date) -> int:
    ahead = (month - reference.month) % 12
    return (
        reference.year + (1 if month < reference.month else 0)
        if ahead <= 5
        else reference.year - (1 if month > reference.month else 0)
    )


def said_year(phrase: str, reference: date) -> int:
    if re.search("vergangen|vorig|letzt", phrase):
        return reference.year - 1
    return reference.year + (1 if re.search("kommend|nächst", phrase) else 0)


def shifted_year(reference: date | None, shift: int) -> int | None:
    return reference.year + shift if reference else None


def iso_day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form, None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def full_year(text: str) -> int:
    year = int(text)
    return year if year > 99 else 2000 + year if year < 60 else 1900 + year


def month_number(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]
