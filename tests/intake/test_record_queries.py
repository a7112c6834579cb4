"""How many queries recording takes: each costs a recorder time during which the others wait."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from coopwatch.extraction.records import Reading
from coopwatch.intake.near import link_near_duplicates
from coopwatch.intake.record import record
from coopwatch.registry.models import Article
from tests.intake.cast import PACT, article, reading, without

pytestmark = pytest.mark.django_db


def queries_for(told: Article, read: Reading) -> int:
    """Record the article; the number of queries without those that begin and end transactions."""
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        record(told, read)
    return sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries)


@pytest.fixture
def pact(places) -> Article:
    """An article of which the pact is recorded."""
    first = article()
    record(first, reading(PACT))
    return first


def test_an_article_without_an_agreement_takes_no_lock(places):
    assert queries_for(article(), reading()) == 1


def test_a_new_agreement(places):
    assert queries_for(article(), reading(PACT)) <= 47


def test_a_further_source(pact):
    assert queries_for(article("Ein anderer Text."), reading(without(PACT, confidence=0.8))) <= 40


def test_the_same_again(pact):
    assert queries_for(pact, reading(PACT)) <= 38


def test_a_sketch_is_kept_in_three_queries(places):
    told = article()
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        link_near_duplicates(told)
    assert sum("SAVEPOINT" not in query["sql"] for query in asked.captured_queries) == 3
