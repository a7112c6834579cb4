"""Editors' spellings: used from the next article on, without a restart, and harmless where they are wrong."""

import pytest

from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.records import ArticleText
from coopwatch.intake.lexicon import current_lexicon, gone_forms, new_forms
from coopwatch.registry.body_names import names_stamp
from coopwatch.registry.models import Organisation, Portal

TEXT = "Bayern und Hessen haben am 5. September 2016 vereinbart, das Portal Bürgerfenster Süd gemeinsam zu betreiben."


def portals_read(text: str = TEXT) -> tuple[str, ...]:
    reading = extract(ArticleText(id="a", text=text), current_lexicon())
    return tuple(portal for agreement in reading.agreements for portal in agreement.portals)


@pytest.fixture
def portal(db) -> Portal:
    return Portal.objects.create(slug="bayernportal", name="BayernPortal")


def test_without_further_names_the_data_files_are_the_lexicon(portal: Portal):
    assert current_lexicon() is load_lexicon()


def test_a_spelling_that_an_editor_adds_is_read_in_the_next_article(portal: Portal):
    assert portals_read() == ()
    portal.spellings = ["Bürgerfenster Süd"]
    portal.save()
    assert portals_read() == ("BayernPortal",)
    portal.spellings = []
    portal.save()
    assert portals_read() == ()


def test_a_new_portal_is_read_by_its_name(db):
    Portal.objects.create(slug="fenster", name="Bürgerfenster Süd")
    assert portals_read() == ("Bürgerfenster Süd",)


def test_what_the_machine_made_itself_is_no_name_to_look_for(db):
    Portal.objects.create(slug="fenster", name="Bürgerfenster Süd", check_state="automatic")
    assert portals_read() == ()


def test_every_change_changes_the_stamp(portal: Portal):
    stamps = [names_stamp()]
    Organisation.objects.create(slug="x", name="Zweckverband X")
    stamps.append(names_stamp())
    Portal.objects.update(spellings=["A", "B"])
    stamps.append(names_stamp())
    assert len(set(stamps)) == 3


def test_spellings_that_cannot_be_used_are_left_out_and_named(caplog):
    pairs = [("?Amt", "Amt24"), ("IT", "X"), (" ".join(["a*"] * 9), "Zu viel"), ("Neues* Amt", "X")]
    forms = list(new_forms(pairs, load_lexicon()))
    assert {name for _, name in forms} == {"X"} and ("Neuess Amt", "X") not in forms and forms
    assert "Zu viel" in caplog.text


def test_reading_asks_two_queries_for_the_lexicon(portal: Portal, django_assert_num_queries):
    current_lexicon()
    with django_assert_num_queries(2):
        current_lexicon()


def test_a_spelling_of_the_files_that_an_editor_takes_away_is_not_read_any_more(portal: Portal):
    text = TEXT.replace("Portal Bürgerfenster Süd", "Bayern-Portal")
    portal.spellings = portal.file_spellings = ["Bayern-Portal", "Bayernportal"]
    portal.save()
    assert portals_read(text) == ("BayernPortal",)
    portal.spellings = ["Bayernportal"]
    portal.save()
    assert portals_read(text) == ()


def test_only_forms_that_no_other_spelling_has_are_taken_away():
    taken, kept = (
        [("Muster* Amt", "X"), ("?Halle", "Y"), (" ".join(["a*"] * 9), "Zu viel")],
        [("Mustere Amt", "X")],
    )
    forms = gone_forms(taken, kept)
    assert ("Musterer Amt", "X") in forms and ("Mustere Amt", "X") not in forms
    assert ("Halles", "Y") in forms
    assert not [name for _, name in forms if name == "Zu viel"]
