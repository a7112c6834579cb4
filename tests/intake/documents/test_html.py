"""Pages become articles: text, title, the declared day, the publisher."""

import pytest

from coopwatch.intake.documents.html import read_html
from coopwatch.intake.documents.records import Unreadable

BODY = (
    "Das Land Hessen und der Freistaat Thüringen haben am 12. März 2004 eine Vereinbarung unterzeichnet. "
    "Beide Länder wollen ihre Rechenzentren gemeinsam betreiben und Fachverfahren austauschen."
)


def page(head: str = "", body: str = f"<p>{BODY}</p>", tail: str = "") -> str:
    """A page with navigation and the given parts."""
    return (
        f'<html lang="de-DE"><head><title>Rechenzentren: Hessen und Thüringen</title>{head}</head><body>'
        f"<nav><a href=/>Start</a><a href=/abo>Abo</a></nav><article><h1>Hessen und Thüringen</h1>{body}"
        f"</article>{tail}<footer>Impressum</footer></body></html>"
    )


def test_the_text_comes_without_navigation() -> None:
    document = read_html(page())
    assert BODY in document.text
    assert "Abo" not in document.text
    assert document.title in {"Hessen und Thüringen", "Rechenzentren: Hessen und Thüringen"}
    assert document.language == "de"


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="canonical" href="https://zeitung.example/2019/05/04/pakt">',
        '<meta property="article:modified_time" content="2024-02-03">',
        '<meta name="date" content="demnächst">',
        '<meta name="date" content="2024-13-45">',
        '<meta name="date" content="0001-01-01">',
        '<script type="application/ld+json">{"datePublished": </script>',
        '<script type="application/ld+json">{"dateModified": "2024-02-03"}</script>',
    ],
)
def test_a_day_that_is_not_declared_is_not_guessed(head: str) -> None:
    assert read_html(page(head)).published_on == ""


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-06-07T08:00:00+02:00">',
        '<meta name="DC.date" content="2021-06-07">',
        '<meta name="date" content="07.06.2021">',
        '<script type="application/ld+json">{"datePublished": "2021-06-07T23:30:00Z"}</script>',
        '<script type="application/ld+json">[{"@graph": [{"datePublished": "2021-06-07"}]}]</script>',
    ],
)
def test_the_declared_day_is_read(head: str) -> None:
    assert read_html(page(head)).published_on == "2021-06-07"


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ('<time datetime="2021-06-07">7. Juni</time>', "2021-06-07"),
        ("<time>07.06.2021</time>", "2021-06-07"),
        ('<time datetime="2021-06-07">a</time><time datetime="2020-01-01">b</time>', ""),
        ('<time datetime="2020-01-01">b</time><time pubdate datetime="2021-06-07">a</time>', "2021-06-07"),
    ],
)
def test_one_time_is_the_day_and_several_are_none(times: str, day: str) -> None:
    assert read_html(page(body=f"{times}<p>{BODY}</p>")).published_on == day


def test_the_publisher_is_the_name_of_the_site() -> None:
    head = '<meta property="og:site_name" content="Amtsblatt &amp; mehr">'
    assert read_html(page(head)).publisher == "Amtsblatt & mehr"


@pytest.mark.parametrize("text", ["", "  \n", "<html></html>", page(body="<p>Kurz.</p>"), "\x00\x01"])
def test_a_page_without_an_article_says_so(text: str) -> None:
    with pytest.raises(Unreadable):
        read_html(text)
