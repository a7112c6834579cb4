"""Watching feeds: each enabled source at its interval; what a feed announces becomes an address to fetch."""

import logging
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.intake.documents.reading import read_feed
from coopwatch.intake.documents.records import FeedItem, Unreadable
from coopwatch.intake.downloads import Reference, take
from coopwatch.intake.fetching.client import Page
from coopwatch.intake.fetching.errors import Busy, FetchError
from coopwatch.intake.fetching.fetch import fetch
from coopwatch.registry.models import Source
from coopwatch.registry.vocabulary import ArticleOrigin

log = logging.getLogger(__name__)

USUAL_INTERVAL = timedelta(hours=1)


def due_sources(now: datetime) -> QuerySet:
    """Sources whose feed is enabled and was last asked longer ago than its interval."""
    interval = Coalesce(F("crawl_interval"), USUAL_INTERVAL)
    is_due = Q(last_tried__isnull=True) | Q(last_tried__lte=now - interval)
    return Source.objects.filter(is_due, enabled=True)


def poll_due() -> int:
    """Send the sources that are due to the workers; return how many."""
    return _send(due_sources(timezone.now()))


def poll_soon(sources: QuerySet) -> int:
    """Send these sources, as far as they are enabled, before their time; return how many."""
    enabled = sources.filter(enabled=True)
    enabled.update(last_tried=None)
    return _send(enabled)


def _send(sources: QuerySet) -> int:
    from coopwatch.intake.fetching.tasks import poll_feed

    keys = list(sources.values_list("pk", flat=True))

    def send_all() -> None:
        for key in keys:
            poll_feed.apply_async([key], retry=False)

    transaction.on_commit(send_all, robust=True)
    return len(keys)


def poll(key: int) -> int:
    """Ask the feed of one source that is due; return how many new articles it announced.

    A feed that fails says so on its source and is asked again after its interval.
    """
    source = _claim(key)
    if source is None:
        return 0
    try:
        page = fetch(source.feed_url, etag=source.etag, last_modified=source.last_modified)
        items = () if page.unchanged else read_feed(page.body).items
    except Busy:
        # Asked again with the next round instead of after the interval.
        _note(source, last_tried=None)
        return 0
    except (FetchError, Unreadable, ImproperlyConfigured) as error:
        _note(source, last_error=str(error))
        return 0
    new, refused = _take_all(source, items)
    _note(source, last_error=refused, last_success=timezone.now(), **_marks(page))
    return new


def _claim(key: int) -> Source | None:
    """Take a source that is due, so that two workers do not ask at the same time."""
    now = timezone.now()
    with transaction.atomic():
        source = due_sources(now).select_for_update(skip_locked=True).filter(pk=key).first()
        if source is not None:
            _note(source, last_tried=now)
        return source


def _take_all(source: Source, items: tuple[FeedItem, ...]) -> tuple[int, str]:
    """Note all items; return how many are new, and a sentence on those that lead nowhere."""
    new, refused = 0, []
    for item in items:
        try:
            new += take(_reference(source, item), ArticleOrigin.FEED)[1]
        except FetchError as error:
            log.warning("feed of %s: %s: %s", source, item.url, error)
            refused.append(f"{item.url[:200]}: {error}")
    if not refused:
        return new, ""
    what = {"n": len(refused), "first": refused[0]}
    return new, _("%(n)d Einträge wurden nicht übernommen, zuerst %(first)s") % what


def _reference(source: Source, item: FeedItem) -> Reference:
    day = timezone.localdate(datetime.fromisoformat(item.published)) if item.published else None
    return Reference(item.url, item.title, day, source)


def _marks(page: Page) -> dict[str, str]:
    """What we tell the server next time, so that it need not send the same again."""
    return {} if page.unchanged else {"etag": page.etag, "last_modified": page.last_modified}


def _note(source: Source, **values: object) -> None:
    for name, value in values.items():
        setattr(source, name, value)
    source.save(update_fields=list(values))
