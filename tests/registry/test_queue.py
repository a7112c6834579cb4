"""The queue: who stands in it, why, and who is next."""

import pytest
from django.contrib.auth.models import User

from coopwatch.registry.actions.facts import correct
from coopwatch.registry.actions.merge import merge
from coopwatch.registry.actions.review import complete
from coopwatch.registry.actions.visits import enter
from coopwatch.registry.models import Agreement, ErrorReport, Proposal
from coopwatch.registry.queue import KEYS, counts, next_after, place_of, queue, reason_of
from tests.registry.actions.cast import Cast, add_cast, add_places


@pytest.fixture
def cast(db) -> Cast:
    return add_cast()


def agreement(slug: str, **facts) -> Agreement:
    facts = {"kind": "pakt", "status": "geschlossen", "bund": True} | facts
    row = Agreement.objects.create(slug=slug, title=slug, **facts)
    row.laender.add("DE-BY")
    return row


def test_an_unknown_reason_is_an_error():
    with pytest.raises(ValueError, match="tuple"):
        reason_of("laune")


def test_what_needs_nobody_does_not_stand_in_the_queue(db):
    add_places()
    agreement("gut", check_state="researched", sure="high", visibility="published")
    agreement("gepruft", check_state="checked", visibility="published", confidence=0.1)
    agreement("weg", visibility="rejected")
    assert set(counts().values()) == {0}
    assert all(place_of(row) is None for row in Agreement.objects.all())


def test_each_agreement_stands_under_its_first_reason_only(cast: Cast):
    ErrorReport.objects.create(agreement=cast.pakt, message="falsch")
    assert place_of(cast.pakt) == "meldung"
    Proposal.objects.create(agreement=cast.double, candidate=cast.pakt, relation="further", reason="")
    assert place_of(cast.pakt) == place_of(cast.double) == "dublette"
    merge(cast.double, cast.pakt, cast.anna)
    cast.pakt.refresh_from_db()
    assert place_of(cast.pakt) == "widerspruch"
    assert counts() == dict.fromkeys(KEYS, 0) | {"widerspruch": 1}


def test_every_reason_finds_its_agreements(cast: Cast):
    agreement("mittel", check_state="researched", sure="medium", visibility="published")
    agreement("maschine", visibility="published", confidence=0.95)
    agreement("knapp", visibility="published", confidence=0.5)
    assert counts() == dict.fromkeys(KEYS, 0) | {"ort": 1, "unsicher": 2, "recherche": 1, "ungeprueft": 1}


def test_a_decided_place_and_a_complete_review_leave_the_queue(cast: Cast):
    correct(cast.pakt, "pilotkommunen", "Neustadt", "09574146", cast.anna)
    assert place_of(cast.pakt) == "unsicher"
    assert place_of(complete(cast.pakt, cast.anna)) is None


def test_the_next_one_follows_in_its_reason_and_then_in_the_next(cast: Cast):
    machine = agreement("maschine", visibility="published", confidence=0.95)
    assert next_after("widerspruch", None, cast.anna) == ("ort", cast.pakt)
    assert next_after("ort", cast.pakt.pk, cast.anna) == ("unsicher", cast.double)
    assert next_after("unsicher", cast.double.pk, cast.anna) == ("ungeprueft", machine)
    assert next_after("ungeprueft", machine.pk, cast.anna) is None
    assert next_after("ort", cast.pakt.pk, cast.anna, only=True) is None


def test_what_another_editor_has_open_is_passed_over(cast: Cast):
    bert = User.objects.create_user("bert")
    enter(cast.pakt, bert)
    assert next_after("ort", None, cast.anna) == ("unsicher", cast.double)
    assert next_after("ort", None, bert) == ("ort", cast.pakt)


def test_the_counts_take_one_query_and_agree_with_the_lists(cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        numbers = counts()
    assert numbers == {key: queue(key).count() for key in KEYS}
