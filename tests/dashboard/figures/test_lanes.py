"""Where marks stand in the timeline."""

import datetime as dt
from itertools import pairwise

import pytest

from coopwatch.dashboard.figures.lanes import EVERYBODY, lane_keys, lanes_of, period
from tests.dashboard.figures.rows import CODES, context, many, row

GAP = dt.timedelta(days=90)
ORDER = [EVERYBODY, "DE", *CODES]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2024-02-03", dt.date(2024, 2, 3), dt.date(2024, 2, 3)),
        ("", None, None),
    ],
)
def test_a_date_is_a_period(date, first, last):
    assert period(row(1, "BY HE", date)) == (first, last)


def test_an_act_of_all_stands_in_one_lane():
    assert lane_keys(row(1, "DE alle"), by_kind=False) == (EVERYBODY,)


def test_other_acts_stand_in_the_lane_of_each_party():
    assert lane_keys(row(1, "DE HE BY"), by_kind=False) == ("DE", "DE-BY", "DE-HE")


def test_marks_that_would_touch_stand_above_each_other():
    rows = [row(1, "BY", "2020-01-01"), row(2, "BY", "2020-01-20"), row(3, "BY", "2020-12-01")]
    (lane,) = lanes_of(rows, ORDER, False, GAP)
    assert [(mark.row.pk, mark.level) for mark in lane.marks] == [(1, 0), (2, 1), (3, 0)]


def test_a_year_keeps_its_whole_place_free():
    rows = [row(1, "BY", "2020"), row(2, "BY", "2020-11-01"), row(3, "BY", "2021-06-01")]
    (lane,) = lanes_of(rows, ORDER, False, GAP)
    assert [mark.level for mark in lane.marks] == [0, 1, 0]


def test_the_undated_fill_columns_then_levels():
    (lane,) = lanes_of([row(pk, "BY") for pk in range(7)], ORDER, False, GAP, undated_columns=5)
    assert [(mark.level, mark.column) for mark in lane.marks][4:] == [(0, 4), (1, 0), (1, 1)]


def test_no_two_marks_lie_on_each_other():
    for lane in lanes_of(many(400), ORDER, False, GAP):
        for level in range(lane.levels):
            marks = sorted((m for m in lane.marks if m.start and m.level == level), key=lambda m: m.start)
            assert all(a.end < b.start for a, b in pairwise(marks))


def test_lanes_by_kind():
    rows = [row(1, "BY", "2020", kind="pakt"), row(2, "alle", "2020", kind="staatsvertrag")]
    lanes = lanes_of(rows, list(context().kinds), True, GAP)
    assert [lane.key for lane in lanes] == ["staatsvertrag", "pakt"]
