"""Stage 3: dates told from the day of the text: "heute", "am Montag", "vor zwei Jahren", "im Vorjahr"."""

from collections.abc import Iterator
from datetime import date, timedelta

from .date_patterns import (
    AGO,
    DAY_BEFORE,
    DAY_WORD,
    IDIOM,
    MONTH_AGO,
    NUMBERS,
    RELATIVE_YEAR,
    WEEK,
    WEEKDAY,
    WEEKDAYS,
)
from .date_records import TextDate
from .years import shifted_year


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


def _relative_year(text: str, start: int, end: int, reference: date | None) -> Iterator[TextDate]:
    for m in RELATIVE_YEAR.finditer(text, start, end):
        year = shifted_year(reference, -1 if m[1] else 1 if m[2] else 0)
        yield TextDate(m.start(), m.end(), str(year) if year else None, "relative-year", bool(m[2]))


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


FROM_THE_DAY = (_day_word, _weekday, _week, _day_before, _month_word)
FROM_THE_YEAR = (_relative_year, _ago)
