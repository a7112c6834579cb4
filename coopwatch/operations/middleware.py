"""What holds for each request: a number to find it by, the client's address, headers, and its figures."""

import ipaddress
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from coopwatch.operations import metrics
from coopwatch.operations.logs import REQUEST_ID

GIVEN_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
HEADERS = {
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), "
        "encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), "
        "screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Methods that some address knows; TRACE and the rest are refused at the door.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
# What programs call. They would not notice a redirect, and go on asking without TLS.
FOR_PROGRAMS = "/api/v1/"
GetResponse = Callable[[HttpRequest], HttpResponse]


def request_id(get_response: GetResponse) -> GetResponse:
    """Give each request a number, the proxy's where it sent a plain one; logs and the answer carry it."""

    def handle(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.PROXIES else ""
        number = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST_ID.set(number)
        try:
            response = get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response["X-Request-ID"] = number
        return response

    return handle


def client_address(get_response: GetResponse) -> GetResponse:
    """Put the client's address where the limits look for it, when so many proxies stand before us.

    Each proxy adds the address it was called from at the end; what lies further left may be made up.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if 0 < settings.PROXIES <= len(hops) and is_address(hops[-settings.PROXIES]):
            request.META["REMOTE_ADDR"] = hops[-settings.PROXIES]
        return get_response(request)

    return handle


def is_address(text: str) -> bool:
    """Say whether the text is an IP address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def security_headers(get_response: GetResponse) -> GetResponse:
    """Add the headers that Django has no setting for; a view may set its own."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return handle


def known_methods(get_response: GetResponse) -> GetResponse:
    """Answer 405 to methods that nothing here knows."""

    def handle(request: HttpRequest) -> HttpResponse:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return handle


def programs_use_tls(get_response: GetResponse) -> GetResponse:
    """Refuse what programs ask without TLS where the site has it, instead of sending them to https."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and request.path.startswith(FOR_PROGRAMS) and not request.is_secure():
            return JsonResponse({"errors": {"address": ["use https://"]}}, status=403)
        return get_response(request)

    return handle


def counted(get_response: GetResponse) -> GetResponse:
    """Count requests and measure their time, by the view's name so that the number of series stays small."""

    def handle(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        view = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        metrics.COUNTED.labels(method, view, response.status_code).inc()
        metrics.SECONDS.labels(view).observe(time.perf_counter() - began)
        return response

    return handle
