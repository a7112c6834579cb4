"""Kommunen: what is none, which one is meant, and what stays open."""

import pytest

from coopwatch.extraction.lexicon import load_lexicon
from tests.extraction.mention_helpers import codes, of_kind

pytestmark = pytest.mark.skipif(not load_lexicon().kommunen, reason="das Verzeichnis der Kommunen fehlt")


def places(text: str) -> list[tuple[str | None, str | None]]:
    return [(m.attribute("name"), m.attribute("type")) for m in of_kind(text, "kommune")]


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen im Regen war gut.",
        "Halle 5 ist belegt, die Lage ernst.",
        "Peter Weimar und Frau Essen sprachen.",
        "Die Insel liegt in der Mitte, der Wald ist weit.",
        "Horst Seehofer und Klaus Neustadt",
        "auf der Seite www.kassel.de",
        "Ausgewählt wurde die Berliner Verwaltung.",
        "Hamburg und Bremen machen mit.",
    ],
)
def test_no_kommune(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Stadt Essen", [("Essen", "kreisfreie Stadt")]),
        ("der Landkreis Regen", [("Regen", "Landkreis")]),
        ("die Kreise Kelheim und Regensburg", [("Kelheim", "Landkreis"), ("Regensburg", "Landkreis")]),
        ("Kassel ist dabei.", [("Kassel", "kreisfreie Stadt")]),
        ("Stadt und Landkreis Kassel", [("Kassel", "kreisfreie Stadt"), ("Kassel", "Landkreis")]),
        (
            "die kreisfreien Städte Aschaffenburg und Augsburg sowie die Landkreise Kelheim und Regensburg",
            [
                ("Aschaffenburg", "kreisfreie Stadt"),
                ("Augsburg", "kreisfreie Stadt"),
                ("Kelheim", "Landkreis"),
                ("Regensburg", "Landkreis"),
            ],
        ),
        (
            "der Rheingau-Taunus- und der Wetteraukreis",
            [("Rheingau-Taunus-Kreis", "Landkreis"), ("Wetteraukreis", "Landkreis")],
        ),
        (
            "an den Landratsämtern Ebersberg, Hof und Neustadt a.d.Waldnaab",
            [("Ebersberg", "Landkreis"), ("Hof", "Landkreis"), ("Neustadt a.d. Waldnaab", "Landkreis")],
        ),
        (
            "Frankfurt (Oder) und Frankfurt am Main",
            [("Frankfurt (Oder)", "kreisfreie Stadt"), ("Frankfurt am Main", "kreisfreie Stadt")],
        ),
        ("die Gemeinde Pullach im Isartal", [("Pullach i. Isartal", "Gemeinde")]),
        ("Meitingen (Markt) in Bayern", [("Meitingen", "Markt")]),
        ("im Oberbergischen Kreis", [("Oberbergischer Kreis", "Landkreis")]),
        ("die Hansestadt Rostock", [("Rostock", "kreisfreie Stadt")]),
    ],
)
def test_kommunen_with_their_type(text, expected):
    assert places(text) == expected


def test_a_land_named_near_decides():
    assert of_kind("In Hessen ist die Gemeinde Heuchelheim dabei.", "kommune")[0].values == ("06531007",)
    assert of_kind("Rheinland-Pfalz fördert die Gemeinde Heuchelheim bei Frankenthal.", "kommune")[
        0
    ].values == ("07338013",)


def test_siblings_decide():
    found = of_kind("Brandis, Naunhof und Großpösna wurden ausgewählt.", "kommune")
    assert {m.land for m in found} == {"DE-SN"}


def test_without_context_it_stays_open():
    found = of_kind("die Stadt Neustadt", "kommune")[0]
    assert len(found.values) > 3
    assert found.confidence < 0.5


def test_everyday_words_count_among_kommunen():
    found = of_kind("Die Städte Essen, Halle und Hof machen mit.", "kommune")
    assert [m.quote for m in found] == ["Essen", "Halle", "Hof"]


def test_a_seat_of_government_is_city_or_land():
    assert codes("Wiesbaden und München einigen sich.") == ["DE-HE", "DE-BY"]
    assert places("die Städte Kassel und Wiesbaden")[1] == ("Wiesbaden", "kreisfreie Stadt")
    assert places("Wiesbaden gehört als Pilotkommune dazu.") == [("Wiesbaden", "kreisfreie Stadt")]


def test_the_capital_without_its_name():
    assert places("Hessen wählt aus. Außer der Landeshauptstadt ist Kassel dabei.")[0] == (
        "Wiesbaden",
        "kreisfreie Stadt",
    )
    assert of_kind("Außer der Landeshauptstadt ist niemand dabei.", "kommune") == []


def test_an_association_of_gemeinden_without_a_place_of_its_name():
    found = of_kind("In Niedersachsen beteiligt sich die Samtgemeinde Elbtalaue.", "kommune")
    assert [(m.attribute("name"), m.attribute("type"), m.values) for m in found] == [
        ("Elbtalaue", "Gemeinde", ())
    ]


def test_the_kreis_in_brackets_tells_which_place_is_meant():
    assert places("Beteiligt ist die Stadt Ahaus (Kreis Borken).") == [("Ahaus", "Stadt")]
    assert of_kind("Beteiligt ist Rosenheim (Landkreis Altenkirchen).", "kommune")[0].land == "DE-RP"


def test_courts_and_district_governments_are_no_kommunen():
    assert places("das Landgericht Kassel und der Flughafen Kassel") == []
    assert codes("das Regierungspräsidium Gießen") == ["DE-HE"]


def test_a_large_city_that_is_an_everyday_word():
    assert places("Das Projekt beginnt in Essen.") == [("Essen", "kreisfreie Stadt")]
    assert places("Wir standen in Regen und Wind.") == []


def test_a_place_where_something_only_happens_is_marked():
    assert of_kind("Unterzeichnet wurde in Kassel.", "kommune")[0].attribute("place") == "yes"
    assert of_kind("Kassel unterzeichnet.", "kommune")[0].attribute("place") == "no"


@pytest.mark.parametrize(
    "text", ["Ferner wählte Tengen die Liste.", "Im Wandel der Zeit", "im kleinen Kreis"]
)
def test_a_small_town_without_a_sign_of_a_place_is_none(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mit dabei ist Stutensee vor den Toren der Stadt.", [("Stutensee", "Stadt")]),
        ("dazu im kleinen Merzenich", [("Merzenich", "Gemeinde")]),
        ("so auch Stutensee, eine der Städte im Land", [("Stutensee", "Stadt")]),
        ("das Landratsamt in Tuttlingen", [("Tuttlingen", "Landkreis")]),
        ("die Klingenstadt Solingen", [("Solingen", "kreisfreie Stadt")]),
    ],
)
def test_words_that_only_places_have_around_them(text, expected):
    assert places(text) == expected
