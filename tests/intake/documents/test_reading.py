"""Documents of all kinds through the reading process: charsets, PDFs, hostile ones."""

import pytest

from coopwatch.intake.documents import reading
from coopwatch.intake.documents.charsets import decode
from coopwatch.intake.documents.child import storable
from coopwatch.intake.documents.pdf import flow
from coopwatch.intake.documents.reading import kind_of, read_document
from coopwatch.intake.documents.records import Unreadable
from tests.intake.documents.pdfs import pdf_of
from tests.intake.documents.test_html import BODY, page

LINES = [
    "Vereinbarung \xfcber Rechenzentren",
    "Das Land Hessen und der Freistaat Th\xfcringen unterzeichnen eine Verwaltungs-",
    "vereinbarung und wollen ihre Fachverfahren in den kommenden Jahren",
    "gemeinsam betreiben.",
]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Käthe".encode(), ""),
        ("Käthe".encode("cp1252"), ""),
        ("Käthe".encode("cp1252"), "ISO-8859-1"),
        ("Käthe".encode("utf-16"), ""),
        ("\ufeffKäthe".encode(), "iso-8859-1"),
        ("Käthe".encode(), "gibt-es-nicht"),
        ("Käthe".encode(), "base64"),
    ],
)
def test_umlauts_survive(data: bytes, charset: str) -> None:
    assert decode(data, charset) == "Käthe"


def test_the_charset_of_a_page_is_believed() -> None:
    data = '<meta charset="windows-1252"><p>„Käthe“ €'.encode("cp1252")
    assert decode(data).endswith("„Käthe“ €")


def test_a_page_is_read_in_its_own_process() -> None:
    document = read_document(page().encode("cp1252"), "text/html", "iso-8859-1")
    assert BODY in document.text


def test_a_pdf_is_read_with_its_lines_joined() -> None:
    document = read_document(pdf_of(LINES), "application/octet-stream")
    assert "eine Verwaltungsvereinbarung und wollen" in document.text
    assert "Jahren gemeinsam betreiben." in document.text
    assert document.title == "Vereinbarung über Rechenzentren"
    assert document.published_on == ""


def test_the_title_of_a_pdf_is_not_a_file_name() -> None:
    assert read_document(pdf_of(LINES, title="Microsoft Word - pm12.doc")).title == LINES[0]
    assert read_document(pdf_of(LINES, title="Pakt 2021")).title == "Pakt 2021"


def test_layout_is_undone_but_paragraphs_stay() -> None:
    assert flow("E-Govern-\nment und Bund-\nLänder") == "E-Government und Bund-\nLänder"
    assert flow("Ende.\nneu\n\nÜberschrift\nText") == "Ende.\nneu\n\nÜberschrift\nText"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf_of(LINES, password="geheim"), "Passwort"),
        (pdf_of([]), "keinen Text"),
        (pdf_of(LINES, pages=201), "200 Seiten"),
        (pdf_of(LINES)[:400], "beschädigt"),
        (b"%PDF-1.7 und sonst nichts", "beschädigt"),
        (b"<rss version='2.0'></rss>", "Feed"),
        (b"<html></html>", "kein Artikeltext"),
        (b"", "leer"),
    ],
)
def test_a_document_without_an_article_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_document(data)


@pytest.mark.parametrize("media_type", ["image/png", "application/zip", "application/json", "video/mp4"])
def test_other_kinds_are_not_read(media_type: str) -> None:
    with pytest.raises(Unreadable, match=media_type):
        kind_of(b"\x89PNG", media_type)


def test_a_text_beyond_all_measure_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"1\.000\.000"):
        read_document(b"Wort " * 200_001, "text/plain")


def test_what_no_database_takes_is_left_out() -> None:
    assert storable({"items": ({"title": "a\x00b\ud800"},), "n": 1}) == {"items": [{"title": "ab?"}], "n": 1}


NESTED = {
    "nested": b"<div>" * 100_000,
    "nested after the text": page().encode().replace(b"</article>", b"<div>" * 100_000),
    "nested tables": b"<table><tr><td>x" * 30_000,
    "nested inline": b"<p>" + b"<b><i>" * 50_000 + b"Bayern",
    "open attributes": b"<a b='" * 100_000,
    "only signs": b"<" * 4_000_000,
    "json": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + page().encode(),
}


@pytest.mark.parametrize("name", NESTED)
def test_a_hostile_page_ends_as_an_article_or_as_a_sentence(name: str) -> None:
    try:
        assert read_document(NESTED[name], "text/html").text
    except Unreadable as error:
        assert str(error).endswith(".") or str(error).endswith("einfügen.")


@pytest.mark.parametrize("spell", ["while True: pass", "bytearray(4 * 1024**3)", "import os; os.abort()"])
def test_a_parser_that_loops_eats_or_crashes_harms_nobody(monkeypatch, tmp_path, spell: str) -> None:
    """The reading process runs into its limits; here the spell stands where a parser would go wrong."""
    sick = tmp_path / "sick.py"
    sick.write_text(
        "import coopwatch.intake.documents.child as child, sys\n"
        "child.CPU_SECONDS = 1\n"
        f"def read(*_):\n    {spell}\n"
        "child.read = read\nchild.main('html')\n"
    )
    monkeypatch.setattr(reading, "_COMMAND", [str(sick)])
    monkeypatch.setenv("PYTHONPATH", str(reading._ROOT))
    with pytest.raises(Unreadable, match="zu verschachtelt oder zu groß"):
        read_document(page().encode())
