"""From agreements to rows."""

import pytest

from coopwatch.dashboard.rows import Row, rows_of
from coopwatch.registry.models import Agreement

pytestmark = pytest.mark.django_db


def row(slug: str) -> Row:
    """Return the row of one agreement."""
    return rows_of(Agreement.objects.filter(slug=slug))[0]


def test_a_row_holds_what_is_shown(cast):
    main = row("pakt-am-main")
    assert main.laender == ("DE-BY", "DE-HE")
    assert [portal.name for portal in main.portals] == ["BayernPortal"]
    assert [(told.name, told.published_on) for told in main.told] == [("Kommune21", "2016-09-06")]
    assert main.has_quote


def test_a_linked_source_is_no_quote(cast):
    assert not row("pakt-am-main-2").has_quote


def test_a_row_holds_its_pilots(cast):
    pilots = row("modellkommunen").pilots
    assert [(place.ags, place.full_name) for place in pilots] == [
        ("06436005", "Hattersheim am Main"),
        ("06440", "Wetteraukreis"),
    ]


def test_all_sixteen_are_nationwide(cast):
    assert row("vertrag-aller").nationwide
    assert not row("pakt-am-main").nationwide


def test_one_query_for_all_rows(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(rows_of(Agreement.objects.public())) == 5
