"""Counting packed agreements says the same as counting rows one by one."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from coopwatch.dashboard.cards.packing import HEAD, ags_of
from coopwatch.dashboard.cards.tally import Tally, scope_of
from coopwatch.dashboard.figures.lanes import lane_keys
from coopwatch.dashboard.rows import Named, Row, Told
from tests.dashboard.figures.rows import EICHENAU, many, row

KREIS = replace(EICHENAU, ags="09179", slug="kreis")
TOLD = Told("kommune21", "Kommune21", "", "", "register", 4)


def linked(rows: list[Row]) -> list[Row]:
    """Give every second row links, topics, a quote and a doubt."""
    more = {
        "portals": (Named("a", "A", 7), Named("b", "B", 9)), "pilots": (EICHENAU, KREIS),
        "told": (TOLD, TOLD), "topics": ("ozg", "smart_city"), "has_quote": True, "sure": "medium",
    }  # fmt: skip
    return [replace(one, **more) if place % 2 else one for place, one in enumerate(rows)]


@pytest.fixture(scope="module", params=[0, 1, 2, 500], ids=str)
def rows(request) -> list[Row]:
    """Rows of every sort, and none."""
    return linked(many(request.param))


def by(rows, values) -> Counter:
    """Count what each row gives."""
    return Counter(value for row in rows for value in values(row))


def test_words_are_counted_as_in_rows(rows):
    tally = Tally.of(rows)
    assert len(tally) == len(rows)
    assert tally.parties == by(rows, lambda row: row.parties)
    assert tally.kinds == by(rows, lambda row: [row.kind])
    assert tally.stages == by(rows, lambda row: [row.status])
    assert tally.states == by(rows, lambda row: [row.check_state])
    assert tally.topics == by(rows, lambda row: row.topics)
    assert tally.scopes == by(rows, lambda row: [scope_of(row.bund, len(row.laender))])


def test_truths_are_counted_as_in_rows(rows):
    tally = Tally.of(rows)
    assert tally.quoted == sum(row.has_quote for row in rows)
    assert tally.unsure == sum(row.sure == "medium" for row in rows)
    assert tally.undated == sum(row.date is None for row in rows)
    assert tally.with_bund == sum(row.bund for row in rows)


def test_pairs_leave_out_what_all_sixteen_share(rows):
    pairs = by(rows, lambda row: [] if row.nationwide else combinations(sorted(row.parties), 2))
    assert Tally.of(rows).telling.pairs == pairs


@pytest.mark.parametrize("by_kind", [True, False])
def test_lanes_are_those_of_the_rows(rows, by_kind):
    lanes = by(rows, lambda row: [(key, row.year) for key in lane_keys(row, by_kind)])
    assert Tally.of(rows).lanes(by_kind) == lanes


def test_years_are_those_of_the_rows(rows):
    tally = Tally.of(rows)
    assert tally.years == by(rows, lambda row: [row.year] if row.year else [])
    assert {kind: sum(years.values()) for kind, years in tally.years_by_kind.items()} == by(
        rows, lambda row: [row.kind] if row.year else []
    )


def test_links_count_once_for_each_agreement(rows):
    tally = Tally.of(rows)
    half = len(rows) // 2
    assert tally.linked("portals") == Counter({7: half, 9: half} if half else {})
    assert {ags_of(key): n for key, n in tally.linked("pilots").items()} == (
        {"09179118": half, "09179": half} if half else {}
    )
    assert tally.linked("sources") == Counter({4: half} if half else {})
    assert not tally.linked("organisations")


def test_links_follow_what_is_chosen(rows):
    quoted = Tally.of(rows).where(Tally.of(rows).heads["flags"] > 0)
    assert len(quoted) == sum(quoted.linked("portals").values()) / 2 == len(rows) // 2


def test_two_parts_are_counted_together():
    one, other = linked(many(10)), linked(many(5))
    assert (Tally.of(one) + Tally.of(other)).linked("portals") == Tally.of(one + other).linked("portals")


@pytest.mark.parametrize(
    ("parties", "scope"),
    [("", "eine"), ("BY", "eine"), ("DE", "eine"), ("DE BY", "zwei"), ("BY HE", "zwei"),
     ("DE BY HE", "mehrere"), ("BY HE SN", "mehrere"), ("alle", "alle"), ("DE alle", "alle")],
)  # fmt: skip
def test_a_scope_is_how_many_sides_there_are(parties, scope):
    assert Tally.of([row(1, parties)]).scopes == {scope: 1}


def test_a_head_keeps_its_length():
    # Cards in the database are read back by this form: whoever changes it has all made anew by a migration.
    assert HEAD.itemsize == 16
