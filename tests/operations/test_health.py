"""Liveness, readiness, metrics, the status page."""

import datetime as dt

import pytest
from django.utils import timezone

from coopwatch.operations.models import Heartbeat
from coopwatch.operations.tasks import heartbeat
from coopwatch.registry.models import Article, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy() -> None:
    """One article that waits since an hour, one that failed, a source that cannot be reached."""
    long_ago = timezone.now() - dt.timedelta(hours=1)
    waiting = Article.objects.create(content_hash="a", origin="manual", state="waiting")
    Article.objects.filter(pk=waiting.pk).update(state_since=long_ago)
    Article.objects.create(content_hash="b", origin="manual", state="failed", error="zu lang")
    Source.objects.create(
        slug="bote",
        name="Waldbote",
        enabled=True,
        feed_url="https://bote.example/feed",
        last_error="antwortet nicht",
    )


def test_liveness_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_readiness_asks_all_parts(client):
    answer = client.get("/health/ready")
    assert answer.json() == {"ready": True, "parts": {"database": "ok", "migrations": "ok", "broker": "ok"}}


def test_readiness_misses_a_migration(client, monkeypatch):
    monkeypatch.setattr(
        "coopwatch.operations.condition.MigrationExecutor.migration_plan", lambda self, targets: [object()]
    )
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["parts"]["migrations"].startswith("1 migrations are missing")


def test_readiness_tells_no_secrets_of_a_broker_that_is_away(client, settings):
    settings.CELERY_BROKER_URL = "redis://:hidden@127.0.0.1:1/0"
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["parts"]["broker"] == "ConnectionError"
    assert b"hidden" not in answer.content


def test_metrics_do_not_exist_without_a_token(client):
    assert client.get("/metrics").status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer falsch", "Bearer ünlesbar", "Basic richtig"])
def test_metrics_want_their_token(client, settings, sent):
    settings.METRICS_TOKEN = "richtig"
    assert client.get("/metrics", headers={"authorization": sent}).status_code == 401


def test_metrics_tell_what_waits(client, settings, busy):
    settings.METRICS_TOKEN = "richtig"
    heartbeat("celery")
    text = client.get("/metrics", headers={"authorization": "Bearer richtig"}).content.decode()
    assert 'coopwatch_ready{part="broker"} 1.0' in text
    assert 'coopwatch_articles{state="waiting"} 1.0' in text
    assert "coopwatch_failing_sources 1.0" in text
    assert 'coopwatch_queue_messages{queue="celery"} 0.0' in text
    oldest = float(text.split("\ncoopwatch_oldest_waiting_seconds ")[1].split()[0])
    assert 3590 < oldest < 3700


def test_metrics_count_requests_by_view(client, settings):
    settings.METRICS_TOKEN = "richtig"
    client.get("/health/live")
    client.get("/gibt/es/nicht")
    text = client.get("/metrics", headers={"authorization": "Bearer richtig"}).content.decode()
    assert 'coopwatch_requests_total{method="GET",status="200",view="operations:live"}' in text
    assert "gibt" not in text


def test_status_is_for_staff(client, django_user_model):
    assert client.get("/admin/betrieb/").status_code == 302
    client.force_login(django_user_model.objects.create_user("leserin"))
    assert client.get("/admin/betrieb/").status_code == 302


def test_status_shows_what_waits(admin_client, busy):
    page = admin_client.get("/admin/betrieb/").content.decode()
    assert "Waldbote: antwortet nicht" in page
    assert "Achtung: Nicht jede Warteschlange" in page


def test_status_is_calm_after_a_heartbeat(admin_client):
    heartbeat("celery")
    assert "Beat, Broker und Worker arbeiten." in admin_client.get("/admin/betrieb/").content.decode()


def test_an_old_heartbeat_does_not_count(admin_client):
    Heartbeat.objects.create(queue="celery", at=timezone.now() - dt.timedelta(minutes=4))
    assert "Achtung" in admin_client.get("/admin/betrieb/").content.decode()


def test_every_queue_must_beat(admin_client, settings):
    settings.FETCHING_QUEUE = "fetching"
    heartbeat("celery")
    assert "Achtung" in admin_client.get("/admin/betrieb/").content.decode()
