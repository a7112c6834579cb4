"""Merge, split and their way back."""

import pytest

from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.facts import accept
from coopwatch.registry.actions.merge import merge
from coopwatch.registry.actions.preview import preview_merge, preview_split
from coopwatch.registry.actions.split import split
from coopwatch.registry.actions.undo import undo
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Evidence, Proposal
from coopwatch.registry.settle import facts_of, settle
from tests.registry.actions.cast import Cast, found, record


def keys(rows) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def test_an_agreement_is_not_merged_with_itself_or_twice(cast: Cast):
    with pytest.raises(Refused, match="mit sich selbst"):
        merge(cast.pakt, cast.pakt, cast.anna)
    merge(cast.double, cast.pakt, cast.anna)
    with pytest.raises(Refused, match="schon in einer anderen"):
        merge(cast.double, cast.pakt, cast.anna)


def test_after_a_merge_one_record_holds_everything_and_says_where_sources_differ(cast: Cast):
    merge(cast.double, cast.pakt, cast.anna)
    pakt, double = Agreement.objects.get(pk=cast.pakt.pk), Agreement.objects.get(pk=cast.double.pk)
    assert (double.visibility, double.merged_into) == ("merged", pakt)
    assert pakt.reports.count() == 2 and not double.reports.exists()
    assert pakt.conflicts == ["kind", "date"]
    assert pakt.history.first().history_user == cast.anna


def test_the_preview_says_what_the_merge_then_does(cast: Cast):
    rows = {row.field: row for row in preview_merge(cast.double, cast.pakt)}
    merge(cast.double, cast.pakt, cast.anna)
    pakt = Agreement.objects.get(pk=cast.pakt.pk)
    assert rows["kind"].result == (pakt.kind,) and rows["kind"].conflict
    assert rows["parties"].result == tuple(pakt.party_codes)


def test_an_undone_merge_puts_both_back(cast: Cast):
    before = [(facts_of(a), keys(a.evidence), keys(a.reports)) for a in (cast.pakt, cast.double)]
    undo(merge(cast.double, cast.pakt, cast.anna), cast.anna)
    again = [Agreement.objects.get(pk=a.pk) for a in (cast.pakt, cast.double)]
    assert [(facts_of(a), keys(a.evidence), keys(a.reports)) for a in again] == before
    assert [a.visibility for a in again] == ["waiting", "waiting"]


def test_decisions_made_in_between_survive_the_undo(cast: Cast):
    step = merge(cast.double, cast.pakt, cast.anna)
    accept(cast.pakt, "date", "2016-09-06", cast.anna)
    undo(step, cast.anna)
    assert cast.values("date", cast.double) == {"2016-09-06": "accepted"}


def test_a_step_on_which_a_later_one_stands_is_not_undone_first(cast: Cast):
    first = merge(cast.double, cast.pakt, cast.anna)
    third = record("third", cast.other, [("parties", "DE-BY", "Bayern")])
    merge(third, cast.pakt, cast.anna)
    with pytest.raises(Refused, match="späteren Schritt"):
        undo(first, cast.anna)


def test_a_merge_of_a_researched_record_loses_none_of_its_facts(cast: Cast):
    line = {"name": "Main-Pakt", "kind": "pakt", "status": "geschlossen", "date": "2016-09-06"}
    lists = {key: [] for key in ("partners", "portals", "pilot_ags", "topics")}
    cast.double.researched = line | lists | {"parties": ["DE-BY", "DE-HE", "DE-SN"]}
    cast.double.save()
    step = merge(cast.double, cast.pakt, cast.anna)
    pakt = Agreement.objects.get(pk=cast.pakt.pk)
    assert (pakt.name, pakt.party_codes) == ("Main-Pakt", ["DE-BY", "DE-HE", "DE-SN"])
    undo(step, cast.anna)
    assert not Evidence.objects.filter(rule="recherche").exists()


def test_a_merge_answers_the_proposal_and_moves_followers(cast: Cast):
    proposal = Proposal.objects.create(
        agreement=cast.double, candidate=cast.pakt, relation="further", reason=""
    )
    follower = Agreement.objects.create(
        slug="f", title="f", kind="pakt", status="erneuert", predecessor=cast.double
    )
    step = merge(cast.double, cast.pakt, cast.anna)
    proposal.refresh_from_db(), follower.refresh_from_db()
    assert (proposal.decision, follower.predecessor) == ("accepted", cast.pakt)
    undo(step, cast.anna)
    proposal.refresh_from_db(), follower.refresh_from_db()
    assert (proposal.decision, follower.predecessor) == ("open", cast.double)


def test_a_split_needs_some_evidence_but_not_all(cast: Cast):
    for chosen, reason in (([], "mindestens einen"), (keys(cast.pakt.evidence), "alle Belege")):
        with pytest.raises(Refused, match=reason):
            split(cast.pakt, chosen, cast.anna)


def test_a_split_after_a_wrong_merge_gives_the_second_act_its_own_record(cast: Cast):
    chosen = keys(cast.double.evidence)
    merge(cast.double, cast.pakt, cast.anna)
    step = split(cast.pakt, chosen, cast.anna)
    assert step.target.kind == "kooperationsvereinbarung" and step.target.visibility == "waiting"
    assert [report.article for report in step.target.reports.all()] == [cast.other]
    assert Agreement.objects.get(pk=cast.pakt.pk).conflicts == []


def test_the_preview_of_a_split_says_what_either_side_would_hold(cast: Cast):
    portal = keys(cast.pakt.evidence.filter(field="portals"))
    rows = {row.field: row for row in preview_split(cast.pakt, portal)[0]}
    assert (rows["portals"].right, rows["portals"].result) == (("BayernPortal",), ())


def test_an_article_that_tells_of_both_stays_with_both_and_an_undo_makes_them_one(cast: Cast):
    before = facts_of(cast.pakt), keys(cast.pakt.evidence)
    step = split(cast.pakt, keys(cast.pakt.evidence.filter(field="portals")), cast.anna)
    assert [a.reports.count() for a in (step.source, step.target)] == [1, 1]
    undo(step, cast.anna)
    pakt = Agreement.objects.get(pk=cast.pakt.pk)
    assert (facts_of(pakt), keys(pakt.evidence)) == before
    assert Agreement.objects.get(pk=step.target_id).merged_into == pakt


def test_reading_the_article_again_does_not_bring_back_what_was_split_off(cast: Cast):
    portal = cast.pakt.evidence.get(field="portals")
    step = split(cast.pakt, {portal.pk}, cast.anna)
    assert cast.values("portals") == {"BayernPortal": "rejected"}
    found(cast.pakt, cast.other, "portals", "BayernPortal", "Bayern")
    settle(cast.pakt, Lookups.load())
    assert facts_of(cast.pakt).portals == frozenset()
    assert facts_of(step.target).portals == {"BayernPortal"}
