"""The cards of a question are fetched past Django's cursors, but not past who looks at queries."""

import pytest
from django.db import connection

from coopwatch.dashboard.cards.census import Census
from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.cards.models import Card

pytestmark = pytest.mark.django_db


def test_the_counting_query_is_seen(cast, django_assert_num_queries):
    bring_up_to_date()
    with django_assert_num_queries(1) as seen:
        found = Census.take(Card.objects.all(), {}, ())
    assert len(found.whole) == Card.objects.count() > 0
    assert "string_agg" in seen.captured_queries[0]["sql"]


def test_who_wraps_queries_wraps_the_counting_query():
    asked = []

    def note(execute, sql, *rest):
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        Census.take(Card.objects.all(), {}, ())
    assert len(asked) == 1
