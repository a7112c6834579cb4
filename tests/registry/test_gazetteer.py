"""A place is certain only where one fits."""

import pytest

from coopwatch.registry.gazetteer import Gazetteer
from tests.registry.cast import PLACES

GAZETTEER = Gazetteer(PLACES)


@pytest.mark.parametrize(
    ("name", "kind", "laender"),
    [
        ("Kelheim", None, ["DE-HE"]),
        ("Pul", None, ["DE-BY"]),
        ("Pullach", "Landkreis", ["DE-BY"]),
        ("Main", None, []),
        ("Atlantis", None, []),
    ],
)
def test_near_misses_find_nothing(name, kind, laender):
    answer = GAZETTEER.find(name, kind, laender)
    assert answer.candidates == ()
    assert "kein Ort" in answer.reason


@pytest.mark.parametrize(
    ("name", "kind", "laender", "ags"),
    [
        ("Kelheim", "Landkreis", ["DE-BY"], "09273"),
        ("Landkreis Kelheim", None, [], "09273"),
        ("Kelheim", None, [], "09273137"),
        ("Pullach", "Gemeinde", ["DE-BY"], "09184139"),
        ("Pullach im Isartal", None, [], "09184139"),
        ("Mühldorf am Inn", "Stadt", ["DE-BY"], "09183128"),
        ("Hattersheim", "Stadt", ["DE-HE"], "06436005"),
        ("Wetteraukreis", None, [], "06440"),
        ("Halle", None, ["DE-ST"], "15002000"),
        ("Markt Meitingen", None, [], "09772178"),
    ],
)
def test_names_as_they_are_said(name, kind, laender, ags):
    assert GAZETTEER.find(name, kind, laender).ags == ags


def test_a_town_is_found_although_its_kind_has_changed():
    assert GAZETTEER.find("Aachen", "kreisfreie Stadt", ["DE-NW"]).ags == "05334002"


def test_several_places_stay_open_and_are_named():
    answer = GAZETTEER.find("Halle", None, ["DE-NI"])
    assert answer.ags is None
    assert answer.candidates == ("03255016", "03456008")
    assert "DE-NI" in answer.reason
