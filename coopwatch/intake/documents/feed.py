"""RSS and Atom, also slightly broken ones: the addresses, titles and days that a feed announces."""

import calendar
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urljoin

import feedparser

from coopwatch.intake.documents.records import Feed, FeedItem, Unreadable

MOST_ITEMS = 200


def read_feed(data: bytes) -> Feed:
    """Return the items that have an address; raises Unreadable where the bytes are no feed at all."""
    if not data.strip():
        raise Unreadable("no feed")
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version and not parsed.entries:
        raise Unreadable("no feed")
    home = str(parsed.feed.get("link") or "")
    items: dict[str, FeedItem] = {}
    for entry in parsed.entries[:MOST_ITEMS]:
        if item := _item(entry, home):
            items.setdefault(item.url, item)
    return Feed(tuple(items.values()))


def _item(entry: feedparser.FeedParserDict, home: str) -> FeedItem | None:
    link = str(entry.get("link") or _permalink(entry))
    try:
        url = urljoin(home, link.strip()) if link.strip() else ""
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    return FeedItem(url, " ".join(str(entry.get("title") or "").split())[:500], _published(entry))


def _permalink(entry: feedparser.FeedParserDict) -> str:
    """The identifier of an item without a link, where it is an address."""
    return str(entry.get("id") or "")


def _published(entry: feedparser.FeedParserDict) -> str:
    """The moment of publication. A day of update is none."""
    parsed = entry.get("published_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError, OSError):
        return ""
