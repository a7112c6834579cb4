"""People with office and the body they act for."""

import pytest

from tests.extraction.mention_helpers import of_kind


def people(text: str) -> list[tuple[str, str | None]]:
    return [(m.values[0], m.attribute("for")) for m in of_kind(text, "person")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Innenminister kam.",
        "Das Bundesministerium Berlin",
        "Minister Präsident Land",
        "Ernst der Lage",
        "Karl der Große",
        "Der Minister Und Co.",
    ],
)
def test_nobody_is_named(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hessens Finanzminister Erik Beispiel", [("Erik Beispiel", "DE-HE")]),
        ("die hessische Digitalministerin Erika Beispiel", [("Erika Beispiel", "DE-HE")]),
        ("Sachsen-CIO Thomas Beispiel", [("Thomas Beispiel", "DE-SN")]),
        ("Arne Muster, Präsident des BSI,", [("Arne Muster", "DE")]),
        ("BSI-Präsident Arne Muster", [("Arne Muster", "DE")]),
        (
            "der Präsident des Niedersächsischen Städtetages, Martin Muster,",
            [("Martin Muster", "Niedersächsischer Städtetag")],
        ),
        ("Bundesminister Dr. Karsten Muster", [("Karsten Muster", "DE")]),
        (
            "Hessen: Staatssekretär Albert Muster für den Freistaat Bayern, Minister Peter Probe für Hessen",
            [("Albert Muster", "DE-BY"), ("Peter Probe", "DE-HE")],
        ),
        ("Ammar Muster, der CIO des Saarlands,", [("Ammar Muster", "DE-SL")]),
        (
            "Klaus Muster, der dem Niedersächsischen Landkreistag vorsitzt",
            [("Klaus Muster", "Niedersächsischer Landkreistag")],
        ),
        ("Bayern: Innenminister Jan Philipp Muster (Grüne)", [("Jan Philipp Muster", "DE-BY")]),
        (
            "Herbert O. Muster und Alexis von Muster-Probe",
            [("Herbert O. Muster", None), ("Alexis von Muster-Probe", None)],
        ),
    ],
)
def test_people_and_whom_they_stand_for(text, expected):
    assert people(text) == expected


def test_two_people_in_one_sentence_keep_their_offices():
    text = (
        "Es kamen der Minister für Inneres (IM) Niedersachsens, Boris Muster, und BSI-Präsident Arne Probe."
    )
    assert people(text) == [("Boris Muster", "DE-NI"), ("Arne Probe", "DE")]


def test_a_surname_later_is_the_same_person():
    text = "Bayerns Digitalminister Fabian Beispielmann lobt. So Beispielmann weiter."
    assert people(text) == [("Fabian Beispielmann", "DE-BY")] * 2


def test_a_minister_of_no_named_land_leans_on_the_text():
    found = of_kind("Das Saarland handelt. Innenminister Bert Muster kommt.", "person")[0]
    assert (found.attribute("for"), found.attribute("for_by")) == ("DE-SL", "context")
    assert (
        of_kind("Estland handelt. Innenminister Bert Muster kommt aus Hessen.", "person")[0].attribute("for")
        != "DE-BE"
    )


def test_party_and_office_are_kept():
    found = of_kind("Sachsens Innenminister Armin Muster (CDU) kam.", "person")[0]
    assert (found.attribute("party"), found.attribute("office"), found.quote) == (
        "CDU",
        "Innenminister",
        "Armin Muster",
    )


def test_a_plural_title_counts_for_both_names():
    text = "Bayern und Hessen: die Innenminister Jens-Uwe Muster (Bayern) und Erika Probe (Hessen)"
    assert people(text) == [("Jens-Uwe Muster", "DE-BY"), ("Erika Probe", "DE-HE")]


def test_a_foundation_named_after_a_person_is_nobody():
    assert people("Die Konrad-Adenauer-Stiftung Berlin lädt ein.") == []


def test_associations_by_their_short_names_have_presidents_too():
    text = "Niedersachsen: der Präsident des Städtetages, Martin Muster, für den Landkreistag Erika Probe"
    assert people(text) == [
        ("Martin Muster", "Niedersächsischer Städtetag"),
        ("Erika Probe", "Niedersächsischer Landkreistag"),
    ]


def test_a_mayor_does_not_act_for_the_land_of_the_city():
    assert people("Sachsen: Oberbürgermeister Dirk Muster (Dresden)") == [("Dirk Muster", None)]


def test_a_place_before_a_title_does_not_own_it():
    found = of_kind(
        "In Dresden unterzeichneten Innenminister Erik Muster und Bayerns CIO Erika Probe.", "person"
    )
    assert found[0].attribute("for_by") == "context"
    assert found[1].attribute("for") == "DE-BY"
