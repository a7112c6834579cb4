"""Loading reference data: complete, idempotent, and gentle with what persons edited."""

import pytest
from django.core.management import call_command

from coopwatch.registry.body_names import body_names
from coopwatch.registry.models import Kommune, Land, Organisation, Portal, Source
from coopwatch.registry.reference import load_all, load_laender, load_organisations, load_portals

HEADER = "ags,name,kind,land,kreis_ags,lat,lon,population\n"
ROWS = "09273,Kelheim,Landkreis,DE-BY,,48.9,11.9,\n09273137,Kelheim,Stadt,DE-BY,09273,48.9,11.9,16000\n"


@pytest.fixture
def gazetteer(tmp_path):
    file = tmp_path / "kommunen.csv"
    file.write_text(HEADER + ROWS, "utf-8")
    return file


def test_everything_is_loaded_and_a_second_run_writes_nothing(db, gazetteer):
    first = load_all(gazetteer)
    assert (first["Länder"], first["Kommunen"]) == (16, 2)
    assert set(load_all(gazetteer).values()) == {0}


def test_a_changed_row_is_updated(db, gazetteer):
    load_all(gazetteer)
    gazetteer.write_text(HEADER + ROWS.replace("16000", "17000"), "utf-8")
    assert load_all(gazetteer)["Kommunen"] == 1
    assert Kommune.objects.get(pk="09273137").population == 17000


def test_a_kommune_knows_its_kreis_and_its_land(db, gazetteer):
    load_all(gazetteer)
    town = Kommune.objects.get(pk="09273137")
    assert town.kreis.full_name == "Landkreis Kelheim"
    assert town.land == Land.objects.get(name="Bayern")


def test_an_organisation_that_a_person_edited_is_left_alone(db, gazetteer):
    load_all(gazetteer)
    organisation = Organisation.objects.first()
    organisation.spellings = ["von Hand"]
    organisation.save()
    assert load_organisations() == 0
    organisation.refresh_from_db()
    assert organisation.spellings == ["von Hand"]


@pytest.fixture
def files(db, tmp_path, monkeypatch):
    """A lexicon of one file of portals; the call writes it and loads it."""
    monkeypatch.setattr("coopwatch.registry.reference.LEXICON", tmp_path)
    load_laender()

    def write(*rows: str) -> int:
        (tmp_path / "portals.csv").write_text("\n".join(["name;kind;land;spellings", *rows]), "utf-8")
        return load_portals()

    return write


def test_a_spelling_that_went_from_the_file_is_gone(files):
    files("Amt24;portal;DE-SN;Amt 24|Amt-24")
    assert files("Amt24;portal;DE-SN;Amt-24") == 1
    assert Portal.objects.get().spellings == ["Amt-24"]
    assert files("Amt24;portal;DE-SN;Amt-24") == 0


def test_an_edited_body_follows_the_file_in_what_its_editor_left_alone(files):
    files("Amt24;portal;DE-SN;Amt 24|Amt-24|Servicestelle")
    portal = Portal.objects.get()
    portal.spellings = ["Amt 24", "Amt-24", "Amt vierundzwanzig"]
    portal.save()
    assert files("Amt24;portal;DE-SN;Amt-24|Servicestelle|AMT24") == 1
    portal.refresh_from_db()
    assert portal.spellings == ["Amt-24", "Amt vierundzwanzig", "AMT24"]
    assert portal.history.count() == 1


def test_a_body_that_went_from_the_file_is_not_looked_for_any_more(files):
    files("Amt24;portal;DE-SN;Amt 24", "Fenster;portal;;Fensterchen")
    Portal.objects.create(slug="eigen", name="Eigenes", spellings=["Eigen"])
    assert files("Fenster;portal;;Fensterchen") == 1
    spelled = {name for pairs in body_names().values() for _, name in pairs}
    assert spelled == {"Fenster", "Eigenes"}
    assert Portal.objects.get(name="Amt24").spellings == []
    assert files("Fenster;portal;;Fensterchen", "Amt24;portal;DE-SN;Amt 24") == 1
    assert Portal.objects.get(name="Amt24").check_state == "checked"


def test_what_was_loaded_by_an_earlier_version_keeps_its_spellings_once(files):
    files("Amt24;portal;DE-SN;Amt 24")
    portal = Portal.objects.get()
    portal.spellings, portal.file_spellings = ["Amt 24", "von Hand"], None
    portal.save()
    files("Amt24;portal;DE-SN;Amt-24")
    portal.refresh_from_db()
    assert (portal.spellings, portal.file_spellings) == (["Amt 24", "von Hand"], ["Amt-24"])


def test_no_feed_is_watched_until_an_operator_says_so(db, gazetteer):
    load_all(gazetteer)
    assert Source.objects.count() > 40
    assert not Source.objects.filter(enabled=True).exists()


def test_the_command_says_what_it_did(db, gazetteer, capsys):
    call_command("load_reference", kommunen=gazetteer)
    assert "Kommunen: 2 neu oder geändert" in capsys.readouterr().out
