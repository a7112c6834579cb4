"""Which portals an agreement is about, and which are only named beside it."""

import pytest

from tests.extraction.reading_helpers import article, only

HEAD = "Hessen und Thüringen verknüpfen ihre Verwaltungsportale"
SIGNED = (
    "Hessen und Thüringen haben am Montag eine Kooperationsvereinbarung über gemeinsame Online-Dienste unterzeichnet. "
    "Die Plattform civento wird von beiden Ländern gemeinsam betrieben und weiterentwickelt."
)


def portals(*sentences: str) -> tuple[str, ...]:
    return only(article(HEAD, SIGNED, *sentences)).portals


@pytest.mark.parametrize(
    "sentence",
    [
        "Anderswo, etwa bei service-bw, ist man noch nicht so weit.",
        "Die Beschreibungen folgen dem Standard FIM.",
    ],
)
def test_a_portal_of_others_is_only_a_comparison(sentence: str) -> None:
    assert portals(sentence) == ("civento",)


def test_the_platform_of_the_act_is_one() -> None:
    assert portals() == ("civento",)


def test_a_second_portal_of_a_party_is_one() -> None:
    assert portals("Angebunden werden die Plattform civento und das Portal ThAVEL.") == ("civento", "ThAVEL")
