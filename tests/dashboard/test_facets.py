"""Counts beside every value."""

import pytest
from django.http import QueryDict

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.facets import facets_of
from coopwatch.dashboard.filters import AgreementFilter

pytestmark = pytest.mark.django_db


def counts(query: str, name: str) -> dict[str, int]:
    """Return the counts of one facet."""
    answer = Answer.to(QueryDict(query))
    return {
        option.value: option.count
        for option in facets_of(answer.census, answer.wording)[name].options
        if option.count or option.chosen
    }


def test_each_count_is_what_the_choice_finds(cast):
    answer = Answer.to(QueryDict("von=2010"))
    for name, facet in facets_of(answer.census, answer.wording).items():
        for option in facet.options:
            chosen = AgreementFilter(QueryDict(f"von=2010&{name}={option.value}"))
            assert option.count == chosen.qs.count(), (name, option)


def test_a_facet_ignores_its_own_choice(cast):
    assert counts("art=pakt", "art") == {
        "pakt": 1, "kooperationsvereinbarung": 1, "verwaltungsabkommen": 1, "staatsvertrag": 1,
        "pilotprojekt": 1,
    }  # fmt: skip


def test_other_facets_count_within_the_choice(cast):
    assert counts("art=pakt", "thema") == {"portale": 1}


def test_a_further_party_narrows_when_all_must_take_part(cast):
    assert counts("partei=DE-BY", "partei")["DE-HE"] == 3
    assert counts("partei=DE-BY&modus=eine", "partei")["DE-HE"] == 4


def test_a_chosen_value_stays_where_nothing_is_left(cast):
    assert counts("portal=bayernportal&art=staatsvertrag", "portal") == {"bayernportal": 0}


def test_the_number_of_queries_is_fixed(cast, django_assert_max_num_queries):
    answer = Answer.to(QueryDict("partei=DE-BY&modus=eine&art=pakt&von=2010"))
    wording = answer.wording
    with django_assert_max_num_queries(4):
        facets_of(answer.census, wording)
