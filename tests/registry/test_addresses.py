"""One address for one page."""

import pytest

from coopwatch.registry.addresses import canonical_url


@pytest.mark.parametrize(
    "url",
    [
        "http://www.kommune21.de/meldung_1/",
        "https://m.kommune21.de/meldung_1?utm_source=rss&utm_medium=feed",
        "https://KOMMUNE21.de:443/meldung_1#oben",
        "https://kommune21.de/meldung_1?fbclid=abc",
    ],
)
def test_variants_of_one_page_are_one(url):
    assert canonical_url(url) == "kommune21.de/meldung_1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://amp.a.de/x/amp/", "https://a.de/x"),
        ("https://a.de/x.amp.html", "https://a.de/x.html"),
        ("https://a.de/x?amp=1", "https://a.de/x"),
        ("https://a.de/x?outputType=amp", "https://a.de/x"),
        ("https://a.de/%c3%bcber", "https://a.de/über"),
        ("https://müller.de/x", "https://xn--mller-kva.de/x"),
    ],
)
def test_mobile_forms_and_umlauts_are_one(one, other):
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.de/lamp", "https://a.de/l"),
        ("https://a.de/a%2Fb", "https://a.de/a/b"),
        ("https://a.de/?p=1", "https://a.de/?p=2"),
        ("https://a.de/Meldung", "https://a.de/meldung"),
        ("https://a.de:8080/x", "https://a.de/x"),
        ("https://presse.a.de/x", "https://a.de/x"),
        ("https://m.de/x", "https://x.de/x"),
    ],
)
def test_different_pages_stay_different(one, other):
    assert canonical_url(one) != canonical_url(other)


def test_the_order_of_parameters_does_not_matter():
    assert canonical_url("https://a.de/?b=2&a=1") == canonical_url("https://a.de/?a=1&b=2")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "javascript:alert(1)", "kommune21.de", "http://", ""])
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(ValueError, match="keine Web-Adresse"):
        canonical_url(url)
