"""Dates, numbers and lists in words."""

import datetime as dt

import pytest
from django.utils.translation import override

from coopwatch.dashboard.templatetags.words import short_address
from coopwatch.dashboard.words import alphabetical, day_of, iso_date, join_words, number, percent, spoken_date

DAY = dt.date(2020, 12, 1)


@pytest.mark.parametrize(
    ("date", "precision", "german", "english", "iso"),
    [
        (DAY, "day", "1. Dezember 2020", "1 December 2020", "2020-12-01"),
        (DAY, "month", "Dezember 2020", "December 2020", "2020-12"),
        (dt.date(2020, 1, 1), "year", "2020", "2020", "2020"),
        (None, "unknown", "ohne Datum", "no date", ""),
    ],
)
def test_a_date_is_never_more_exact_than_known(date, precision, german, english, iso):
    assert spoken_date(date, precision) == german
    assert iso_date(date, precision) == iso
    with override("en"):
        assert spoken_date(date, precision) == english


def test_numbers_mark_thousands():
    assert number(11376) == "11.376"
    with override("en"):
        assert number(11376) == "11,376"


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 3, "33 %"), (0, 0, "0 %"), (3, 3, "100 %")])
def test_shares(part, whole, share):
    assert percent(part, whole) == share


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")]
)
def test_lists(words, joined):
    assert join_words(words) == joined


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://example.org/a/b.html?x=1#y", "example.org/a/b.html"),
        ("https://example.org/f%C3%B6deral", "example.org/föderal"),
        ("https://example.org/" + "a" * 60 + "/pakt.html", "example.org/…" + "a" * 25 + "/pakt.html"),
        ("", ""),
    ],
)
def test_addresses_are_shortened_for_people(address, short):
    assert short_address(address) == short


def test_lists_are_sorted_as_german_lists_are():
    names = ["Zeitz", "Öhringen", "oldenburg", "Äpfel", "Ostheim", "Straßburg", "Strasse"]
    assert sorted(names, key=alphabetical) == [
        "Äpfel", "Öhringen", "oldenburg", "Ostheim", "Straßburg", "Strasse", "Zeitz",
    ]  # fmt: skip


def test_a_moment_is_told_as_the_day_at_home():
    late = dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.UTC)
    assert day_of(late) == "1. April 2026"
    with override("en"):
        assert day_of(late) == "1 April 2026"
        assert day_of(dt.date(2026, 3, 31)) == "31 March 2026"
