"""Fetching over real sockets: redirects, headers, sizes, times."""

import gzip
import itertools
import time
import zlib

import brotli
import pytest

from coopwatch.intake.fetching.client import follow
from coopwatch.intake.fetching.connection import Limits
from coopwatch.intake.fetching.errors import FetchError, Refused, TooMuch, Unreachable
from tests.intake.web import answer, redirect, rules_for

MEGABYTE = 1024 * 1024


def test_a_page_comes_with_type_charset_and_marks(site) -> None:
    url = site.page("/a?b=c", "Pakt", "text/html; charset=iso-8859-1", ETag='"1"', Last_Modified="gestern")
    page = follow(url, rules_for(site))
    assert (page.url, page.media_type, page.charset) == (url, "text/html", "iso-8859-1")
    assert (page.body, page.etag, page.last_modified) == (b"Pakt", '"1"', "gestern")


def test_the_host_is_told_its_own_name_and_ours(site) -> None:
    site.page("/", "da")
    follow(site.url("/", "zeitung.example"), rules_for(site))
    assert site.headers[0]["host"] == f"zeitung.example:{site.port}"
    assert site.headers[0]["user-agent"] == "coopwatch (+test)"


def test_five_redirects_are_followed_and_six_are_not(site) -> None:
    for number in range(6):
        site.routes[f"/{number}"] = redirect(f"/{number + 1}")
    site.page("/6", "da")
    assert follow(site.url("/1"), rules_for(site)).body == b"da"
    with pytest.raises(Refused, match="mehr als 5-mal"):
        follow(site.url("/0"), rules_for(site))


def test_a_circle_of_redirects_ends(site) -> None:
    site.routes["/"] = redirect("/")
    with pytest.raises(Refused):
        follow(site.url("/"), rules_for(site))
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "lasting"), [(404, True), (410, True), (403, True), (429, False), (500, False), (503, False)]
)
def test_an_answer_says_whether_another_try_makes_sense(site, status: int, lasting: bool) -> None:
    site.routes["/"] = answer(status)
    with pytest.raises(FetchError, match=str(status)) as caught:
        follow(site.url("/"), rules_for(site))
    assert caught.value.lasting is lasting


def test_a_host_that_asks_for_a_pause_gets_it(site) -> None:
    site.routes["/"] = answer(429, headers={"Retry-After": "90"})
    with pytest.raises(Unreachable) as caught:
        follow(site.url("/"), rules_for(site))
    assert caught.value.wait == 90


def test_nobody_at_the_port_is_said_in_a_sentence(site) -> None:
    rules = rules_for(site, allowed=frozenset({"127.0.0.1:9"}))
    with pytest.raises(Unreachable, match="keine brauchbare Antwort"):
        follow("http://127.0.0.1:9/", rules)


def deflated_raw(data: bytes) -> bytes:
    """Raw deflate, as some servers send it under the name deflate."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "deflate": deflated_raw,
    "br": brotli.compress,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
}


@pytest.mark.parametrize("coding", PACKERS)
def test_a_packed_page_is_unpacked(site, coding: str) -> None:
    url = site.page("/", PACKERS[coding](b"Pakt" * 1000), Content_Encoding=coding)
    assert follow(url, rules_for(site)).body == b"Pakt" * 1000


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_left_at_the_limit(site, coding: str) -> None:
    bomb = PACKERS[coding](bytes(50 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    url = site.page("/", bomb, Content_Encoding=coding)
    with pytest.raises(TooMuch, match="größer als 5 MB"):
        follow(url, rules_for(site, limits=Limits(seconds=20)))


def test_an_announced_size_beyond_the_limit_is_not_read(site) -> None:
    url = site.page("/", bytes(5 * MEGABYTE + 1))
    with pytest.raises(TooMuch):
        follow(url, rules_for(site))


def test_five_megabytes_pass(site) -> None:
    url = site.page("/", bytes(5 * MEGABYTE))
    assert len(follow(url, rules_for(site)).body) == 5 * MEGABYTE


def test_an_endless_body_without_a_length_ends_at_the_limit(site) -> None:
    def endless(request) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in itertools.count():
            request.wfile.write(bytes(MEGABYTE))

    site.routes["/"] = endless
    with pytest.raises(TooMuch):
        follow(site.url("/"), rules_for(site))


def drip(pieces: list[bytes]):
    """A handler that sends the pieces and then one byte every twentieth of a second, for ever."""

    def handle(request) -> None:
        for piece in [*pieces, *itertools.repeat(b"a", 400)]:
            request.wfile.write(piece)
            request.wfile.flush()
            time.sleep(0.05)

    return handle


@pytest.mark.parametrize(
    "begin",
    [
        [],
        [b"HTTP/1.1 200 OK\r\nX-Long: "],
        [b"HTTP/1.1 200 OK\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"fff\r\n"],
    ],
    ids=["status line", "header", "body", "body with a length", "chunk"],
)
def test_a_drip_ends_with_the_time(site, begin: list[bytes]) -> None:
    site.routes["/"] = drip(begin)
    with pytest.raises(Unreachable, match="nicht in der erlaubten Zeit"):
        follow(site.url("/"), rules_for(site, limits=Limits(seconds=0.4)))


def test_the_time_of_all_redirects_counts_together(site) -> None:
    def slow(request) -> None:
        time.sleep(0.15)
        redirect("/")(request)

    site.routes["/"] = slow
    with pytest.raises(Unreachable, match="nicht in der erlaubten Zeit"):
        follow(site.url("/"), rules_for(site, limits=Limits(seconds=0.4)))


def test_a_resolver_that_does_not_answer_ends_with_the_time(site) -> None:
    rules = rules_for(site, limits=Limits(seconds=0.2), resolver=lambda host, port: time.sleep(1) or [])
    with pytest.raises(Unreachable, match="auflösen"):
        follow("http://zeitung.example/", rules)


@pytest.mark.parametrize(
    "garbage", [b"\x00\x01\x02", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"]
)
def test_garbage_is_no_answer(site, garbage: bytes) -> None:
    site.routes["/"] = lambda request: request.wfile.write(garbage)
    with pytest.raises(FetchError):
        follow(site.url("/"), rules_for(site))


def test_a_broken_gzip_is_no_answer(site) -> None:
    url = site.page("/", b"kein gzip", Content_Encoding="gzip")
    with pytest.raises(Unreachable, match="keine brauchbare Antwort"):
        follow(url, rules_for(site))
