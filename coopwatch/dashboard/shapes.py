"""The outlines of the Länder, served once and kept by the browser."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control

from coopwatch import registry

SHAPES = Path(registry.__file__).parent / "data" / "laender.geojson"


@cache
def packed() -> tuple[bytes, str]:
    """Return the outlines as gzip, and the first letters of their hash."""
    content = SHAPES.read_bytes()
    return gzip.compress(content, mtime=0), hashlib.sha256(content).hexdigest()[:12]


def shapes_address() -> str:
    """Return the address of the outlines; it changes when they do."""
    return reverse("dashboard:shapes", args=[packed()[1]])


@cache_control(public=True, max_age=31_536_000, immutable=True)
def shapes(request: HttpRequest, version: str) -> HttpResponse:
    """Serve the outlines (GeoJSON, © GeoBasis-DE / BKG, changed)."""
    content = packed()[0]
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        content = gzip.decompress(content)
    response = HttpResponse(content, content_type="application/geo+json")
    if content[:2] == b"\x1f\x8b":
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    return response
