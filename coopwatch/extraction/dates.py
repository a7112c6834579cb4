"""Stage 3: the dates of the text, as exact as they are said and never more.

A date is a value in ISO form cut to its precision ("2014-02", "2016"), or None where the text gives a
relative word
and no reference date is known.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from .clean import Sentence
from .date_patterns import (
    AGO,
    BARE_YEAR,
    DAY_BEFORE,
    DAY_MONTH,
    DAY_WORD,
    HOLIDAY,
    IDIOM,
    ISO,
    MONTH_AGO,
    MONTH_YEAR,
    NUMBERS,
    NUMERIC,
    RELATIVE_YEAR,
    SEASON,
    SEASON_ALONE,
    SEASONS,
    WEEK,
    WEEKDAY,
    WEEKDAYS,
    YEAR_PART,
)
from .holidays import holiday
from .years import (
    full_year,
    iso_day,
    meant_day,
    meant_year,
    month_number,
    neighbour_year,
    said_year,
    shifted_year,
)


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date of the text. `said` is how: day, month, year, season, relative, weekday, week, ago, holiday;
    `future` if it says so."""

    start: int
    end: int
    value: str | None
    said: str
    future: bool = False

    @property
    def precision(self) -> int:
        """3 for a day, 2 for a month, 1 for a year, 0 for none."""
        return len(self.value.split("-")) if self.value else 0


def find_dates(
    text: str, start: int, end: int, reference: date | None, rough: date | None = None
) -> tuple[TextDate, ...]:
    """The dates between two offsets in order; where two readings overlap the longer wins.

    `reference` is the day the text was written. Where only its month or season is known, `rough` is a day
    in it: good for "im Vorjahr" and for "am 3. Mai", not for "heute".
    """
    found: list[TextDate] = []
    for reader in BY_DAY:
        found.extend(reader(text, start, end, reference))
    for reader in BY_YEAR:
        found.extend(reader(text, start, end, reference or rough))
    found.sort(key=lambda d: (d.start, d.start - d.end))
    kept: list[TextDate] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
        else:
            kept.append(item)
    return tuple(kept)


def dates_by_sentence(
    text: str, sentences: Sequence[Sentence], reference: date | None, rough: date | None = None
) -> list[tuple[TextDate, ...]]:
    """The dates of every sentence; one pass over the text for all of them."""
    found: list[list[TextDate]] = [[] for _ in sentences]
    if not sentences:
        return []
    starts = [s.start for s in sentences]
    for item in find_dates(text, starts[0], sentences[-1].end, reference, rough):
        i = bisect_right(starts, item.start) - 1
        if item.end <= sentences[i].end:
            found[i].append(item)
    return [tuple(items) for items in found]


def _numeric(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "28.01.2016", "1.3.05"; "22.2." takes its year from the reference."""
    for m in NUMERIC.finditer(text, start, end):
        day, month = int(m[1]), int(m[2])
        if m[3]:
            value = iso_day(full_year(m[3]), month, day)
        else:
            value = meant_day(text, m, month, day, reference)
            if not 1 <= month <= 12 or not 1 <= day <= 31 or not _looks_dated(text, m.start()):
                continue
        if value or not m[3]:
            yield TextDate(m.start(), m.end(), value, "day")


def _looks_dated(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?i:am|vom|zum|bis|ab|seit|dem|den)\s+$", text[max(0, start - 8) : start]))


def _iso(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in ISO.finditer(text, start, end):
        if value := iso_day(int(m[1]), int(m[2]), int(m[3])):
            yield TextDate(m.start(), m.end(), value, "day")


def _day_month(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "22. Februar 2019"; "23. Juni" takes the year that lies nearest to the reference."""
    for m in DAY_MONTH.finditer(text, start, end):
        month, day = month_number(m[2]), int(m[1])
        if m[3]:
            value = iso_day(int(m[3]), month, day)
        elif m[4] and reference:
            value = iso_day(said_year(m[0], reference), month, day)
        else:
            value = meant_day(text, m, month, day, reference)
        if 1 <= day <= 31:
            yield TextDate(m.start(), m.end(), value, "day")


def _month_year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "Februar 2014", "Mitte März", "im Oktober vergangenen Jahres"."""
    for m in MONTH_YEAR.finditer(text, start, end):
        month = month_number(m[2])
        year = int(m[3]) if m[3] else None
        if year is None and reference:
            year = (
                reference.year - 1
                if m[5]
                else reference.year + 1
                if m[6]
                else reference.year
                if m[4]
                else None
            )
            year = year or meant_year(text, m, month, reference)
        if not m[3] and not (m[4] or m[5] or m[6]) and not _month_is_meant(text, m.start(), m[1]):
            continue
        value = f"{year:04}-{month:02}" if year else None
        yield TextDate(m.start(), m.end(), value, "month", bool(m[6]))


def _month_is_meant(text: str, start: int, edge: str | None) -> bool:
    """ "im Mai" is a month, "Mai" may be a person."""
    return bool(edge) or bool(
        re.search(
            r"\b(?i:im|seit|ab|bis|zum|vom|von|ende|anfang|mitte|des|vergangenen|diesem)\s+$",
            text[max(0, start - 12) : start],
        )
    )


def _season(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "Ende 2024", "Sommer 2002": the year and no more."""
    for m in SEASON.finditer(text, start, end):
        year = int(m[2]) if m[2] else shifted_year(reference, -1 if m[3] else 1 if m[4] else 0)
        yield TextDate(m.start(), m.end(), str(year) if year else None, "season", bool(m[4]))


def _season_alone(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "im Herbst", "in diesem Frühjahr", "zum Jahresende": the year that is meant, and no more."""
    for m in SEASON_ALONE.finditer(text, start, end):
        shift = -1 if m[1] else 1 if m[2] else 0
        if not reference:
            year = None
        elif m[3]:
            year = reference.year
        elif shift:
            year = neighbour_year(SEASONS[m[4].lower()], shift, reference)
        else:
            year = meant_year(text, m, SEASONS[m[4].lower()], reference)
        yield TextDate(m.start(), m.end(), str(year) if year else None, "season", shift > 0)
    for m in YEAR_PART.finditer(text, start, end):
        month = SEASONS[(m[1] or m[2] or m[3]).lower()]
        year = meant_year(text, m, month, reference) if reference else None
        yield TextDate(m.start(), m.end(), str(year) if year else None, "season")


def _year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in BARE_YEAR.finditer(text, start, end):
        yield TextDate(m.start(1), m.end(1), m[1], "year")


def _relative_year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in RELATIVE_YEAR.finditer(text, start, end):
        year = shifted_year(reference, -1 if m[1] else 1 if m[2] else 0)
        yield TextDate(m.start(), m.end(), str(year) if year else None, "relative-year", bool(m[2]))


def _day_word(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "heute", "gestern", but not "nicht erst seit gestern"."""
    for m in DAY_WORD.finditer(text, start, end):
        around = max(start, m.start() - 12)
        idioms = IDIOM.finditer(text, around, min(end, m.end() + 14))
        if any(found.start() <= m.start() < found.end() for found in idioms):
            continue
        word = m[1].lower()
        days = (
            -2 if word.startswith("vorg") else -1 if word.startswith("gest") else 1 if word == "morgen" else 0
        )
        value = (reference + timedelta(days=days)).isoformat() if reference else None
        yield TextDate(m.start(), m.end(), value, "relative", days > 0)


def _weekday(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "am Donnerstag" is the last one up to the reference; "kommenden Montag" the next."""
    for m in WEEKDAY.finditer(text, start, end):
        how = f"{m[1] or ''} {m[3] or ''}".lower()
        future = "komm" in how or "nächst" in how
        value = resolve_weekday(WEEKDAYS[m[2].lower()], how, reference).isoformat() if reference else None
        yield TextDate(m.start(), m.end(), value, "weekday", future)


def _week(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "in der vorigen Woche": the month, or where the week lies in two of them the year."""
    for m in WEEK.finditer(text, start, end):
        days = -7 if m[1] else 7 if m[2] else 0
        value = _span_of_week(reference + timedelta(days=days)) if reference else None
        yield TextDate(m.start(), m.end(), value, "week", days > 0)


def _span_of_week(day: date) -> str | None:
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    if monday.month == sunday.month:
        return f"{monday:%Y-%m}"
    return f"{monday:%Y}" if monday.year == sunday.year else None


def _day_before(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "tags zuvor", "am Vortag"."""
    for m in DAY_BEFORE.finditer(text, start, end):
        value = (reference - timedelta(days=1)).isoformat() if reference else None
        yield TextDate(m.start(), m.end(), value, "relative")


def resolve_weekday(weekday: int, how: str, reference: date) -> date:
    """The day meant by a weekday's name.

    >>> resolve_weekday(3, "", date(2020, 11, 5))
    datetime.date(2020, 11, 5)
    """
    monday = reference - timedelta(days=reference.weekday())
    if "dieser woche" in how or "laufenden woche" in how:
        return monday + timedelta(days=weekday)
    if "vor zwei wochen" in how:
        return monday + timedelta(days=weekday - 14)
    if "woche" in how:
        return monday + timedelta(days=weekday + (7 if "komm" in how or "nächst" in how else -7))
    back = (reference.weekday() - weekday) % 7
    if "komm" in how or "nächst" in how:
        return reference + timedelta(days=(weekday - reference.weekday()) % 7 or 7)
    if how.strip().startswith(("vergangen", "vorig", "letzt", "zurück", "verstr")):
        back = back or 7
    return reference - timedelta(days=back)


def _ago(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "vor zwei Jahren" is a year, "vor drei Monaten" a month, "vor zwei Wochen" the month of that
    week, "vor zwei Tagen" a day."""
    for m in AGO.finditer(text, start, end):
        number = NUMBERS.get(m[1]) or (int(m[1]) if m[1].isdigit() else 1)
        value = None
        if reference and m[2].startswith("Jahr"):
            value = str(reference.year - number)
        elif reference and m[2].startswith("Monat"):
            months = reference.year * 12 + reference.month - 1 - number
            value = f"{months // 12:04}-{months % 12 + 1:02}"
        elif reference and m[2].startswith("Woche"):
            value = _span_of_week(reference - timedelta(weeks=number))
        elif reference and m[2].startswith("Tag"):
            value = (reference - timedelta(days=number)).isoformat()
        yield TextDate(m.start(), m.end(), value, "ago")


def _month_word(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in MONTH_AGO.finditer(text, start, end):
        word = (m[1] or m[2]).lower()
        shift = -1 if word.startswith(("verg", "vor", "letz", "zur", "verst")) else 0
        shift = 1 if word.startswith(("komm", "näch")) else shift
        value = None
        if reference:
            months = reference.year * 12 + reference.month - 1 + shift
            value = f"{months // 12:04}-{months % 12 + 1:02}"
        yield TextDate(m.start(), m.end(), value, "month", shift > 0)


def _holiday(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in HOLIDAY.finditer(text, start, end):
        year = int(m[2]) if m[2] else None
        day = holiday(m[1], year or reference.year) if year or reference else None
        if day and not year and reference and day > reference + timedelta(days=60):
            day = holiday(m[1], reference.year - 1)
        yield TextDate(m.start(), m.end(), day.isoformat() if day else None, "holiday")


BY_DAY = (_day_word, _weekday, _week, _day_before, _month_word)
BY_YEAR = (
    _numeric,
    _iso,
    _day_month,
    _month_year,
    _season,
    _season_alone,
    _year,
    _relative_year,
    _ago,
    _holiday,
)
