"""A spotted pattern finds what the pattern alone finds: a key that is missing would hide dates."""

import json
from pathlib import Path

import pytest

from coopwatch.extraction import date_patterns
from coopwatch.extraction.spotting import Spotted

CORPUS = Path(__file__).parents[1] / "corpus"
SPOTTED = {name: value for name, value in vars(date_patterns).items() if isinstance(value, Spotted)}
SAID = [
    "Ende 2024", "im Frühjahr", "Anfang des Jahres", "zum Jahreswechsel 2020", "im ersten Quartal 2019", "im zweiten Halbjahr 2003", "in der vorigen Woche", "Vorwoche", "im Vormonat",
    "am Monatsende", "vergangenen Monat", "am Vorabend", "TAGS ZUVOR", "einen Tag vorher", "vor zwei Jahren", "Vor drei Wochen", "im Spätsommer", "noch im Winter", "Mitte Mai", "am Mittwoch",
    "seit Sonnabend", "kommenden Montag", "HEUTE", "vorgestern", "gestrigen Abend", "morgen wird", "im Vorjahr", "nächstes Jahr", "laufenden Jahres", "JUNI 2012", "Sept. 2003", "Jänner 1999",
]  # fmt: skip


def places(spotted: Spotted, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in spotted.finditer(text, 0, len(text))]


@pytest.mark.parametrize("name", SPOTTED)
def test_the_keys_hide_nothing(name: str) -> None:
    spotted = SPOTTED[name]
    texts = [json.loads(path.read_text("utf-8")).get("text", "") for path in CORPUS.glob("*/*.json")]
    for text in [*texts, *SAID, " ".join(SAID), ("x" * 300).join(SAID)]:
        assert places(spotted, text) == [match.span() for match in spotted.pattern.finditer(text)]


def test_bounds_hold_at_both_ends() -> None:
    week = Spotted(("oche",), "in der Woche")
    assert [m.start() for m in week.finditer("in der Woche, in der Woche", 5, 26)] == [14]
    assert not list(week.finditer("in der Woche", 0, 10))


def test_far_apart_keys_are_all_seen() -> None:
    text = ("Woche" + "x" * 500) * 5
    assert len(places(Spotted(("oche",), "Woche"), text)) == 5
