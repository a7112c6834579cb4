"""What holds for every answer."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from coopwatch.operations.limits import client_of, is_too_often
from coopwatch.operations.middleware import client_address


def addressed(settings, proxies: int, forwarded: str) -> str:
    """Return the client's address as the application sees it."""
    settings.PROXIES = proxies
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded}, REMOTE_ADDR="10.0.0.9")
    client_address(lambda request: HttpResponse())(request)
    return request.META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "203.0.113.7", "10.0.0.9"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, "<script>", "10.0.0.9"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_address_is_that_before_our_proxies(settings, proxies, forwarded, seen):
    assert addressed(settings, proxies, forwarded) == seen


def test_headers_of_every_answer(client):
    headers = client.get("/health/live").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("given", ["", "kurz", "a b c d e f g h", "x" * 65, "zeile\nzwei-1234"])
def test_a_strange_request_number_is_replaced(client, settings, given):
    settings.PROXIES = 1
    number = client.get("/health/live", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert number != given
    assert len(number) == 32


def test_the_number_of_the_proxy_is_kept(client, settings):
    settings.PROXIES = 1
    assert (
        client.get("/health/live", headers={"x-request-id": "proxy-1234"}).headers["X-Request-ID"]
        == "proxy-1234"
    )


def test_nobody_else_names_requests(client):
    assert (
        client.get("/health/live", headers={"x-request-id": "proxy-1234"}).headers["X-Request-ID"]
        != "proxy-1234"
    )


@pytest.fixture
def refused():
    """A form that takes two answers a minute; returns a function that says whether one more is refused."""
    cache.clear()

    def ask(address: str) -> bool:
        return is_too_often("form", client_of(RequestFactory().post("/", REMOTE_ADDR=address)), 2, 60)

    return ask


def test_the_third_form_of_a_minute_is_refused(refused):
    assert [refused("203.0.113.7") for _ in range(3)] == [False, False, True]
    assert not refused("203.0.113.8")


def test_one_ipv6_network_is_one_client(refused):
    assert [refused(f"2001:db8::{n}") for n in range(3)] == [False, False, True]
    assert not refused("2001:db8:0:1::1")


@pytest.mark.parametrize("method", ["TRACE", "PUT", "CONNECT", "X"])
def test_methods_that_nothing_knows_are_refused(client, method):
    answer = client.generic(method, "/health/live")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    ("path", "secure", "status"),
    [("/api/v1/no", False, 403), ("/api/v1/no", True, 404), ("/api/", False, 301), ("/api/v10", False, 301)],
)
def test_programs_are_told_to_use_tls_and_people_are_sent_there(client, settings, path, secure, status):
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    assert client.get(path, secure=secure).status_code == status
