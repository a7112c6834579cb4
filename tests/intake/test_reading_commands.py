"""The commands extract, evaluate and explain: bad input first, no database at all."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from coopwatch.extraction.article_files import MAX_CHARS

TEXT = (
    "Bayern und Hessen kooperieren\n\nBayern und Hessen haben heute eine "
    "Kooperationsvereinbarung zur Digitalisierung der Verwaltung unterzeichnet.\n"
)
GOLD = {
    "name": None, "kind": "kooperationsvereinbarung", "status": "geschlossen", "date": None, "parties": ["DE-BY", "DE-HE"], "partners": [], "portals": [],
    "pilotkommunen": [], "topics": ["ozg"], "signatories": [], "earlier": [],
}  # fmt: skip
BAD = {
    "leer.txt": (b"", "leer"),
    "bericht.txt": (b"%PDF-1.7 \xe2\xe3", "PDF"),
    "kaputt.txt": (b"Bayern \xff\xfe Hessen", "UTF-8"),
    "lang.txt": (b"x" * (MAX_CHARS + 1), "zu lang"),
    "ohne.json": (b'{"id": "x", "title": "Titel"}', "text"),
    "kein.json": (b'{"id": ', "JSON"),
    "liste.json": (b'["a"]', "JSON-Objekt"),
    "datum.json": (b'{"text": "Bayern", "published_on": "gestern"}', "published_on"),
    "steuer.txt": (b"\x01\x02\x03" * 100, "Steuerzeichen"),
    "englisch.txt": (
        b"The state and the federal government have signed the agreement of the year and it is for all.",
        "nicht deutsch",
    ),
}


def run(command: str, *args: Any, **options: Any) -> tuple[str, str, str]:
    """Standard output, standard error, and the message of the failure ("" where there was none)."""
    out, err, failure = io.StringIO(), io.StringIO(), ""
    try:
        call_command(command, *map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_run_goes_on(name: str, tmp_path: Path) -> None:
    data, message = BAD[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "zz-gut.txt").write_text(TEXT, "utf-8")
    out, err, failure = run("extract", tmp_path)
    assert message in err
    assert "1 Eingabe" in failure
    assert json.loads(out.splitlines()[-1])["id"] == "zz-gut"


def test_a_missing_path_and_an_empty_folder_are_said(tmp_path: Path) -> None:
    _, err, failure = run("extract", tmp_path / "fehlt.txt", tmp_path)
    assert "gibt es nicht" in err
    assert "keine Datei" in err
    assert "2 Eingabe" in failure


def test_one_object_a_line_in_the_shape_of_the_guide(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out, err, failure = run("extract", tmp_path / "a.txt")
    record = json.loads(out)
    assert (err, failure) == ("", "")
    assert record["id"] == "a"
    agreement = record["agreements"][0]
    assert agreement["parties"] == ["DE-BY", "DE-HE"]
    assert set(GOLD) | {"date_basis", "evidence", "confidence"} <= set(agreement)
    assert all(TEXT[e["start"] : e["end"]] == e["quote"] for e in agreement["evidence"])


def test_json_lines_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        json.dumps({"id": "eins", "text": TEXT, "published_on": "2020-11-05"})
        + "\n\n"
        + json.dumps({"text": TEXT})
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    out, _, failure = run("extract", "-", format="json")
    assert failure == ""
    assert [record["id"] for record in json.loads(out)] == ["eins", "--3"]


def annotated(folder: Path, *agreements: dict[str, Any]) -> Path:
    article = {
        "id": "eins",
        "title": "",
        "published_on": None,
        "text": TEXT,
        "relevant": bool(agreements),
        "agreements": list(agreements),
    }
    (folder / "eins.json").write_text(json.dumps(article), "utf-8")
    return folder


def test_evaluate_shows_measures_errors_and_calibration(tmp_path: Path) -> None:
    out, _, failure = run(
        "evaluate", annotated(tmp_path, GOLD | {"kind": "pakt"}), "--errors", "--calibration"
    )
    assert failure == ""
    assert "1 Artikel, 1 einschlägig" in out
    assert '- eins kind: Soll "pakt" | Ist "kooperationsvereinbarung"' in out
    assert "Zuversicht" in out


def test_evaluate_fails_where_a_headline_measure_fell(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    baseline = tmp_path / "baseline.json"
    run("evaluate", annotated(tmp_path / "corpus", GOLD), "--write-baseline", baseline)
    assert run("evaluate", tmp_path / "corpus", "--baseline", baseline)[2] == ""
    annotated(tmp_path / "corpus", GOLD | {"kind": "pakt"})
    out, _, failure = run("evaluate", tmp_path / "corpus", "--baseline", baseline)
    assert "kind" in failure
    assert "verloren: 1" in out


def test_evaluate_without_articles_or_with_a_broken_baseline_says_so(tmp_path: Path) -> None:
    assert "kein annotierter Artikel" in run("evaluate", tmp_path)[2]
    (tmp_path / "corpus").mkdir()
    (tmp_path / "kaputt.json").write_text("{}", "utf-8")
    assert (
        "Vergleichsstand"
        in run("evaluate", annotated(tmp_path / "corpus", GOLD), "--baseline", tmp_path / "kaputt.json")[2]
    )


def test_explain_tells_sentences_roles_and_the_decision(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    out, _, _ = run("explain", tmp_path / "a.txt", no_color=True)
    assert "Handlung sign" in out
    assert "Bayern = DE-BY" in out
    assert "Vereinbarung 1" in out


def test_explain_tells_why_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Der Zoo von Hamburg hat einen neuen Elefanten, und alle Kinder freuen sich sehr.", "utf-8"
    )
    assert "Keine Vereinbarung:" in run("explain", tmp_path / "a.txt", no_color=True)[0]
