"""A web page as an article: trafilatura finds the text, the page's own declarations give date and publisher.

The date is read only where the page declares it. Libraries that search a page for a date also find the day on
which something was signed, or digits in an address, and would turn them into a day of publication.
"""

import json
import re
from collections.abc import Iterator
from datetime import date

import trafilatura
from lxml import etree, html

from coopwatch.intake.documents.records import Document, Unreadable

_DATE_NAMES = (
    *("article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued"),
    *("dcterms.date", "dcterms.issued", "dcterms.created", "dc.date.created", "publishdate", "pubdate"),
    *("parsely-pub-date", "sailthru.date", "last-published"),
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_EARLIEST = 1990
_DEEPEST_JSON = 12
SHORTEST_TEXT = 80


def read_html(page: str) -> Document:
    """Return the article of a page; raises Unreadable where there is none."""
    if not page.strip():
        raise Unreadable("empty")
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
    text = (found.text or "").strip() if found is not None else ""
    if len(text) < SHORTEST_TEXT:
        raise Unreadable("no article")
    tree = _tree(page)
    return Document(
        text=text,
        title=" ".join((found.title or "").split()),
        published_on=declared_day(tree),
        publisher=" ".join((found.sitename or "").split()),
        language=(tree.get("lang") or "")[:2].lower(),
    )


def _tree(page: str) -> html.HtmlElement:
    """The page as a tree; the parser's own limit of depth holds, and what is broken is mended."""
    parser = html.HTMLParser(recover=True, remove_comments=True, encoding="utf-8")
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    return tree if isinstance(tree, html.HtmlElement) else html.HtmlElement()


def declared_day(tree: html.HtmlElement) -> str:
    """Return the ISO day on which the page says it was published, "" where it says nothing."""
    for said in (*_said_in_json(tree), *_said_in_meta(tree), *_said_in_time(tree)):
        if day := _day(said):
            return day
    return ""


def _day(said: str) -> str:
    said = said.strip()
    if found := _DAY.match(said):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN_DAY.match(said):
        day, month, year = map(int, found.groups())
    else:
        return ""
    try:
        return date(year, month, day).isoformat() if year >= _EARLIEST else ""
    except ValueError:
        return ""


def _said_in_json(tree: html.HtmlElement) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                yield from _published_in(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue


def _published_in(value: object, depth: int = 0) -> Iterator[str]:
    """Every `datePublished` of a JSON-LD value, outer ones first."""
    if depth > _DEEPEST_JSON:
        return
    if isinstance(value, dict):
        if isinstance(value.get("datePublished"), str):
            yield value["datePublished"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _published_in(inner, depth + 1)


def _said_in_meta(tree: html.HtmlElement) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        said.setdefault(name, meta.get("content") or "")
    return (said[name] for name in _DATE_NAMES if name in said)


def _said_in_time(tree: html.HtmlElement) -> Iterator[str]:
    """Elements `time` that are marked as the publication, or the only one of the page."""
    times = [element for element in tree.iter("time") if isinstance(element, etree.ElementBase)]
    for element in times:
        if (
            element.get("pubdate") is not None
            or element.get("itemprop") == "datePublished"
            or len(times) == 1
        ):
            yield element.get("datetime") or element.text_content()
