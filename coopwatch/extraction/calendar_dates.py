"""Stage 3: dates told by numbers, months, seasons and years: "22. Februar 2019", "im Herbst", "Ende 2024"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from .date_patterns import (
    BARE_YEAR,
    DAY_MONTH,
    HOLIDAY,
    ISO,
    MONTH_YEAR,
    NEW_YEAR,
    NUMERIC,
    SEASON,
    SEASON_ALONE,
    SEASONS,
    YEAR_PART,
)
from .date_records import TextDate
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
        month, day = month_number(m["month"]), int(m["day"])
        if m["year"]:
            value = iso_day(int(m["year"]), month, day)
        elif m["of"] and reference:
            value = iso_day(said_year(m[0], reference), month, day)
        else:
            value = meant_day(text, m, month, day, reference)
        if m["link"] in ("bis", "–", "-"):  # "vom 4. bis 6. Dezember" leaves the day open
            yield TextDate(m.start(), m.end(), value[:7] if value else None, "month")
        elif 1 <= day <= 31:
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


def _new_year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    """ "seit Jahresbeginn", "zum Jahreswechsel": the nearest 1 January."""
    for m in NEW_YEAR.finditer(text, start, end):
        year = reference.year + (reference.month > 6 and "zum" in m[0].lower()) if reference else None
        yield TextDate(m.start(), m.end(), f"{year}-01-01" if year else None, "holiday")


def _year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in BARE_YEAR.finditer(text, start, end):
        yield TextDate(m.start(1), m.end(1), m[1], "year")


def _holiday(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in HOLIDAY.finditer(text, start, end):
        year = int(m[2]) if m[2] else None
        day = holiday(m[1], year or reference.year) if year or reference else None
        if day and not year and reference and day > reference + timedelta(days=60):
            day = holiday(m[1], reference.year - 1)
        yield TextDate(m.start(), m.end(), day.isoformat() if day else None, "holiday")


BY_CALENDAR = (_new_year, _numeric, _iso, _day_month, _month_year, _season, _season_alone, _year, _holiday)
