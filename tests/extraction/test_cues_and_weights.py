"""Patterns of the language files, and sums of their features."""

import pytest

from coopwatch.extraction.clean import Sentence
from coopwatch.extraction.cues import CueFinder, lower_same_length
from coopwatch.extraction.events import read_acts
from coopwatch.extraction.language import load_language
from coopwatch.extraction.weights import choose, probability


def fires(pattern: str, text: str, **classes: list[str]) -> bool:
    finder = CueFinder({"group": [pattern]}, classes)
    return bool(finder.find(text, [Sentence(0, len(text), "body")])[0])


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("pakt", "ein kompakter Weg"),
        ("unterzeichn*", "die Vorunterzeichnung"),
        ("schließt + an$", "Er schließt an der Tür"),
        ("tritt + bei$", "Sie tritt bei Regen vor die Tür"),
        ("seit * jahren", "Seit gestern streiten sie, wie es in den kommenden Jahren weitergeht"),
        ("unterzeichn* + {papier}", "unterzeichnet wird später"),
    ],
)
def test_a_pattern_does_not_fire(pattern: str, text: str) -> None:
    assert not fires(pattern, text, papier=["vertrag"])


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("pakt", "Der Pakt gilt."),
        ("*pakt", "der E-Government-Pakt"),
        ("schließt + an$", "Bremen schließt sich dem Vertrag an."),
        ("tritt + bei$", "Bayern tritt der Genossenschaft bei, Hessen nicht"),
        ("schreiben + fort$", "Land und Kommunen schreiben Vereinbarung fort\nWeiter"),
        ("seit * jahren", "seit vielen Jahren"),
        ("unterzeichn* + {papier}", "Den VERTRAG unterzeichneten beide"),
    ],
)
def test_a_pattern_fires(pattern: str, text: str) -> None:
    assert fires(pattern, text, papier=["vertrag"])


def test_lower_case_keeps_offsets() -> None:
    assert len(lower_same_length("İSTANBUL")) == len("İSTANBUL")


def acts(text: str):
    return read_acts(text, [Sentence(0, len(text), "body")], load_language())[0]


@pytest.mark.parametrize(
    "text",
    [
        "Er unterzeichnete den Mietvertrag.",
        "Die Tarifverträge wurden abgeschlossen.",
        "Der Minister sprach über das Wetter.",
    ],
)
def test_no_paper_of_ours_is_signed(text: str) -> None:
    assert not acts(text).does("sign")


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Beide haben eine Absichtserklärung unterzeichnet.", "sign"),
        ("Unter das Abkommen setzten sie ihre Unterschrift.", "sign"),
        ("Das Land tritt der Genossenschaft bei.", "join"),
        ("Sachsen schließt sich dem Verbund an.", "join"),
        ("Die Zusammenarbeit wird verlängert.", "renew"),
        ("Der Verbund wird aufgelöst, die Kooperation beendet.", "end"),
        ("Die Stadt wird Pilotkommune.", "pilot"),
        ("Beide machen gemeinsame Sache.", "cooperate"),
    ],
)
def test_sorts_of_acts(text: str, sort: str) -> None:
    assert acts(text).does(sort)


@pytest.mark.parametrize(
    "text", ["Der Verband fordert eine Vereinbarung.", "Die Kooperationsvereinbarung ist gescheitert."]
)
def test_what_is_demanded_or_failed_counts_less(text: str) -> None:
    assert acts(text).score < acts("Sie haben eine Kooperationsvereinbarung unterzeichnet.").score


def test_the_longest_paper_tells_the_kind() -> None:
    papers = acts("Die Rahmenkooperationsvereinbarung und der Staatsvertrag").instruments
    assert [p.kind for p in papers] == ["kooperationsvereinbarung", "staatsvertrag"]


def test_unknown_features_and_tables_count_nothing() -> None:
    assert probability("land", {"no such feature": 5.0}) == 0.5
    assert choose("no such table", [("a", {"x": 1.0}), ("b", {})]) == ("a", 0.5)


def test_choosing_needs_options() -> None:
    with pytest.raises(ValueError, match="nothing"):
        choose("kind", [])
