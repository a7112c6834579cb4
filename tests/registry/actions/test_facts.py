"""Deciding on facts: what the record says afterwards, and what the history keeps."""

import pytest

from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.facts import Passage, accept, add, correct, reject, reopen
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Evidence
from coopwatch.registry.settle import settle
from tests.registry.actions.cast import Cast, found


def test_a_value_that_cannot_stand_in_its_field_is_refused_and_changes_nothing(cast: Cast):
    for field, value in (("kind", "Pakt"), ("date", "5.9.2016"), ("pilotkommunen", "99999999"), ("ort", "x")):
        with pytest.raises(Refused):
            add(cast.pakt, field, value, cast.anna)
    assert Evidence.objects.count() == 10


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-2, 4), (100, 900)])
def test_a_passage_outside_the_text_is_refused(cast: Cast, start: int, end: int):
    with pytest.raises(Refused, match="liegt nicht im Text"):
        add(cast.pakt, "topics", "ozg", cast.anna, passage=Passage(cast.article, start, end))


def test_an_accepted_fact_names_the_editor_and_stays_in_the_record(cast: Cast):
    accept(cast.pakt, "kind", "pakt", cast.anna)
    evidence = cast.pakt.evidence.get(field="kind")
    assert (evidence.decision, evidence.decided_by) == ("accepted", cast.anna)
    step = evidence.history.first()
    assert (step.history_user, step.history_change_reason) == (cast.anna, "bestätigt")


def test_a_rejected_party_leaves_the_record_with_the_editors_name_on_the_step(cast: Cast):
    pakt = reject(cast.pakt, "parties", "DE-HE", cast.anna)
    assert pakt.party_codes == ["DE-BY"]
    step = pakt.history.first()
    assert (step.history_user, step.history_change_reason) == (cast.anna, "verworfen: Beteiligte „DE-HE“")


def test_the_machine_does_not_bring_a_rejected_value_back(cast: Cast):
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    found(cast.pakt, cast.other, "parties", "DE-HE", "Land Hessen", confidence=1)
    settle(cast.pakt, Lookups.load())
    assert cast.pakt.party_codes == ["DE-BY"]


def test_a_correction_rejects_the_old_value_and_keeps_the_passage(cast: Cast):
    pakt = correct(cast.pakt, "kind", "pakt", "absichtserklaerung", cast.anna)
    assert pakt.kind == "absichtserklaerung"
    assert cast.values("kind") == {"pakt": "rejected", "absichtserklaerung": "accepted"}
    assert pakt.evidence.get(value="absichtserklaerung").quote == "einen Pakt"


def test_a_correction_may_stand_without_a_quote(cast: Cast):
    pakt = correct(cast.pakt, "date", "2016-09-05", "2016-09", cast.anna, keep_quotes=False)
    assert (str(pakt.date), pakt.date_precision, pakt.date_basis) == ("2016-09-01", "month", "stated")
    assert pakt.evidence.get(value="2016-09").quote == ""


def test_an_ambiguous_place_becomes_the_chosen_one_with_its_quote(cast: Cast):
    pakt = correct(cast.pakt, "pilotkommunen", "Neustadt", "09574146", cast.anna)
    assert [pilot.kommune_id for pilot in pakt.pilotkommunen.all()] == ["09574146"]
    assert not pakt.evidence.with_several_candidates().exists()
    assert pakt.evidence.get(value="09574146").quote == "Neustadt"


def test_marked_words_become_a_fact_with_its_evidence(cast: Cast):
    start = cast.article.text.index("Die Länder bauen")
    pakt = add(cast.pakt, "topics", "portale", cast.anna, passage=Passage(cast.article, start, start + 16))
    assert pakt.topics == ["portale"]
    evidence = pakt.evidence.get(field="topics")
    assert (evidence.quote, evidence.rule, evidence.decision) == ("Die Länder bauen", "redaktion", "accepted")


def test_the_same_fact_added_twice_is_one_row(cast: Cast):
    for _ in range(2):
        add(cast.pakt, "earlier", "2009", cast.anna)
    assert cast.values("earlier") == {"2009": "accepted"}
    assert Evidence.objects.filter(field="earlier").count() == 1


def test_a_second_value_takes_the_place_of_the_first_in_a_single_field(cast: Cast):
    accept(cast.pakt, "kind", "pakt", cast.anna)
    pakt = add(cast.pakt, "kind", "staatsvertrag", cast.anna)
    assert (pakt.kind, cast.values("kind")["pakt"]) == ("staatsvertrag", "rejected")


def test_a_researched_fact_without_evidence_can_be_accepted_and_rejected(cast: Cast):
    line = {
        "name": None,
        "kind": "pakt",
        "status": "geschlossen",
        "date": "2016",
        "parties": ["DE-BY", "DE-SN"],
    }
    cast.pakt.researched = line | {key: [] for key in ("partners", "portals", "pilot_ags", "topics")}
    cast.pakt.save()
    assert reject(cast.pakt, "parties", "DE-SN", cast.anna).party_codes == ["DE-BY"]
    accept(cast.pakt, "status", "geschlossen", cast.anna)
    assert cast.values("status") == {"geschlossen": "accepted"}


def test_accepting_a_date_does_not_make_it_less_sure_than_the_research_was(cast: Cast):
    cast.pakt.evidence.filter(field="date").update(detail="published")
    line = {"name": None, "kind": "pakt", "status": "geschlossen", "date": "2016-09-05", "parties": ["DE-BY"]}
    cast.pakt.researched = line | {key: [] for key in ("partners", "portals", "pilot_ags", "topics")}
    cast.pakt.save()
    settle(cast.pakt, Lookups.load())
    assert cast.pakt.date_basis == "stated"
    assert accept(cast.pakt, "date", "2016-09-05", cast.anna).date_basis == "stated"


def test_a_decision_taken_back_leaves_the_machines_evidence_open(cast: Cast):
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    assert reopen(cast.pakt, "parties", "DE-HE", cast.anna).party_codes == ["DE-BY", "DE-HE"]
    assert cast.pakt.evidence.get(value="DE-HE").decided_by is None


def test_what_an_editor_wrote_goes_when_it_is_taken_back_but_stays_in_the_history(cast: Cast):
    add(cast.pakt, "earlier", "2009", cast.anna)
    assert reopen(cast.pakt, "earlier", "2009", cast.anna).earlier == []
    assert [step.history_type for step in Evidence.history.filter(value="2009")] == ["-", "+"]


def test_nothing_to_take_back_is_said(cast: Cast):
    with pytest.raises(Refused, match="noch nicht entschieden"):
        reopen(cast.pakt, "kind", "pakt", cast.anna)
