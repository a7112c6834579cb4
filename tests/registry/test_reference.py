"""Loading reference data: complete, idempotent, and gentle with what persons edited."""

import pytest
from django.core.management import call_command

from coopwatch.registry.models import Kommune, Land, Organisation, Source
from coopwatch.registry.reference import load_all, load_organisations

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


def test_no_feed_is_watched_until_an_operator_says_so(db, gazetteer):
    load_all(gazetteer)
    assert Source.objects.count() > 40
    assert not Source.objects.filter(enabled=True).exists()


def test_the_command_says_what_it_did(db, gazetteer, capsys):
    call_command("load_reference", kommunen=gazetteer)
    assert "Kommunen: 2 neu oder geändert" in capsys.readouterr().out
