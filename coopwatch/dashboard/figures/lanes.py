"""Lanes of the timeline: which agreement stands in which, and where within it."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from coopwatch.dashboard.cards.tally import EVERYBODY
from coopwatch.dashboard.rows import Row


@dataclass(frozen=True, slots=True)
class Mark:
    """One agreement in one lane: `start` to `end` is the period that its date means.

    `level` is its place from the top of the lane; `column` that of an undated one from the left.
    """

    row: Row
    lane: str
    start: dt.date | None
    end: dt.date | None
    level: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane with its marks; `levels` is how many marks stand above each other, at least one."""

    key: str
    marks: tuple[Mark, ...]

    @property
    def levels(self) -> int:
        """How high the lane is."""
        return max((mark.level + 1 for mark in self.marks), default=1)


def period(row: Row) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day of the period that the date means: a day, a month, a year."""
    if row.date is None:
        return None, None
    if row.date_precision == "year":
        return row.date, dt.date(row.date.year, 12, 31)
    if row.date_precision == "month":
        last = calendar.monthrange(row.date.year, row.date.month)[1]
        return row.date, row.date.replace(day=last)
    return row.date, row.date


def lane_keys(row: Row, by_kind: bool) -> tuple[str, ...]:
    """Return the lanes in which an agreement stands. What all sixteen share has a lane of its own."""
    if by_kind:
        return (row.kind,)
    return (EVERYBODY,) if row.nationwide else row.parties


def pack(marks: Sequence[Mark], gap: dt.timedelta, undated_columns: int) -> tuple[Mark, ...]:
    """Place marks on the lowest level where they touch no other; `gap` is what a point needs to be seen."""
    ends: list[dt.date] = []
    placed = []
    dated = sorted(
        (mark for mark in marks if mark.start), key=lambda mark: (mark.start, mark.end, mark.row.pk)
    )
    for mark in dated:
        level = next((i for i, end in enumerate(ends) if end + gap <= mark.start), len(ends))
        ends[level : level + 1] = [max(mark.end, mark.start + gap)]
        placed.append(Mark(mark.row, mark.lane, mark.start, mark.end, level))
    undated = [mark for mark in marks if not mark.start]
    for i, mark in enumerate(undated):
        level, column = divmod(i, undated_columns)
        placed.append(Mark(mark.row, mark.lane, None, None, level, column))
    return tuple(placed)


def lanes_of(
    rows: Sequence[Row], order: Sequence[str], by_kind: bool, gap: dt.timedelta, undated_columns: int = 5
) -> list[Lane]:
    """Return the lanes in the given order, without those in which nothing stands."""
    marks: dict[str, list[Mark]] = {key: [] for key in order}
    for row in rows:
        for key in marks.keys() & lane_keys(row, by_kind):
            marks[key].append(Mark(row, key, *period(row)))
    return [Lane(key, pack(found, gap, undated_columns)) for key, found in marks.items() if found]
