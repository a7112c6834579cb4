"""Which towns take part in a pilot, and which are only named beside it."""

import pytest

from tests.extraction.reading_helpers import article, only

HEAD = "Hessen startet Pilotprojekt mit Kommunen"
LEAD = (
    "Das Land Hessen hat am Montag mit Kassel, Hanau und dem Landkreis Fulda ein Pilotprojekt zur digitalen "
    "Verwaltung gestartet. Die drei Pilotkommunen erproben gemeinsam mit dem Land neue Online-Dienste."
)
TOWNS = ["Fulda", "Hanau", "Kassel"]


def pilots(*sentences: str) -> list[str]:
    return sorted(k.name for k in only(article(HEAD, LEAD, *sentences)).pilotkommunen)


@pytest.mark.parametrize(
    "sentence",
    [
        "Beworben hatten sich auch Marburg und Gießen.",
        "Die Stadt Wetzlar ging leer aus.",
        "Ein Handwerker aus Offenburg mit einer Filiale in Gießen hofft auf weniger Papier.",
        "Später sollen Darmstadt und Gießen folgen.",
    ],
)
def test_a_town_that_is_only_named_is_no_pilot(sentence):
    assert pilots(sentence) == TOWNS


def test_the_towns_of_the_list_are_pilots():
    assert pilots() == TOWNS


def test_a_further_sentence_adds_to_the_list():
    assert pilots("Als Pilotkommune ist außerdem die Stadt Marburg dabei.") == sorted([*TOWNS, "Marburg"])


def test_pilots_of_the_bund_may_lie_anywhere() -> None:
    text = article(
        "Bund und Hessen starten Modellprojekt mit Kommunen",
        "Das Bundesministerium des Innern und das Land Hessen haben am Montag das Modellprojekt zur digitalen "
        "Verwaltung gestartet. Als Modellkommunen sind ausgewählt: Kassel, Würzburg und Leipzig.",
    )
    assert sorted(k.name for k in only(text).pilotkommunen) == ["Kassel", "Leipzig", "Würzburg"]
