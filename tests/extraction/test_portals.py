"""Which portals an agreement is about, and which are only named beside it."""

import pytest

from tests.extraction.mention_helpers import mentions
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


def test_one_that_only_strangers_use_is_none() -> None:
    assert portals("Hamburg hat mit LLMoin einen anderen Weg beschritten.") == ("civento",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Beide arbeiten mit QUARTA, einem Assistenzsystem, das jeden Schritt vermerkt.",
        "Das Verfahren QUARTA wird von beiden gepflegt.",
        "Entwickelt wird das Integrationsverfahren Gewerbe (QUARTA).",
    ],
)
def test_the_text_tells_that_a_name_is_a_system(sentence: str) -> None:
    assert [m.quote for m in mentions(sentence) if m.kind == "portal"] == ["QUARTA"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Das BSI, eine Behörde des Bundes, pflegt das Verfahren.",
        "Für das Verfahren BSI und Land zuständig sind.",
        "Das Institut für Anwendungen (IFA) war dabei.",
        "HESSEN, ein Land mit vielen Verfahren, war dabei.",
    ],
)
def test_a_name_in_capitals_alone_is_no_system(sentence: str) -> None:
    assert [m.quote for m in mentions(sentence) if m.kind == "portal"] == []


def test_a_portal_has_one_name() -> None:
    sentence = "Genutzt wird Mein Unternehmenskonto; das Unternehmenskonto wird von beiden Ländern betrieben."
    assert "Unternehmenskonto" not in portals(sentence)
