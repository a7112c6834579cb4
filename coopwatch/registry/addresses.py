"""One address for one page: what of a web address tells pages apart, and what is only tracking."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import idna

_TRACKING_NAMES = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "wt_mc",
        "wt_zmc",
        "etcc_cmp",
        "etcc_med",
        "etcc_cmp_id",
        "pk_campaign",
        "pk_source",
        "cmpid",
        "cflt",
        "ref_src",
        "share",
        "amp",
        "outputtype",
    ]
)
_TRACKING_PREFIXES = ("utm_", "mtm_", "at_", "piwik_")
_AMP_PATH = re.compile(r"(?:/amp/?|\.amp(\.html?))$", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_HOST_PREFIXES = ("www.", "m.", "mobile.", "amp.")


def canonical_url(url: str) -> str:
    """Return the address without scheme, fragment, tracking, default port, mobile host and closing slash.

    Raises ValueError for what is no http(s) address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"keine Web-Adresse: {url!r}")
    return _host(parts.hostname) + _port(parts.port) + _path(parts.path) + _query(parts.query)


def _host(host: str) -> str:
    host = _ascii(host.lower().rstrip("."))
    for prefix in _HOST_PREFIXES:
        # "m.de" is a host of its own: a prefix goes only where a domain with two parts stays.
        if host.startswith(prefix) and "." in host.removeprefix(prefix):
            return host.removeprefix(prefix)
    return host


def _ascii(host: str) -> str:
    """The name with umlauts as the name system writes it; what is no name stays as it is."""
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return host


def _path(path: str) -> str:
    """The path without its mobile (AMP) form; umlauts and escapes are written in one way."""
    escaped = quote(path, safe="/%:;@!$&'()*+,=~-._")
    return _AMP_PATH.sub(r"\1", _ESCAPE.sub(lambda found: found[0].upper(), escaped)).rstrip("/")


def _port(port: int | None) -> str:
    return "" if port in {None, 80, 443} else f":{port}"


def _query(query: str) -> str:
    kept = sorted((k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _is_tracking(k.lower()))
    return f"?{urlencode(kept)}" if kept else ""


def _is_tracking(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING_PREFIXES)
