"""What editors do about fetching: see how far it is, try again, ask a feed now."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coopwatch.intake.downloads import Reference, take
from coopwatch.intake.models import Download, DownloadState
from coopwatch.registry.models import Source
from coopwatch.registry.vocabulary import ArticleOrigin

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(settings) -> Download:
    """A download that failed."""
    settings.FETCH_CONTACT = "redaktion@amt.example"
    article, _is_new = take(Reference("https://amtsblatt.example/a"), ArticleOrigin.FETCHED)
    Download.objects.update(state=DownloadState.FAILED, error="Die Seite gibt es nicht mehr", tries=3)
    return article.download


def act(client, model: str, action: str, key: int) -> str:
    """Let the list of a model run an action on one row; return the page that follows."""
    data = {"action": action, "_selected_action": [key]}
    response = client.post(reverse(f"admin:{model}_changelist"), data, follow=True)
    return response.content.decode()


def test_the_page_of_an_article_says_why_its_text_is_missing(admin_client, failed) -> None:
    page = admin_client.get(reverse("admin:registry_article_change", args=[failed.article_id]))
    assert "fehlgeschlagen: Die Seite gibt es nicht mehr" in page.content.decode()


def test_a_failed_download_is_tried_again(admin_client, failed) -> None:
    assert "1 Seite wird abgerufen" in act(admin_client, "intake_download", "fetch_once_more", failed.pk)
    failed.refresh_from_db()
    assert (failed.state, failed.tries, failed.error) == (DownloadState.WAITING, 0, "")


def test_who_only_looks_cannot_have_anything_fetched(client, django_user_model, failed) -> None:
    user = django_user_model.objects.create_user("gast", is_staff=True)
    client.force_login(user)
    client.post(
        reverse("admin:intake_download_changelist"),
        {"action": "fetch_once_more", "_selected_action": [failed.pk]},
    )
    failed.refresh_from_db()
    assert failed.state == DownloadState.FAILED


@pytest.mark.parametrize(("enabled", "asked"), [(True, "1 Feed wird abgerufen"), (False, "0 Feeds werden")])
def test_a_feed_is_asked_before_its_time(admin_client, enabled: bool, asked: str) -> None:
    source = Source.objects.create(
        slug="a", name="A", feed_url="https://a.example/f", enabled=enabled, last_tried=timezone.now()
    )
    assert asked in act(admin_client, "registry_source", "poll_now", source.pk)
    source.refresh_from_db()
    assert (source.last_tried is None) is enabled
