"""Addresses that lead where nobody outside may look: each is refused, and nothing is asked."""

import pytest

from coopwatch.intake.fetching.client import follow
from coopwatch.intake.fetching.errors import FetchError, Refused
from tests.intake.web import redirect, rules_for

# Refused for how they are written.
MISWRITTEN = [
    "file:///etc/passwd",
    "ftp://zeitung.example/a",
    "gopher://zeitung.example:70/_x",
    "dict://127.0.0.1:11211/stats",
    "javascript:alert(1)",
    "data:text/html,<p>x",
    "jar:http://zeitung.example/a!/b",
    "//zeitung.example/a",
    "zeitung.example/a",
    "",
    "http://",
    "http:///pfad",
    "http://redaktion@zeitung.example/",
    "http://redaktion:geheim@zeitung.example/",
    "http://zeitung.example@127.0.0.1/",
    "http://zeitung.example:22/",
    "http://zeitung.example:6379/",
    "http://zeitung.example:99999/",
    "http://zeitung.example:x/",
    "http://zeitung.example\\@127.0.0.1/",
    "http://127.0.0.1\t/",
    "http://zeitung.example/a\r\nX-Injected: 1",
    "http://zeitung.example/a b",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://web.localhost/",
    "http://ⓛocalhost/",
    "http://intranet/",
    "http://drucker.local/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://[::1%25lo]/",
    "http://[::1/",
    "http://a_b.example/",
    "http://" + "a" * 64 + ".example/",
    "http://zeitung.example/" + "a" * 2001,
]
# IP addresses in disguise: decimal, octal, hexadecimal, short and mixed forms, other digits.
DISGUISED = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://017700000001/",
    "http://127.0.0.0x1/",
    "http://127。0。0。1/",
    "http://１２７.0.0.1/",
    "http://169.254.0xa9fe/",
    "http://256.256.256.256/",
]
# Addresses that are not a public server's.
PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.5",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "::ffff:0:169.254.169.254",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2a00:1450:4001:80b::5efe:a00:1",
    "100::1",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]


def test_there_are_at_least_forty_of_them() -> None:
    assert len({*MISWRITTEN, *DISGUISED, *PRIVATE}) == 83


@pytest.mark.parametrize("url", [*MISWRITTEN, *DISGUISED])
def test_is_refused_as_it_is_written(site, url: str) -> None:
    asked = []
    rules = rules_for(site, resolver=lambda host, port: asked.append(host) or ["127.0.0.1"])
    with pytest.raises(Refused):
        follow(url, rules)
    assert asked == [] or set(asked) == {"127.0.0.1"}


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_refused(site, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Refused):
        follow(f"http://{host}/", rules_for(site))


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(site, address: str) -> None:
    rules = rules_for(site, resolver=lambda host, port: ["93.184.215.14", address])
    with pytest.raises(Refused, match=r"zeitung\.example"):
        follow("http://zeitung.example/", rules)


@pytest.mark.parametrize("address", ["169.254.169.254", "[::ffff:169.254.169.254]", "127.0.0.1", "[::1]"])
def test_a_redirect_to_a_private_address_is_refused(site, address: str) -> None:
    site.routes["/weiter"] = redirect(f"http://{address}/latest/meta-data/")
    with pytest.raises(Refused):
        follow(site.url("/weiter"), rules_for(site))
    assert site.asked == ["/weiter"]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "//a@127.0.0.1/", "http://[::1/", "http://2130706433/"]
)
def test_a_redirect_to_a_miswritten_address_is_refused(site, location: str) -> None:
    site.routes["/weiter"] = redirect(location)
    with pytest.raises(Refused):
        follow(site.url("/weiter"), rules_for(site))


def test_another_port_of_the_permitted_loopback_address_is_refused(site) -> None:
    site.routes["/weiter"] = redirect(f"http://127.0.0.1:{site.port + 1}/")
    with pytest.raises(Refused):
        follow(site.url("/weiter"), rules_for(site))


def test_a_name_that_changes_after_the_check_changes_nothing(site) -> None:
    """Rebinding: the second answer of the resolver is never used, as nobody asks a second time."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    site.page("/", "da")
    page = follow(site.url("/", "umzug.example"), rules_for(site, resolver=lambda host, port: next(answers)))
    assert page.body == b"da"
    assert next(answers) == ["169.254.169.254"]


def test_a_name_that_turns_private_between_redirects_is_refused(site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    site.routes["/"] = redirect("/zwei")
    with pytest.raises(Refused):
        follow(site.url("/", "umzug.example"), rules_for(site, resolver=lambda host, port: next(answers)))
    assert site.asked == ["/"]


def test_an_unknown_name_may_be_tried_again(site) -> None:
    with pytest.raises(FetchError, match="nicht bekannt") as caught:
        follow("http://gibt-es-nicht.de/", rules_for(site))
    assert not caught.value.lasting
