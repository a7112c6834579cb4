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


def sorts(*sentences: str) -> list[tuple[str, str]]:
    found = only(article("Bayern startet Pilotprojekt mit Behörden", *sentences)).pilotkommunen
    return sorted((k.name, k.type) for k in found)


ROW = (
    "Dabei sind Cham, Kulmbach und Ebersberg. Sie erproben bis zum Sommer gängige Anträge und schulen ihre "
    "Beschäftigten. Das Geld dafür kommt vom Freistaat, der die Ergebnisse später allen zur Verfügung stellt."
)


def test_a_row_of_offices_of_kreise_names_kreise() -> None:
    lead = "Der Freistaat Bayern und sieben Landratsämter haben am Montag ein Pilotprojekt für Online-Dienste gestartet."
    assert sorts(lead, ROW) == [("Cham", "Landkreis"), ("Ebersberg", "Landkreis"), ("Kulmbach", "Landkreis")]


def test_a_row_of_towns_and_kreise_names_towns() -> None:
    lead = "Drei Kommunen haben am Montag mit dem Freistaat Bayern ein Pilotprojekt für Landkreise gestartet."
    assert sorts(lead, ROW) == [("Cham", "Stadt"), ("Ebersberg", "Stadt"), ("Kulmbach", "Stadt")]


def test_a_kreis_that_was_dissolved_stays_a_kreis() -> None:
    text = article(
        "Bund startet Modellprojekt mit Kommunen",
        "Das Bundesministerium des Innern hat am Montag mit Mecklenburg-Vorpommern das Modellprojekt zur digitalen "
        "Verwaltung gestartet. Als Modellkommunen sind ausgewählt: die Landkreise Ludwigslust und Rügen.",
    )
    assert ("Ludwigslust", "Landkreis") in {(k.name, k.type) for k in only(text).pilotkommunen}


def test_verbs_are_no_towns() -> None:
    assert pilots("Wissen und begleitetes Fahren werden ebenfalls erprobt, Kommen ist nicht nötig.") == TOWNS
