"""The lexicon's files are complete and consistent, and a mistake in one is told with file and line."""

import dataclasses

import pytest

from coopwatch.extraction import lexicon_files
from coopwatch.extraction.lexicon import LexiconError, load_lexicon
from coopwatch.extraction.lexicon_bodies import associations
from coopwatch.extraction.lexicon_lands import land_spellings
from coopwatch.extraction.lexicon_places import spellings_of
from coopwatch.extraction.mentions import find_mentions
from coopwatch.extraction.spellings import expand, genitive


def test_knows_sixteen_laender_with_their_seats():
    laender = load_lexicon().laender
    assert len(laender) == 16
    assert laender["DE-NI"].capital == "Hannover"
    assert laender["DE-HB"].capital == ""


def test_every_land_has_an_adjective_of_its_own():
    adjectives = {entry.values[0] for _, entry in land_spellings() if entry.form == "adjective"}
    assert len(adjectives) == 16


def test_cannot_be_changed():
    lexicon = load_lexicon()
    with pytest.raises(dataclasses.FrozenInstanceError):
        lexicon.size = 1
    with pytest.raises(TypeError):
        lexicon.laender["DE-XX"] = None


def test_every_flaechenland_has_associations_of_towns_and_of_kreise():
    known = associations()
    for code in load_lexicon().laender:
        if code not in ("DE-BE", "DE-HB", "DE-HH"):
            assert (code, "Landkreistag") in known, code
            assert any(land == code and kind != "Landkreistag" for land, kind in known), code


def test_names_enough_portals():
    assert sum(1 for _ in lexicon_files.rows("portals.csv", ("name", "kind", "land", "spellings"))) >= 120


def test_spelling_notation():
    assert "Bayerischen Landkreistages" in set(expand("Bayerisch* Landkreistag+"))
    assert set(expand("BSI")) == {"BSI"}
    assert genitive("Bayern") == "Bayerns"
    assert genitive("Mainz") == "Mainz’"


def test_spelling_with_too_many_forms_is_refused():
    with pytest.raises(ValueError, match="weniger"):
        list(expand("a* b* c* d* e*"))


def test_place_spellings():
    forms = {spelling: form for form, spelling in spellings_of("Pullach i. Isartal")}
    assert forms["Pullach im Isartal"] == "full"
    assert forms["Pullach"] == "bare"
    assert "Neustadt a.d.Waldnaab" in {spelling for _, spelling in spellings_of("Neustadt a.d. Waldnaab")}
    assert "Oberbergischen Kreis" in {spelling for _, spelling in spellings_of("Oberbergischer Kreis")}


def test_editors_spellings_are_read():
    lexicon = load_lexicon(
        {"portal": [("Serviceportal Muster", "MusterPortal")], "land": [("Weißwurstland", "DE-BY")]}
    )
    found = find_mentions("Weißwurstland startet das Serviceportal Muster.", lexicon)
    assert [(m.kind, m.values) for m in found] == [("land", ("DE-BY",)), ("portal", ("MusterPortal",))]


@pytest.mark.parametrize(
    "extra", [{"planet": [("Mars", "Mars")]}, {"portal": [(" ", "X")]}, {"portal": [("X", "")]}]
)
def test_useless_editors_spellings_are_refused(extra):
    with pytest.raises(LexiconError):
        load_lexicon(extra)


def test_a_row_with_too_many_fields_names_file_and_line(tmp_path):
    (tmp_path / "x.csv").write_text("# Kopf\na;b\n1;2\n1;2;3\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"x\.csv:4"):
        list(lexicon_files.rows("x.csv", ("a", "b"), tmp_path))


def test_a_wrong_heading_names_what_is_expected(tmp_path):
    (tmp_path / "x.csv").write_text("a;c\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="a;b"):
        list(lexicon_files.rows("x.csv", ("a", "b"), tmp_path))


def test_broken_toml_and_missing_files_are_told(tmp_path):
    (tmp_path / "x.toml").write_text("a = [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"x\.toml"):
        lexicon_files.table("x.toml", tmp_path)
    with pytest.raises(LexiconError, match="nicht lesbar"):
        lexicon_files.table("y.toml", tmp_path)


def test_without_a_gazetteer_there_are_no_kommunen(tmp_path):
    assert list(lexicon_files.gazetteer(tmp_path / "none.csv")) == []
