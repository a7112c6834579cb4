"""Titles of agreements that nobody has named."""

import pytest

from coopwatch.registry.facts import PARTY_CODES, Facts
from coopwatch.registry.titles import title_of

NAMES = {"DE-BY": "Bayern", "DE-HE": "Hessen", "DE-SN": "Sachsen"}


def facts(*parties, **more):
    return Facts(kind="pakt", parties=frozenset(parties), **more)


@pytest.mark.parametrize(
    ("held", "title"),
    [
        (facts("DE-HE", "DE-BY", date="2017-05"), "Bayern und Hessen: Pakt (2017)"),
        (facts("DE", "DE-SN", "DE-BY"), "Bund, Bayern und Sachsen: Pakt"),
        (
            facts("DE-HE", name="Digitalpakt Hessen", partners=frozenset({"ekom21"})),
            "Hessen und ekom21: Digitalpakt Hessen",
        ),
        (facts("DE-BY", pilotkommunen=frozenset({"09273"})), "Bayern und Pilotkommunen: Pakt"),
        (facts(), "Pakt"),
    ],
)
def test_titles_say_who_and_what(held, title):
    assert title_of(held, NAMES) == title


def test_all_sixteen_are_not_listed():
    names = dict.fromkeys(PARTY_CODES, "Land")
    assert (
        title_of(Facts(kind="staatsvertrag", parties=PARTY_CODES), names)
        == "Bund und alle Länder: Staatsvertrag"
    )
