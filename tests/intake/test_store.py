"""The same article is one row, whoever sends it again and however often at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from kombu.exceptions import OperationalError

from coopwatch.extraction.records import ArticleText
from coopwatch.intake import tasks
from coopwatch.intake.store import Original, Outcome, store
from coopwatch.intake.text import content_hash
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState
from tests.registry import cast

PACT = ArticleText("a-1", "Bayern und Hessen\nschließen einen Pakt.", "Ein Pakt", date(2017, 7, 31))


def take(text=PACT.text, origin=ArticleOrigin.FILE, **more):
    return store(ArticleText("x", text, **more), origin)


@pytest.mark.parametrize(
    "other", ["Bayern und Sachsen schließen einen Pakt.", "bayern und hessen schließen einen pakt."]
)
def test_other_letters_are_another_text(other):
    assert content_hash(other) != content_hash(PACT.text)


@pytest.mark.parametrize(
    "same",
    [
        "Bayern und Hessen schließen einen Pakt.",
        "  Bayern und Hessen\r\n schließen\u00a0einen Pakt. \n",
        "Bayern und Hessen schlie\u00adßen einen Pakt.",
    ],
)
def test_white_space_and_encoding_make_no_other_text(same):
    assert content_hash(same) == content_hash(PACT.text)


def test_decomposed_umlauts_are_the_same_letters():
    assert content_hash("Mu\u0308nchen") == content_hash("München")


def test_a_new_article_waits_to_be_read(db):
    stored = store(PACT, ArticleOrigin.FILE)
    assert (stored.outcome, stored.article.state) == (Outcome.NEW, ArticleState.WAITING)
    assert (stored.article.title, stored.article.external_id) == ("Ein Pakt", "a-1")


def test_the_same_text_is_the_same_row_and_says_so(db):
    first = store(PACT, ArticleOrigin.FILE)
    again = take("Bayern und Hessen schließen einen Pakt.")
    assert again.outcome == Outcome.SAME_TEXT
    assert again.article == first.article


def test_the_same_address_is_the_same_row(db):
    take(url="https://www.blatt.de/pakt?utm_source=x")
    assert take("Ein anderer Text.", url="http://blatt.de/pakt/").outcome == Outcome.SAME_ADDRESS


def test_a_referenced_article_gets_its_text(db):
    bare = cast.article("", canonical_url="blatt.de/pakt", content_hash=None, state=ArticleState.REFERENCED)
    filled = take(url="https://blatt.de/pakt")
    assert (filled.outcome, filled.article.pk) == (Outcome.FILLED, bare.pk)
    bare.refresh_from_db()
    assert (bare.state, bare.text) == (ArticleState.WAITING, PACT.text)


def test_a_retold_text_claims_neither_address_nor_publisher(db):
    cast.article("", canonical_url="blatt.de/pakt", content_hash=None, state=ArticleState.REFERENCED)
    stored = take(origin=ArticleOrigin.RETOLD, url="https://blatt.de/pakt", source="Blatt")
    assert stored.outcome == Outcome.NEW
    assert (stored.article.source, stored.article.canonical_url) == (None, None)


def test_publishers_are_known_by_name(db):
    Source.objects.create(slug="kommune21", name="Kommune21")
    assert take(source="kommune21").article.source.name == "Kommune21"
    assert Source.objects.count() == 1


def test_what_is_no_address_is_refused(db):
    with pytest.raises(ValueError, match="keine Web-Adresse"):
        take(url="file:///etc/passwd")
    assert not Article.objects.exists()


def test_the_original_is_kept(db):
    stored = store(PACT, ArticleOrigin.FILE, Original("pakt.pdf", b"%PDF-"))
    assert stored.article.original.read() == b"%PDF-"


@pytest.mark.django_db(transaction=True)
def test_an_article_is_stored_although_the_broker_is_away(monkeypatch):
    def away(*_, **__):
        raise OperationalError("no broker")

    monkeypatch.setattr(tasks.read_article, "apply_async", away)
    stored = store(PACT, ArticleOrigin.FILE)
    assert Article.objects.get() == stored.article
    assert stored.article.state == ArticleState.WAITING


@pytest.mark.django_db(transaction=True)
def test_fifty_posts_at_once_are_one_row():
    def post(_):
        try:
            return store(PACT, ArticleOrigin.MANUAL).article.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        keys = set(pool.map(post, range(50)))
    assert len(keys) == 1
    assert Article.objects.count() == 1
