"""A name is found by its spellings, and by nothing else."""

import pytest

from coopwatch.registry.spellings import Names, folded, pattern_of

NAMES = Names.of(
    [
        (1, "BayernPortal", ["Portal Bayern"]),
        (2, "Bayerischer Gemeindetag", ["Bayerisch* Gemeindetag+", "?Gemeindetag+"]),
        (3, "Portal Bayern", []),
    ]
)


@pytest.mark.parametrize("name", ["Bayern", "Gemeindetag", "Bayerische Gemeindetage", "", "BayernPortal 2"])
def test_near_misses_mean_nothing(name):
    assert NAMES.find(name) is None


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bayern-Portal", 1),
        ("bayernportal", 1),
        ("Bayerischen Gemeindetags", 2),
        ("Bayerischer Gemeindetag", 2),
        ("Portal Bayern", 3),
    ],
)
def test_spellings_mean_their_row_and_names_win(name, key):
    assert NAMES.find(name) == key


def test_folding_keeps_what_tells_e2a_from_ea():
    assert folded("e²A") != folded("eA")


def test_a_spelling_with_signs_of_patterns_is_taken_literally():
    assert not pattern_of("a.c").fullmatch("abc")
