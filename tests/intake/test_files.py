"""Every bad file gets its message, and the good ones come in all the same."""

import json

import pytest

from coopwatch.extraction.article_files import Problem
from coopwatch.intake.files import Input, read_inputs, read_upload, safe_stem

TEXT = "Bayern und Hessen schließen einen Pakt."
PAGE = (
    f"<html><head><title>Pakt</title></head><body><article><h1>Pakt</h1><p>{TEXT} Beide Länder arbeiten "
    "bei der Digitalisierung ihrer Verwaltungen eng zusammen und teilen sich die Entwicklung der Dienste."
    "</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("leer.txt", b"", "leer"),
        ("pdf.txt", b"%PDF-1.7 ...", "PDF"),
        ("kaputt.txt", b"M\xfcnchen und \xff\xfe", "UTF-8"),
        ("gross.txt", b"a" * 5_000_001, "zu lang|größer"),
        ("ohne.json", b'{"id": "x", "title": "y"}', "text"),
        ("kein.json", b"{", "JSON"),
        ("bild.png", b"\x89PNG", "Art von Datei"),
        ("kaputt.pdf", b"%PDF-1.7 kaputt", "PDF"),
    ],
)
def test_bad_uploads_get_a_message(name, data, message):
    found = read_upload(name, data)
    assert [type(entry) for entry in found] == [Problem]
    assert found[0].source.startswith(name)
    assert any(part in found[0].message for part in message.split("|"))


def test_a_text_a_page_and_lines_of_json_come_in(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.html").write_text(PAGE, "utf-8")
    (tmp_path / "c.jsonl").write_text("\n".join(json.dumps({"text": f"{TEXT} {n}"}) for n in "12"), "utf-8")
    found = list(read_inputs([str(tmp_path)]))
    assert [type(entry) for entry in found] == [Input] * 4
    assert TEXT in found[1].article.text
    assert found[1].original.name == "b.html"


def test_a_bad_file_in_a_folder_stops_no_other(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    assert [type(entry) for entry in read_inputs([str(tmp_path)])] == [Problem, Input]


def test_an_empty_folder_and_a_missing_file_say_so(tmp_path):
    found = list(read_inputs([str(tmp_path), str(tmp_path / "fehlt.txt")]))
    assert "keine Datei" in found[0].message
    assert "gibt es nicht" in found[1].message


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a/b.txt", "\x00.txt", ".txt", "ä ö.txt"])
def test_names_of_uploads_lead_nowhere(name):
    stem = safe_stem(name)
    assert stem and not set(stem) & set("/\\\x00 ")
    assert ".." not in stem
