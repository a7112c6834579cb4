"""From an address to an article: one row for one page, tries, reasons, originals."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from coopwatch.intake import downloads
from coopwatch.intake.downloads import Reference, download, sweep_downloads, take, try_again
from coopwatch.intake.fetching.errors import Refused
from coopwatch.intake.models import Download, DownloadState, Host
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState
from tests.intake.documents.pdfs import pdf_of
from tests.intake.documents.test_html import BODY, page
from tests.intake.documents.test_reading import LINES
from tests.intake.web import answer, redirect

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_site")]
HEAD = '<meta name="date" content="2021-06-07"><meta property="og:site_name" content="Amtsblatt">'


def taken(url: str, **known) -> Download:
    """Note an address; return its download."""
    article, _is_new = take(Reference(url, **known), ArticleOrigin.FETCHED)
    return article.download


def fetched(url: str, **known) -> Download:
    """Note an address and fetch it at once."""
    noted = taken(url, **known)
    download(noted.pk)
    noted.refresh_from_db()
    return noted


def test_a_page_becomes_a_waiting_article_with_its_original(site) -> None:
    done = fetched(site.page("/pakt.html", page(HEAD)))
    article = done.article
    assert (done.state, done.error, done.tries) == (DownloadState.DONE, "", 1)
    assert (article.state, article.origin) == (ArticleState.WAITING, ArticleOrigin.FETCHED)
    assert BODY in article.text
    assert (article.published_on, article.source.name) == (date(2021, 6, 7), "Amtsblatt")
    assert article.original.read() == page(HEAD).encode()
    assert article.original.name.endswith("/pakt.html")


def test_a_pdf_becomes_an_article(site) -> None:
    done = fetched(site.page("/pm?id=1", pdf_of(LINES), "application/pdf"))
    assert "Verwaltungsvereinbarung" in done.article.text
    assert done.article.original.name.endswith(".pdf")


def test_what_was_known_beforehand_stays(site) -> None:
    source = Source.objects.create(slug="fitko", name="FITKO")
    done = fetched(site.page("/a", page(HEAD)), source=source, published_on=date(2020, 1, 2))
    assert (done.article.source, done.article.published_on) == (source, date(2020, 1, 2))


@pytest.mark.parametrize("url", ["http://10.0.0.1:22/", "file:///etc/passwd", "kommune21.de/a"])
def test_a_bad_address_is_refused_before_anything_is_stored(url: str) -> None:
    with pytest.raises(Refused):
        take(Reference(url), ArticleOrigin.FETCHED)
    assert not Article.objects.exists()


def test_the_spellings_of_one_address_are_one_row() -> None:
    for url in (
        "http://www.amtsblatt.example/a",
        "https://m.amtsblatt.example/a/?utm_source=feed#oben",
        "https://amtsblatt.example/a?fbclid=1",
    ):
        taken(url)
    assert Article.objects.count() == Download.objects.count() == 1


def test_a_page_under_two_addresses_is_one_article_with_text(site) -> None:
    first, second = fetched(site.page("/a", page())), fetched(site.page("/b", page()))
    assert second.state == DownloadState.SAME
    assert second.same_as == first.article
    assert second.article.text == ""


def test_a_short_link_to_a_known_page_leads_to_its_article(site) -> None:
    known = fetched(site.page("/lang", page()))
    site.routes["/kurz"] = redirect("/lang")
    short = fetched(site.url("/kurz"))
    assert (short.state, short.same_as) == (DownloadState.SAME, known.article)
    assert short.final_url == site.url("/lang")


def test_a_page_that_is_gone_fails_at_once_with_its_reason(site) -> None:
    failed = fetched(site.url("/weg"))
    assert (failed.state, failed.tries) == (DownloadState.FAILED, 1)
    assert "gibt es nicht mehr" in failed.error
    assert failed.article.state == ArticleState.REFERENCED


def test_a_page_without_an_article_fails_with_its_reason(site) -> None:
    assert "kein Artikeltext" in fetched(site.page("/leer", "<p>Kurz.</p>")).error


def test_a_host_in_trouble_is_asked_three_times_with_pauses(site) -> None:
    site.routes["/a"] = answer(503)
    noted = taken(site.url("/a"))
    pauses = []
    for _try in range(3):
        download(noted.pk)
        noted.refresh_from_db()
        pauses.append(noted.not_before - noted.state_since)
        Download.objects.update(not_before=timezone.now())
    assert pauses[0] >= timedelta(seconds=59)
    assert pauses[1] >= timedelta(minutes=14)
    assert (noted.state, noted.tries, site.asked.count("/a")) == (DownloadState.FAILED, 3, 3)


def test_a_host_that_asks_for_an_hour_gets_it(site) -> None:
    site.routes["/a"] = answer(429, headers={"Retry-After": "3600"})
    waiting = fetched(site.url("/a"))
    assert waiting.state == DownloadState.WAITING
    assert waiting.not_before > timezone.now() + timedelta(minutes=59)


def test_waiting_for_a_turn_is_no_try(site) -> None:
    noted = taken(site.page("/a", page()))
    far = timezone.now() + timedelta(minutes=5)
    Host.objects.create(name=site.url(""), robots_at=timezone.now(), next_visit=far)
    download(noted.pk)
    noted.refresh_from_db()
    assert (noted.state, noted.tries, site.asked) == (DownloadState.WAITING, 0, [])
    assert noted.not_before > timezone.now() + timedelta(minutes=4)


def test_a_second_worker_does_nothing(site) -> None:
    noted = taken(site.page("/a", page()))
    downloads.claim(noted.pk)
    download(noted.pk)
    assert site.asked == []


def test_the_sweeper_takes_up_what_a_killed_worker_left(site) -> None:
    noted = taken(site.page("/a", page()))
    downloads.claim(noted.pk)
    long_ago = timezone.now() - timedelta(minutes=4)
    Download.objects.update(state_since=long_ago)
    assert sweep_downloads() == 0
    Download.objects.update(not_before=long_ago)
    assert [sweep_downloads(), sweep_downloads()] == [0, 0], "a message is on its way"
    Download.objects.update(sent_at=long_ago)
    assert [sweep_downloads(), sweep_downloads()] == [1, 0]
    download(noted.pk)
    noted.refresh_from_db()
    assert noted.state == DownloadState.DONE


def test_a_worker_that_was_given_up_stores_nothing(site) -> None:
    noted = taken(site.page("/a", page()))
    stale = downloads.claim(noted.pk)
    downloads.give_back(stale, "aufgegeben", lasting=False)
    Download.objects.update(not_before=timezone.now())
    downloads.claim(noted.pk)
    downloads.give_back(stale, "zu spät", lasting=True)
    noted.refresh_from_db()
    assert (noted.state, noted.error) == (DownloadState.RUNNING, "aufgegeben")


def test_a_failed_download_can_be_tried_again(site) -> None:
    failed = fetched(site.url("/a"))
    site.page("/a", page())
    try_again(failed)
    download(failed.pk)
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == (DownloadState.DONE, 1)


def test_without_a_contact_the_download_says_what_to_set(site, settings) -> None:
    noted = taken(site.page("/a", page()))
    settings.FETCH_CONTACT = ""
    download(noted.pk)
    noted.refresh_from_db()
    assert "COOPWATCH_CONTACT" in noted.error


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_posts_of_one_page_are_one_row(site) -> None:
    site.page("/a", page())
    start, rows = Barrier(50), []

    def post(number: int) -> None:
        start.wait()
        url = site.url(f"/a?utm_id={number}#oben" if number % 2 else "/a")
        rows.append(take(Reference(url), ArticleOrigin.FETCHED)[0].pk)
        connection.close()

    threads = [Thread(target=post, args=[number]) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows) == 50
    assert len([path for path in site.asked if path.startswith("/a")]) == 1
    assert BODY in Article.objects.get().text
    assert len(set(rows)) == Article.objects.count() == Download.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_address_is_noted_although_the_broker_is_away(site, monkeypatch) -> None:
    def away(key: int) -> None:
        raise ConnectionError("broker away")

    monkeypatch.setattr(downloads, "_send", away)
    noted = taken(site.page("/a", page()))
    monkeypatch.undo()
    assert noted.state == DownloadState.WAITING
    Download.objects.update(sent_at=timezone.now() - timedelta(minutes=3))
    sweep_downloads()
    noted.refresh_from_db()
    assert noted.state == DownloadState.DONE
