"""The one door to documents: bytes in, an article's parts out, read by a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coopwatch.intake.documents.records import Document, Feed, FeedItem, Unreadable

SECONDS = 20
_ROOT = Path(__file__).resolve().parents[3]
_COMMAND = ["-m", "coopwatch.intake.documents.child"]
_MESSAGES = {
    "empty": gettext_lazy("Die Seite ist leer."),
    "no article": gettext_lazy("Auf der Seite wurde kein Artikeltext gefunden: bitte den Text einfügen."),
    "no text": gettext_lazy("Die Datei ist kein Text."),
    "locked pdf": gettext_lazy("Die PDF-Datei ist mit einem Passwort geschützt."),
    "long pdf": gettext_lazy("Die PDF-Datei hat mehr als 200 Seiten."),
    "broken pdf": gettext_lazy("Die PDF-Datei ist beschädigt."),
    "pdf without text": gettext_lazy("Die PDF-Datei enthält keinen Text; ist sie eingescannt?"),
    "long text": gettext_lazy("Der Text ist länger als 1.000.000 Zeichen: bitte nur den Artikel einreichen."),
    "no feed": gettext_lazy("Das ist kein RSS- oder Atom-Feed."),
    "too much": gettext_lazy("Das Dokument ist zu verschachtelt oder zu groß, um gelesen zu werden."),
}
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def kind_of(data: bytes, media_type: str = "") -> str:
    """Return "pdf", "html" or "text"; raises Unreadable for what holds no article, like pictures or feeds."""
    head = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if media_type in _FEEDS or head[:200].lower().startswith((b"<rss", b"<feed")):
        raise Unreadable(_("Das ist ein Feed: bitte als Feed einer Quelle eintragen."))
    if media_type == "text/plain":
        return "text"
    if media_type in {"", "text/html", "application/xhtml+xml", "application/xml", "text/xml"}:
        return "html"
    raise Unreadable(_("Dokumente der Art %s werden nicht gelesen, nur Seiten, Text und PDF.") % media_type)


def read_document(data: bytes, media_type: str = "", charset: str = "") -> Document:
    """Return the article in these bytes; raises Unreadable with a sentence."""
    return Document(**_read_apart(kind_of(data, media_type), data, charset))


def read_feed(data: bytes) -> Feed:
    """Return what a feed announces; raises Unreadable with a sentence."""
    items = _read_apart("feed", data)["items"]
    return Feed(tuple(FeedItem(**item) for item in items))


def _read_apart(kind: str, data: bytes, charset: str = "") -> dict:
    """Let a process of its own read the bytes."""
    command = [sys.executable, *_COMMAND, kind, charset]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, cwd=_ROOT, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        # Ended by the system at its limits, or crashed.
        answer = {"unreadable": "too much"}
    if reason := answer.get("unreadable"):
        raise Unreadable(str(_MESSAGES[reason]))
    return answer
