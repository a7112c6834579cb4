"""Texts made to hurt: how long the extraction takes for each; `tests/extraction/hostile.py` makes them."""

import time

from benchmarks.measure import Line, at_most
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.mentions import find_mentions
from coopwatch.extraction.records import ArticleText
from tests.extraction.hostile import HOSTILE

LIMIT = 1.0


def measure() -> list[Line]:
    """Return a line for every text: processor time of a whole reading, and of its names alone uncut."""
    extract(ArticleText("warm", "Bayern und Hessen unterzeichnen eine Vereinbarung."), load_lexicon())
    return [_line(name, text) for name, text in HOSTILE.items()]


def _line(name: str, text: str) -> Line:
    began = time.process_time()
    extract(ArticleText(name, text), load_lexicon())
    whole = time.process_time() - began
    began = time.process_time()
    find_mentions(text, load_lexicon())
    names = time.process_time() - began
    detail = f"{len(text):,} characters; names alone, of the whole text: {names:.2f} s"
    return at_most(f"Hostile, {name}: seconds", whole, LIMIT, detail)
