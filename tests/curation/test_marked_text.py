"""The marks in a text: all of it stays, overlapping quotes keep their kinds, nothing comes in as HTML."""

from dataclasses import dataclass

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopwatch.curation.marked_text import Segment, legend, segments


@dataclass
class Quote:
    pk: int
    field: str
    start: int | None
    end: int | None
    decision: str = "open"


def test_quotes_without_a_place_or_outside_the_text_mark_nothing():
    quotes = [Quote(1, "kind", None, None), Quote(2, "kind", 2, 99)]
    assert segments("Ein Pakt", quotes) == [Segment("Ein Pakt")]
    assert segments("", quotes) == []


def test_a_text_cannot_bring_its_own_html_and_keeps_its_carriage_returns():
    [segment] = segments("<script>&\r\n", [])
    assert segment.html == "&lt;script&gt;&amp;&#13;\n"


def test_overlapping_quotes_cut_the_text_and_the_shorter_one_gives_the_colour():
    first, both = segments("Pakt Bayern", [Quote(1, "status", 0, 11), Quote(2, "parties", 5, 11)])
    assert (first.text, first.field, first.signs) == ("Pakt ", "status", "S")
    assert (both.text, both.field, both.keys, both.signs) == ("Bayern", "parties", (2, 1), "B")
    assert both.label == "Beteiligte, Stand"


def test_the_legend_names_only_the_kinds_that_are_marked():
    quotes = [Quote(1, "parties", 0, 2), Quote(2, "kind", 3, 4), Quote(3, "date", None, None)]
    assert legend(quotes) == [("kind", "A", "Art"), ("parties", "B", "Beteiligte")]


offsets = st.lists(st.integers(0, 40), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("ab\r<& ü🏛", max_size=40), offsets)
def test_the_segments_are_always_the_whole_text(text, found):
    quotes = [Quote(n, "kind", start, start + 7) for n, start in enumerate(found)]
    assert "".join(segment.text for segment in segments(text, quotes)) == text
