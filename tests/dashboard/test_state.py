"""The state of the filter as a value, and in words."""

import pytest
from django.http import QueryDict
from django.utils.translation import override

from coopwatch.dashboard.filters import AgreementFilter
from coopwatch.dashboard.sentence import Wording
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import party_names

pytestmark = pytest.mark.django_db


def state(query: str) -> FilterState:
    """Return the state of a query string."""
    return FilterState.read(AgreementFilter(QueryDict(query)))


def sentence(query: str, count: int = 12) -> str:
    """Return the sentence of a query string."""
    return Wording.of(AgreementFilter(QueryDict(query)), party_names()).sentence(count)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("von=2020&partei=DE-HE&partei=DE-BY&partei=DE-BY", "partei=DE-BY&partei=DE-HE&von=2020"),
        ("modus=eine", ""),
        ("partei=DE&modus=alle", "partei=DE"),
        ("partei=DE&modus=eine", "partei=DE&modus=eine"),
        ("q=++H%C3%A4user+", "q=H%C3%A4user"),
        ("portal=bayernportal&portal=nie", ""),
        ("portal=bayernportal", "portal=bayernportal"),
        ("art=pakt&fremd=1", "art=pakt"),
    ],
)
def test_equal_questions_have_one_address(cast, query, canonical):
    assert state(query).query == canonical


def test_a_part_can_be_taken_away(cast):
    assert state("partei=DE-BY&partei=DE-HE&modus=unter").without("partei", "DE-BY").query == (
        "partei=DE-HE&modus=unter"
    )
    assert state("partei=DE-BY&modus=unter").without("partei", "DE-BY").query == ""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "12 Vereinbarungen"),
        ("partei=DE-BY&partei=DE&von=2020", "12 Vereinbarungen von Bayern mit dem Bund seit 2020"),
        ("partei=DE-SL", "12 Vereinbarungen vom Saarland"),
        (
            "partei=DE-BY&partei=DE-HE&partei=DE-SL",
            "12 Vereinbarungen von Bayern mit Hessen und dem Saarland",
        ),
        ("partei=DE-BY&partei=DE-HE&modus=unter", "12 Vereinbarungen nur zwischen Bayern und Hessen"),
        ("partei=DE-BY&partei=DE&modus=eine", "12 Vereinbarungen mit Beteiligung von Bayern oder Bund"),
        ("von=2015&bis=2015", "12 Vereinbarungen aus dem Jahr 2015"),
        ("bis=2015&undatiert=auch", "12 Vereinbarungen bis 2015 und ohne Datum"),
        ("undatiert=nur", "12 Vereinbarungen ohne Datum"),
        ("portal=bayernportal", "12 Vereinbarungen mit dem Portal BayernPortal"),
        (
            "thema=ki&thema=ozg",
            "12 Vereinbarungen zum Thema Künstliche Intelligenz oder Online-Dienste (OZG)",
        ),
        ("q=Haus", "12 Vereinbarungen zu „Haus“"),
    ],
)
def test_the_filter_says_itself(cast, query, words):
    assert sentence(query) == words


def test_one_agreement_and_thousands(cast):
    assert sentence("", 1) == "1 Vereinbarung"
    assert sentence("", 1199) == "1.199 Vereinbarungen"


def test_a_chip_for_each_value(cast):
    wording = Wording.of(
        AgreementFilter(QueryDict("partei=DE-BY&modus=eine&portal=bayernportal")), party_names()
    )
    assert [(chip.label, chip.remaining.query) for chip in wording.chips()] == [
        ("Bayern", "portal=bayernportal"),
        ("Portal: BayernPortal", "partei=DE-BY&modus=eine"),
    ]


def test_names_follow_the_language(cast):
    with override("en"):
        assert party_names()["DE-BY"] == "Bavaria"
