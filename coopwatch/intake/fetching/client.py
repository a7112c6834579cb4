"""From an address to a page: each step of a chain of redirects is checked as if it were the first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from urllib3.util import make_headers

from coopwatch.intake.fetching.address import Target, parse_target
from coopwatch.intake.fetching.connection import Answer, Deadline, Limits, ask
from coopwatch.intake.fetching.errors import FetchError, Refused, Unreachable
from coopwatch.intake.fetching.resolve import checked_addresses
from coopwatch.intake.fetching.rules import MOST_REDIRECTS, Rules

Admit = Callable[[Target], None]
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address. `url` is where the chain of redirects ended; 304 has no body."""

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes
    etag: str
    last_modified: str

    @property
    def unchanged(self) -> bool:
        """Whether the server says that the page is as we know it."""
        return self.status == 304


def follow(
    url: str,
    rules: Rules,
    *,
    admit: Admit = lambda _target: None,
    limits: Limits | None = None,
    headers: Mapping[str, str] | None = None,
) -> Page:
    """Return the page to which `url` leads, after at most five redirects.

    `admit` is asked before each step and raises where the host does not want us; what it waits does not
    count. Raises FetchError.
    """
    limits = limits or rules.limits
    used = 0.0
    sent = {**make_headers(accept_encoding=True, user_agent=rules.user_agent), **(headers or {})}
    for _step in range(MOST_REDIRECTS + 1):
        target = parse_target(url, rules.allowed)
        admit(target)
        with Deadline(limits.seconds - used) as deadline:
            addresses = checked_addresses(target, rules.resolver, rules.allowed, deadline.left)
            answer = ask(target, addresses, sent, limits, deadline)
            used = limits.seconds - deadline.left
        if answer.status not in _REDIRECTS:
            return _page(target, answer)
        url = _next(target, answer)
    raise Refused(_("Die Adresse leitet mehr als %d-mal weiter.") % MOST_REDIRECTS)


def _next(target: Target, answer: Answer) -> str:
    location = answer.headers.get("location", "").strip()
    if not location:
        raise Refused(_("%s leitet weiter, ohne zu sagen wohin.") % target.host)
    try:
        return urljoin(target.url, location).partition("#")[0]
    except ValueError:
        raise Refused(_("%s leitet zu einer ungültigen Adresse weiter.") % target.host) from None


def _page(target: Target, answer: Answer) -> Page:
    _raise_for_status(target, answer)
    header = Message()
    header["Content-Type"] = answer.headers.get("content-type", "")
    return Page(
        url=target.url,
        status=answer.status,
        media_type=header.get_content_type() if answer.headers.get("content-type") else "",
        charset=header.get_content_charset("") or "",
        body=answer.body,
        etag=answer.headers.get("etag", "")[:300],
        last_modified=answer.headers.get("last-modified", "")[:100],
    )


def _raise_for_status(target: Target, answer: Answer) -> None:
    status = answer.status
    if status in {200, 203, 304}:
        return
    what = {"host": target.host, "status": status}
    if status in {404, 410}:
        raise FetchError(_("Die Seite gibt es nicht mehr (%(host)s antwortet mit %(status)d).") % what)
    if status in {401, 402, 403, 407, 451}:
        raise FetchError(_("Die Seite ist nicht frei zugänglich (%(host)s antwortet mit %(status)d).") % what)
    if status in {408, 425, 429} or status >= 500:
        message = _("%(host)s ist gerade nicht erreichbar oder bittet um Pause (Antwort %(status)d).") % what
        raise Unreachable(message, _retry_after(answer))
    raise FetchError(_("%(host)s antwortet mit %(status)d statt mit der Seite.") % what)


def _retry_after(answer: Answer) -> float:
    """Seconds that the server asks us to wait; a date or nonsense counts as nothing said."""
    value = answer.headers.get("retry-after", "").strip()
    return min(float(value), _LONGEST_WAIT) if value.isdecimal() else 0.0
