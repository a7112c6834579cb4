"""Stage 3: the dates of the text, as exact as they are said and never more.

A date is a value in ISO form cut to its precision ("2014-02", "2016"), or None where the text gives a
relative word and no reference date is known.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from .calendar_dates import BY_CALENDAR
from .clean import Sentence
from .date_records import TextDate
from .relative_dates import FROM_THE_DAY, FROM_THE_YEAR


def find_dates(
    text: str, start: int, end: int, reference: date | None, rough: date | None = None
) -> tuple[TextDate, ...]:
    """The dates between two offsets in order; where two readings overlap the longer wins.

    `reference` is the day the text was written. Where only its month or season is known, `rough` is a day
    in it: good for "im Vorjahr" and for "am 3. Mai", not for "heute".
    """
    found: list[TextDate] = []
    for reader in FROM_THE_DAY:
        found.extend(reader(text, start, end, reference))
    for reader in (*BY_CALENDAR, *FROM_THE_YEAR):
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
