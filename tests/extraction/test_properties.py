"""Whatever the text: no exception, quotes that stand where they are said to stand, and the same result
twice."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.records import ArticleText, Reading
from tests.extraction.hostile import HOSTILE

EXAMPLES = int(os.environ.get("EXTRACTION_TEXTS", "150"))
"""How many texts hypothesis tries, other ones every time when it is set: `EXTRACTION_TEXTS=10000 pytest tests/extraction/test_properties.py`."""

PIECES = [
    "Bayern", "Hessen", "der Bund", "das Land", "Sachsen und Thüringen", "haben", "eine Kooperationsvereinbarung", "unterzeichnet", "am Donnerstag", "1. März 2020", "seit 2004",
    "die Landkreise Kelheim und Regensburg", "Pilotprojekt", "OZG", "digitale Verwaltung", ". ", ", ", "\n", "\n\n", "„", "“", "(", "BSI", "Minister Peter Beuth", "mit", "Weitere Meldungen",
    "[1.1.2020]", "Thu\u0308ringen", "\u00ad", "\u200f", "\x00", "\ud800", "Dataport", "tritt", "bei", "BayernPortal", "alle 16 Länder", "heute", "…", "–",
]  # fmt: skip


def sound(text: str) -> Reading:
    reading = extract(ArticleText("x", text), load_lexicon())
    for item in [*reading.open_findings, *(f for a in reading.agreements for f in a.evidence)]:
        assert text[item.start : item.end] == item.quote
        assert item.quote
    assert all(len(a.parties) + len(a.partners) + len(a.pilotkommunen) >= 2 for a in reading.agreements)
    return reading


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="EXTRACTION_TEXTS" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_is_read_soundly(text: str) -> None:
    assert sound(text) == sound(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_soundly(name: str) -> None:
    sound(HOSTILE[name])
