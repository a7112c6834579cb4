"""The one door through which pages come from the web."""

from coopwatch.intake.fetching.client import Page, follow
from coopwatch.intake.fetching.hosts import Visitor
from coopwatch.intake.fetching.rules import Rules, rules_of_settings

ACCEPT = (
    "text/html,application/xhtml+xml,application/pdf;q=0.9,"
    "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/plain;q=0.8"
)


def fetch(url: str, *, etag: str = "", last_modified: str = "", rules: Rules | None = None) -> Page:
    """Return the page at `url`, politely and within the limits of the settings.

    With `etag` or `last_modified` of an earlier answer the page may come back unchanged (`Page.unchanged`).
    Raises FetchError, ImproperlyConfigured where the settings name no contact.
    """
    rules = rules or rules_of_settings()
    headers = {"Accept": ACCEPT, "Accept-Language": "de,en;q=0.5"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return follow(url, rules, admit=Visitor(rules), headers=headers)
