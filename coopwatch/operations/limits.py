"""Limits on how often one client may send a public form: a fixed window per address, counted in the cache."""

import functools
import hashlib
import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# Who has an IPv6 address has a whole network of them.
IPV6_NETWORK = 64


def limited(name: str, times: int, seconds: int) -> Callable:
    """Return a decorator: of one client, `times` POSTs in `seconds` reach the view, more get 429."""

    def decorate(view: Callable) -> Callable:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST" and is_too_often(name, client_of(request), times, seconds):
                return too_often(request, seconds)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def is_too_often(name: str, client: str, times: int, seconds: int) -> bool:
    """Count one more use; say whether it is beyond the limit."""
    key = f"limit:{name}:{client}"
    if cache.add(key, 1, seconds):
        return times < 1
    try:
        return cache.incr(key) > times
    except ValueError:
        # The window ended between the two questions.
        cache.add(key, 1, seconds)
        return False


def client_of(request: HttpRequest) -> str:
    """Return a name for the client that is no address: what lies in the cache tells nobody who was here."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        parsed = None
    if parsed is not None and parsed.version == 6:
        address = str(ipaddress.ip_network((parsed, IPV6_NETWORK), strict=False))
    return hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:32]


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """Return the page that asks for patience."""
    response = render(request, "operations/too_often.html", {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
