"""Public pages are made once for each state of the data, and answered with 304 to whoever has them already.

The state of the data is a number that the database raises with every transaction that changes what pages
show. It is read before a page is made, so a kept page is never older than its number says. Pages are kept in
the memory of each process, and only so many that strange questions cannot fill it.
"""

import hashlib
import threading
import zlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

KEPT = frozenset(
    f"dashboard:{name}"
    for name in (
        "start", "bund", "land", "portal", "kommune", "organisation", "source", "agreement", "compare",
        "figure", "about", "method", "laender", "portale", "pilotkommunen", "organisationen", "quellen",
    )
)  # fmt: skip
LONGEST_ADDRESS = 1000
SECONDS = 3600
# What views tell later middleware by attributes of the response.
TOLD = ("_csp_replace", "_csp_update", "_csp_config", "_csp_exempt", "xframe_options_exempt")
making: dict[str, threading.Lock] = {}


def data_version() -> int:
    """Return the number of the state of the data; it grows with each change that is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(n), 0) FROM operations_datachange")
        return int(cursor.fetchone()[0])


@lru_cache(maxsize=1)
def program_version() -> str:
    """Return a name for the state of program and templates, so that an update makes all pages anew."""
    files = [
        path for folder in ("coopwatch", "templates") for path in Path(settings.BASE_DIR, folder).rglob("*.*")
    ]
    newest = max((path.stat().st_mtime_ns for path in files if path.suffix in {".py", ".html"}), default=0)
    return f"{newest:x}"


class KnownPages:
    """Middleware: tells who has the page already that it still holds, before anything else is done.

    An entity tag is the hash of all that a public page depends on, so one that is right for this request was
    given out for it: neither the view nor a session has to be asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 304 where the reader's page holds; else hand the request on."""
        return still_holds(request) or self.get_response(request)


def still_holds(request: HttpRequest) -> HttpResponse | None:
    """Return 304 where the request says that it has the page as it is now."""
    if not request.headers.get("If-None-Match", "").startswith('W/"') or not is_anonymous(request):
        return None
    try:
        etag = etag_of(key_of(request, chosen_language(request)))
    except SuspiciousOperation:
        return None
    early = get_conditional_response(request, etag=etag)
    if early is None or early.status_code != 304:
        return None
    patch_vary_headers(early, ["Cookie", "HX-Request", "Accept-Encoding"])
    return with_etag(early, etag)


def chosen_language(request: HttpRequest) -> str:
    """Return the language that the page will be in: that of the cookie, else German."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class KeptPages:
    """Middleware: answers from what is kept, or has the page made and keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand the request on; the work is done when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Return the page from what is kept, else made now; None for what is never kept."""
        if not may_be_kept(request):
            return None
        key = key_of(request, get_language())
        etag = etag_of(key)
        # Who has the page already needs none, whether it is kept or not: the key names its state.
        early = get_conditional_response(request, etag=etag)
        if early is not None and early.status_code == 304:
            return with_etag(early, etag)
        return with_etag(kept_or_made(key, lambda: view(request, *args, **kwargs), request), etag)


def may_be_kept(request: HttpRequest) -> bool:
    """Say whether this request gets the same page as everybody."""
    return (
        request.resolver_match is not None
        and request.resolver_match.view_name in KEPT
        and is_anonymous(request)
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def is_anonymous(request: HttpRequest) -> bool:
    """Say whether somebody without a session only asks."""
    return request.method in {"GET", "HEAD"} and settings.SESSION_COOKIE_NAME not in request.COOKIES


def etag_of(key: str) -> str:
    """Return the entity tag of a page by its key: weak, since its compression may differ."""
    return f'W/"{key[:32]}"'


def key_of(request: HttpRequest, language: str | None) -> str:
    """Return a key of everything that a public page depends on."""
    parts = (
        data_version(), program_version(), timezone.localdate(), request.scheme, request.get_host(),
        request.get_full_path(), language, request.headers.get("HX-Request", ""),
    )  # fmt: skip
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()


def kept_or_made(key: str, make: Callable[[], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Return the page that is kept; else let one thread make it while others that want the same wait."""
    if kept := caches["pages"].get(key):
        return unpacked(kept)
    with making.setdefault(key, threading.Lock()):
        try:
            if kept := caches["pages"].get(key):
                return unpacked(kept)
            response = make()
            if is_for_all(response, request):
                caches["pages"].set(key, packed(response), SECONDS)
            return response
        finally:
            making.pop(key, None)


def is_for_all(response: HttpResponse, request: HttpRequest) -> bool:
    """Say whether a made page may be given to others."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )


def packed(response: HttpResponse) -> tuple[bytes, dict, dict]:
    """Return body, headers and what the view told."""
    told = {name: getattr(response, name) for name in TOLD if hasattr(response, name)}
    return zlib.compress(response.content, 1), dict(response.headers), told


def unpacked(kept: tuple[bytes, dict, dict]) -> HttpResponse:
    """Return the response that was packed."""
    body, headers, told = kept
    response = HttpResponse(zlib.decompress(body), headers=headers)
    for name, value in told.items():
        setattr(response, name, value)
    return response


def with_etag(response: HttpResponse, etag: str) -> HttpResponse:
    """Let browsers keep a good page, but ask each time whether it still holds."""
    if response.status_code in {200, 304}:
        response.headers.setdefault("ETag", etag)
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
