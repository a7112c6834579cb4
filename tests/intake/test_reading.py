"""The way of an article through the queue: claimed once, recorded once, or failed with its error."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from coopwatch.intake import reading
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.vocabulary import ArticleState
from tests.intake.cast import PACT, article
from tests.intake.cast import reading as told
from tests.registry import cast

NOTHING = "Der Landtag hat am Dienstag über den Haushalt beraten und die Sitzung danach vertagt."


def state_of(row: Article) -> str:
    row.refresh_from_db()
    return row.state


def test_an_article_without_an_agreement_says_why(places):
    row = article(NOTHING)
    reading.read(row.pk)
    assert state_of(row) == ArticleState.IRRELEVANT
    assert row.outcome


def test_an_article_with_an_agreement_is_read_and_recorded(places):
    text = (
        "München, 31. Juli 2017. Bayern und Hessen haben heute eine Kooperationsvereinbarung zum "
        "E-Government unterzeichnet. Beide Länder entwickeln ihre Online-Dienste künftig gemeinsam."
    )
    row = article(text)
    reading.read(row.pk)
    assert state_of(row) == ArticleState.READ
    assert Agreement.objects.get().party_codes == ["DE-BY", "DE-HE"]


def test_an_english_text_is_set_aside_with_the_reason(places):
    row = article(
        "The states of Bavaria and Hesse have signed an agreement on the services of the government."
    )
    reading.read(row.pk)
    assert state_of(row) == ArticleState.IRRELEVANT
    assert "nicht deutsch" in row.outcome


@pytest.mark.parametrize("state", [ArticleState.READING, ArticleState.READ, ArticleState.REFERENCED])
def test_only_what_waits_is_claimed(db, state):
    row = cast.article(state=state)
    assert reading.claim(row.pk) is None


def test_a_poison_article_fails_alone_after_three_tries(places, monkeypatch):
    monkeypatch.setattr(reading, "extract", lambda *_: 1 / 0)
    row = article(NOTHING)
    for _ in range(reading.MAX_TRIES):
        assert state_of(row) == ArticleState.WAITING
        reading.read(row.pk)
    assert state_of(row) == ArticleState.FAILED
    assert "ZeroDivisionError" in row.error


def test_a_claim_that_was_lost_writes_nothing(places):
    row = article()
    late = reading.claim(row.pk)
    reading.give_back(late, "abgebrochen")
    assert reading.claim(row.pk).tries == 2
    reading.finish(late, told(PACT))
    assert state_of(row) == ArticleState.READING
    assert not Agreement.objects.exists()


def test_the_sweeper_takes_up_what_a_killed_worker_left(db, django_capture_on_commit_callbacks):
    row = cast.article(state=ArticleState.READING, tries=1)
    Article.objects.update(state_since=timezone.now() - reading.STUCK_AFTER - timedelta(seconds=1))
    reading.sweep()
    assert state_of(row) == ArticleState.WAITING
    assert "abgebrochen" in row.error


def test_the_sweeper_sends_again_what_the_broker_lost(db, django_capture_on_commit_callbacks):
    cast.article()
    assert reading.sweep() == 0
    Article.objects.update(state_since=timezone.now() - reading.FORGOTTEN_AFTER - timedelta(seconds=1))
    with django_capture_on_commit_callbacks() as calls:
        assert reading.sweep() == 1
    assert len(calls) == 1


def test_the_sweeper_leaves_a_worker_that_is_still_reading(db):
    row = cast.article(state=ArticleState.READING)
    reading.sweep()
    assert state_of(row) == ArticleState.READING


def test_a_failed_article_is_read_again_with_all_its_tries(db):
    row = cast.article(state=ArticleState.FAILED, error="kaputt", tries=3)
    reading.read_again(row)
    assert state_of(row) == ArticleState.WAITING
    assert (row.tries, row.error) == (0, "")


def test_an_article_without_a_text_is_not_read(db):
    with pytest.raises(ValueError, match="keinen Text"):
        reading.read_again(cast.article("", content_hash=None, state=ArticleState.REFERENCED))


@pytest.mark.django_db(transaction=True)
def test_two_workers_claim_an_article_once():
    row = cast.article()

    def claim(_):
        try:
            return reading.claim(row.pk) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(claim, range(16)))
    assert claimed.count(True) == 1
    assert state_of(row) == ArticleState.READING


@pytest.mark.django_db(transaction=True)
def test_two_articles_of_one_act_read_at_once_make_one_record():
    cast.load_places()
    rows = [article(), article("Ein anderes Blatt über denselben Pakt.")]

    def finish(row):
        try:
            with transaction.atomic():
                reading.finish(reading.claim(row.pk), told(PACT))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(finish, rows))
    assert Agreement.objects.get().reports.count() == 2
