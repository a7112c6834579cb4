"""Limits on how often one client may send a public form: a fixed window per address, counted in the cache."""

import ipaddress

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# Who has an IPv6 address has a whole network of them.
IPV6_NETWORK = 64


def is_too_often(name: str, client: str, times: int, seconds: int) -> bool:
    """Count one more use; say whether it is beyond `times` within so many seconds."""
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
    return name_of(address)


def name_of(text: str) -> str:
    """Return a name for the text that tells nobody else what it is, and is the same each time."""
    return salted_hmac("coopwatch.operations.limits", text, algorithm="sha256").hexdigest()[:32]
