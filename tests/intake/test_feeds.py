"""Feeds from a real server: RSS, Atom and broken ones; what they announce is noted once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coopwatch.intake.feeds import due_sources, poll, poll_due
from coopwatch.intake.models import Download, Host
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState
from tests.intake.documents.test_html import page
from tests.intake.web import answer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_site")]

RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0"><channel><title>Amtsblatt</title><link>{home}</link>
<item><title>Hessen &amp; Th\xfcringen</title><link>{home}/pakt</link>
  <pubDate>Mon, 07 Jun 2021 23:30:00 +0000</pubDate></item>
<item><title>Ohne Adresse</title><description>nichts</description></item>
<item><title>Kennung statt Adresse</title><guid isPermaLink="true">{home}/kennung</guid></item>
<item><title>Doppelt</title><link>{home}/pakt</link></item>
<item><title>Relativ</title><link>/relativ</link></item>
<item><title>Kein Web</title><link>mailto:redaktion@amt.example</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Amtsblatt</title>
<entry><title>Pakt</title><link href="{home}/pakt"/><id>urn:1</id>
  <published>2021-06-07T08:00:00+02:00</published></entry>
<entry><title>Nur geändert</title><link rel="alternate" href="{home}/neu"/>
  <updated>2024-01-01T00:00:00Z</updated></entry>
</feed>"""
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
)


def watched(site, body: str | bytes, **served) -> Source:
    """A source whose feed has this body."""
    data = body.replace("{home}", site.url("")) if isinstance(body, str) else body
    data = data.encode("latin-1" if "iso-8859-1" in data else "utf-8") if isinstance(data, str) else data
    feed = site.page("/feed", data, "application/rss+xml", **served)
    return Source.objects.create(slug="amtsblatt", name="Amtsblatt", feed_url=feed, enabled=True)


def test_rss_is_read(site) -> None:
    source = watched(site, RSS)
    assert poll(source.pk) == 3
    article = Article.objects.get(url=site.url("/pakt"))
    assert (article.title, article.source, article.origin) == (
        "Hessen & Thüringen",
        source,
        ArticleOrigin.FEED,
    )
    assert article.published_on == date(2021, 6, 8), "half past one in the morning in Berlin"
    assert set(Article.objects.values_list("url", flat=True)) == {
        site.url(path) for path in ("/pakt", "/kennung", "/relativ")
    }


def test_atom_is_read_and_a_day_of_change_is_none_of_publication(site) -> None:
    assert poll(watched(site, ATOM).pk) == 2
    assert Article.objects.get(title="Pakt").published_on == date(2021, 6, 7)
    assert Article.objects.get(title="Nur geändert").published_on is None


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        (RSS.replace("</channel></rss>", ""), 3),
        (RSS.replace("&amp;", "&"), 3),
        (ATOM.replace("utf-8", "us-ascii"), 2),
        (RSS.replace("Mon, 07 Jun 2021 23:30:00 +0000", "Montag früh"), 3),
        (RSS[: RSS.index("<item><title>Relativ")], 2),
    ],
    ids=["not closed", "bare ampersand", "wrong charset", "day in words", "cut off"],
)
def test_a_slightly_broken_feed_is_read(site, broken: str, found: int) -> None:
    source = watched(site, broken)
    assert poll(source.pk) == found
    source.refresh_from_db()
    assert source.last_error == ""


@pytest.mark.parametrize("body", ["", "<html><p>Wartung</p></html>", "{}", b"\x00\xff\x00", b"\x89PNG"])
def test_what_is_no_feed_is_said_on_the_source(site, body) -> None:
    source = watched(site, body)
    assert poll(source.pk) == 0
    source.refresh_from_db()
    assert "kein RSS- oder Atom-Feed" in source.last_error
    assert source.last_success is None


@pytest.mark.parametrize("name", ["entities", "nested", "many"])
def test_a_hostile_feed_ends(site, name: str) -> None:
    hostile = {
        "entities": BOMB
        + "]><rss><channel><item><title>&m;</title><link>{home}/a</link></item></channel></rss>",
        "nested": "<rss><channel>" + "<item>" * 100_000,
        "many": "<rss version='2.0'><channel>" + "<item><link>{home}/a</link></item>" * 20_000,
    }
    source = watched(site, hostile[name])
    assert poll(source.pk) <= 1
    assert Article.objects.count() <= 1


def test_a_second_look_notes_nothing_twice(site) -> None:
    source = watched(site, RSS)
    poll(source.pk)
    Source.objects.update(last_tried=None)
    assert poll(source.pk) == 0
    assert Article.objects.count() == Download.objects.count() == 3


def test_an_unchanged_feed_is_not_read_again(site) -> None:
    source = watched(site, RSS, ETag='"7"', Last_Modified="Mon, 07 Jun 2021 08:00:00 GMT")
    poll(source.pk)
    site.routes["/feed"] = answer(304)
    Source.objects.update(last_tried=None, last_error="gestern")
    assert poll(source.pk) == 0
    source.refresh_from_db()
    assert site.headers[-1]["if-none-match"] == '"7"'
    assert (source.last_error, source.etag) == ("", '"7"')


def test_an_item_that_leads_into_a_private_network_is_not_noted(site) -> None:
    source = watched(site, RSS.replace("{home}/kennung", "http://169.254.169.254:8080/x"))
    assert poll(source.pk) == 2
    source.refresh_from_db()
    assert "1 Einträge wurden nicht übernommen" in source.last_error


def test_a_feed_is_due_after_its_interval(site) -> None:
    source, now = watched(site, RSS), timezone.now()
    Source.objects.update(last_tried=now - timedelta(minutes=50))
    assert not due_sources(now).exists()
    Source.objects.update(crawl_interval=timedelta(minutes=45))
    assert due_sources(now).get() == source
    Source.objects.update(enabled=False)
    assert not due_sources(now).exists()


def test_a_feed_whose_host_is_busy_is_asked_with_the_next_round(site) -> None:
    source, far = watched(site, RSS), timezone.now() + timedelta(minutes=5)
    Host.objects.create(name=site.url(""), robots_at=timezone.now(), next_visit=far)
    assert poll(source.pk) == 0
    source.refresh_from_db()
    assert (source.last_error, site.asked) == ("", [])
    assert due_sources(timezone.now()).get() == source


def test_a_feed_that_is_not_due_is_not_asked(site) -> None:
    source = watched(site, RSS)
    Source.objects.update(last_tried=timezone.now())
    assert poll(source.pk) == 0
    assert site.asked == []


def test_beat_to_article(site, places, django_capture_on_commit_callbacks) -> None:
    """The whole way: what is due is polled, announced, fetched, stored and read."""
    site.page("/neu", page())
    site.page("/pakt", page().replace("Rechenzentren gemeinsam", "Archive gemeinsam"))
    watched(site, ATOM)
    with django_capture_on_commit_callbacks(execute=True):
        assert poll_due() == 1
    assert [article.state for article in Article.objects.all()] == [ArticleState.READ] * 2
    assert set(Article.objects.values_list("reports__agreement__laender__code", flat=True)) == {
        "DE-HE",
        "DE-TH",
    }
