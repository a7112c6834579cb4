"""The way of an article that is known by its address only: noted, fetched, read as a document, stored.

The database is the queue: a download waits, is claimed by one worker, and ends done or failed with a reason.
"""

import logging
import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.extraction.records import ArticleText
from coopwatch.intake.documents.reading import kind_of, read_document
from coopwatch.intake.documents.records import Document, Unreadable
from coopwatch.intake.fetching.address import parse_target
from coopwatch.intake.fetching.client import Page
from coopwatch.intake.fetching.errors import Busy, FetchError
from coopwatch.intake.fetching.fetch import fetch
from coopwatch.intake.fetching.rules import rules_of_settings
from coopwatch.intake.models import Download, DownloadState
from coopwatch.intake.store import Original, publisher, store
from coopwatch.registry.addresses import canonical_url
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleState

log = logging.getLogger(__name__)

MAX_TRIES = 3
STUCK_AFTER = timedelta(seconds=1.5 * settings.CELERY_TASK_TIME_LIMIT)
# Before the second and the third try; a host that asks for more gets more.
_PAUSES = (timedelta(minutes=1), timedelta(minutes=15))
_SUFFIXES = {"html": ".html", "pdf": ".pdf", "text": ".txt"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that is to become an article, with what is known of it beforehand."""

    url: str
    title: str = ""
    published_on: date | None = None
    source: Source | None = None


def take(reference: Reference, origin: str) -> tuple[Article, bool]:
    """Note an address and queue its download; return the article and whether it is new.

    The same page is one row, however its address is written. Raises Refused for what is no address of a page.
    """
    address = parse_target(reference.url, rules_of_settings().allowed).url
    with transaction.atomic():
        article, is_new = Article.objects.get_or_create(
            canonical_url=canonical_url(address),
            defaults={
                "url": address,
                "title": reference.title[:500],
                "published_on": reference.published_on,
                "source": reference.source,
                "origin": origin,
                "state": ArticleState.REFERENCED,
            },
        )
        request_download(article)
    return article, is_new


def take_once_more(reference: Reference, origin: str) -> Article:
    """Note an address that a person names: where fetching it failed before, it gets a new chance."""
    article, is_new = take(reference, origin)
    download = None if is_new else Download.objects.filter(article=article).first()
    if download and download.state == DownloadState.FAILED:
        try_again(download)
    return article


def request_download(article: Article) -> bool:
    """Queue the download of an article without text; return False where it has text or is queued already."""
    if article.text:
        return False
    download, is_new = Download.objects.get_or_create(article=article, defaults={"sent_at": timezone.now()})
    if is_new:
        queue_download(download.pk)
    return is_new


def queue_download(key: int) -> None:
    """Send the key to the workers when the transaction is through; the sweeper finds what gets lost."""
    transaction.on_commit(lambda: _send(key), robust=True)


def _send(key: int) -> None:
    from coopwatch.intake.fetching.tasks import download_article

    download_article.apply_async([key], retry=False)


def download(key: int) -> None:
    """Fetch and store the article of one download; nothing happens where another worker has it."""
    claimed = claim(key)
    if claimed is None:
        return
    try:
        page = fetch(claimed.article.url)
        document = read_document(page.body, page.media_type, page.charset)
        finish(claimed, page, document)
    except Busy as error:
        postpone(claimed, error.wait)
    except (FetchError, Unreadable) as error:
        give_back(claimed, str(error), getattr(error, "lasting", True), getattr(error, "wait", 0.0))
    except ImproperlyConfigured as error:
        give_back(claimed, str(error), lasting=True)
    except Exception as error:
        # One page must not stop the others: the download keeps its error and waits for a person.
        log.exception("download %s failed", key)
        give_back(claimed, f"{type(error).__name__}: {error}", lasting=False)


def claim(key: int) -> Download | None:
    """Take a waiting download whose time has come, or None where it is not so or another worker holds it."""
    with transaction.atomic():
        due = Download.objects.due(timezone.now()).select_for_update(skip_locked=True, of=("self",))
        found = due.select_related("article").filter(pk=key).first()
        if found is not None:
            found.tries += 1
            _move(found, DownloadState.RUNNING, "tries")
        return found


def finish(claimed: Download, page: Page, document: Document) -> None:
    """Store the text of a download and close it, both or neither."""
    with transaction.atomic():
        held = _still_held(claimed)
        if held is None:
            return
        article = held.article
        held.final_url, held.error = page.url[:2000], ""
        other = _other_with_address(article, page.url)
        held.same_as = other or _store_text(article, page, document)
        _move(
            held, DownloadState.SAME if held.same_as else DownloadState.DONE, "final_url", "error", "same_as"
        )


def _store_text(article: Article, page: Page, document: Document) -> Article | None:
    """Give the article its text; return the other article that has the same text already, if there is one."""
    if article.source_id is None and document.publisher:
        article.source = publisher(document.publisher)
        article.save(update_fields=["source"])
    incoming = ArticleText(
        id="",
        text=document.text,
        title=document.title,
        published_on=date.fromisoformat(document.published_on) if document.published_on else None,
        url=article.url,
        source=article.source.name if article.source else None,
    )
    stored = store(incoming, article.origin, Original(file_name(page), page.body))
    return None if stored.article.pk == article.pk else stored.article


def _other_with_address(article: Article, url: str) -> Article | None:
    """Another article at the address where the redirects ended, as short links lead to known pages."""
    return Article.objects.filter(canonical_url=canonical_url(url)).exclude(pk=article.pk).first()


def file_name(page: Page) -> str:
    """Return a short, harmless name for the original of a page."""
    last = unquote(urlsplit(page.url).path).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"[^a-zA-Z0-9]+", "-", last.rpartition(".")[0] or last).strip("-").lower()[:60]
    return (stem or "seite") + _SUFFIXES[kind_of(page.body, page.media_type)]


def give_back(claimed: Download, error: str, lasting: bool, wait: float = 0.0) -> None:
    """Let a download wait for its next try, or fail with its error where none would help or is left."""
    with transaction.atomic():
        held = _still_held(claimed)
        if held is None:
            return
        held.error = error[:4000] or _("unbekannter Fehler")
        if lasting or held.tries >= MAX_TRIES:
            _move(held, DownloadState.FAILED, "error")
            return
        pause = max(_PAUSES[held.tries - 1], timedelta(seconds=wait))
        held.not_before = timezone.now() + pause
        _move(held, DownloadState.WAITING, "error", "not_before")


def postpone(claimed: Download, seconds: float) -> None:
    """Let a download wait for its turn at the host; that was no try."""
    with transaction.atomic():
        held = _still_held(claimed)
        if held is not None:
            held.tries -= 1
            held.not_before = timezone.now() + timedelta(seconds=seconds)
            _move(held, DownloadState.WAITING, "tries", "not_before")


def _still_held(claimed: Download) -> Download | None:
    """Lock the row and return it if this try is still the present one."""
    rows = Download.objects.select_for_update(of=("self",)).select_related("article__source")
    return rows.filter(pk=claimed.pk, state=DownloadState.RUNNING, state_since=claimed.state_since).first()


def _move(held: Download, state: str, *changed: str) -> None:
    held.state, held.state_since = state, timezone.now()
    held.save(update_fields=["state", "state_since", *changed])


def sweep_downloads() -> int:
    """Send what is due, and what a killed worker left; return how many downloads were sent."""
    now = timezone.now()
    for stuck in Download.objects.stuck_since(now - STUCK_AFTER):
        give_back(stuck, _("Der Worker ist beim Abruf abgebrochen."), lasting=False)
    keys = list(Download.objects.to_send(now).values_list("pk", flat=True)[:500])
    Download.objects.filter(pk__in=keys).update(sent_at=now)
    for key in keys:
        queue_download(key)
    return len(keys)


def try_again(failed: Download) -> None:
    """Queue a failed download once more, with all its tries."""
    with transaction.atomic():
        held = Download.objects.select_for_update().get(pk=failed.pk)
        if held.state != DownloadState.FAILED:
            raise ValueError(_("Dieser Abruf ist nicht fehlgeschlagen."))
        held.tries, held.error = 0, ""
        held.not_before = held.sent_at = timezone.now()
        _move(held, DownloadState.WAITING, "tries", "error", "not_before", "sent_at")
        queue_download(held.pk)
