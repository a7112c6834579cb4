"""What the verbs of a clause say, near misses first."""

import pytest

from coopwatch.extraction.tense import CONDITION, REPORTED, SIGNED, TO_COME, clause


@pytest.mark.parametrize(
    ("text", "date", "around"),
    [
        ("Am Montag, so hieß es, schloss man ab.", "Am Montag", "Am Montag, so hieß es"),
        ("Wie er am Montag sagte, unterschrieben sie am 3. Mai.", "3. Mai", " unterschrieben sie am 3. Mai."),
        (
            "Sie unterschrieben am 3. Mai, was gestern bekannt wurde.",
            "3. Mai",
            "Sie unterschrieben am 3. Mai",
        ),
    ],
)
def test_the_clause_of_a_date(text: str, date: str, around: str) -> None:
    start = text.index(date)
    assert text[slice(*clause(text, start, start + len(date), 0, len(text)))] == around


@pytest.mark.parametrize(
    "text",
    [
        "Beide haben eine Vereinbarung unterzeichnet, die 2021 starten soll.",
        "Die Unterzeichnung fand am Montag statt.",
    ],
)
def test_what_is_bound_is_not_to_come(text: str) -> None:
    assert not TO_COME.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Unterzeichnet werden soll es noch im Februar.",
        "Die Unterzeichnung ist für den 4. Dezember vorgesehen.",
        "Im September wollen beide einen Vertrag unterschreiben.",
    ],
)
def test_what_is_to_come(text: str) -> None:
    assert TO_COME.search(text)


def test_reports_and_conditions_are_told_from_acts() -> None:
    assert REPORTED.search("teilte das Kreishaus gestern mit")
    assert not REPORTED.search("unterschrieben beide gestern")
    assert CONDITION.search("sobald der Landtag im Mai zustimmt")
    assert SIGNED.search("unterschrieben beide gestern")
    assert not SIGNED.search("berieten beide gestern")
