"""The end of a review, proposals, error reports and visits."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.facts import reject
from coopwatch.registry.actions.merge import merge
from coopwatch.registry.actions.proposals import chain, handle, keep_apart, report_error
from coopwatch.registry.actions.review import complete, discard, restore
from coopwatch.registry.actions.visits import STALE_AFTER, enter, leave
from coopwatch.registry.models import Agreement, ErrorReport, Proposal, Visit
from tests.registry.actions.cast import Cast


def test_a_review_does_not_end_while_sources_differ(cast: Cast):
    merge(cast.double, cast.pakt, cast.anna)
    with pytest.raises(Refused, match="Art, Datum"):
        complete(cast.pakt, cast.anna)


def test_a_record_with_one_party_is_not_shown(cast: Cast):
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    with pytest.raises(Refused, match="zwei Beteiligte"):
        complete(cast.pakt, cast.anna)
    cast.pakt.refresh_from_db()
    assert cast.pakt.check_state == "automatic"
    assert cast.values("kind") == {"pakt": "open"}


def test_a_complete_review_accepts_what_stands_and_shows_the_record(cast: Cast):
    pakt = complete(cast.pakt, cast.anna)
    assert (pakt.check_state, pakt.visibility) == ("checked", "published")
    assert cast.values("parties") == {"DE-BY": "accepted", "DE-HE": "accepted"}
    assert cast.values("pilotkommunen") == {"Neustadt": "open"}
    assert pakt.history.first().history_change_reason == "geprüft"


def test_a_discarded_record_comes_back_into_the_queue(cast: Cast):
    assert discard(cast.pakt, cast.anna, "nur ein Treffen").visibility == "rejected"
    with pytest.raises(Refused, match="wiederherstellen"):
        complete(cast.pakt, cast.anna)
    assert restore(cast.pakt, cast.anna).visibility == "waiting"
    with pytest.raises(Refused):
        restore(cast.pakt, cast.anna)


def propose(cast: Cast) -> Proposal:
    return Proposal.objects.create(agreement=cast.double, candidate=cast.pakt, relation="further", reason="")


def test_two_records_kept_apart_stay_two(cast: Cast):
    proposal = propose(cast)
    keep_apart(proposal, cast.anna)
    proposal.refresh_from_db()
    assert (proposal.decision, proposal.decided_by) == ("rejected", cast.anna)
    with pytest.raises(Refused, match="schon entschieden"):
        chain(proposal, cast.anna)


def test_a_renewal_follows_its_predecessor_but_never_in_a_circle(cast: Cast):
    chain(propose(cast), cast.anna)
    cast.double.refresh_from_db()
    assert cast.double.predecessor == cast.pakt
    back = Proposal.objects.create(agreement=cast.pakt, candidate=cast.double, relation="renewal", reason="")
    with pytest.raises(Refused, match="Kreis"):
        chain(back, cast.anna)


def test_an_error_report_ends_once(cast: Cast):
    report = ErrorReport.objects.create(agreement=cast.pakt, message="Das Datum stimmt nicht.")
    with pytest.raises(Refused):
        handle(report, "open", cast.anna)
    handle(report, "done", cast.anna)
    report.refresh_from_db()
    assert report.handled_by == cast.anna
    with pytest.raises(Refused, match="schon bearbeitet"):
        handle(report, "dismissed", cast.anna)


def test_the_second_editor_is_told_of_the_first_until_he_has_left(cast: Cast):
    bert = User.objects.create_user("bert")
    assert enter(cast.pakt, cast.anna) == []
    assert [visit.editor for visit in enter(cast.pakt, bert)] == [cast.anna]
    leave(cast.pakt, cast.anna)
    assert enter(cast.pakt, bert) == []


def test_a_visit_of_which_nothing_was_heard_does_not_count(cast: Cast):
    enter(cast.pakt, cast.anna)
    seen = Visit.objects.get().seen_at - STALE_AFTER - timedelta(seconds=1)
    Visit.objects.update(seen_at=seen)
    assert enter(cast.pakt, User.objects.create_user("bert")) == []


def test_what_a_reader_reports_waits_for_an_editor(cast: Cast):
    complete(cast.pakt, cast.anna)
    report = report_error(cast.pakt, "date", "  Das Datum ist falsch.  ", "leser@example.org")
    kept = ErrorReport.objects.get()
    assert (kept.pk, kept.agreement, kept.field, kept.state) == (report.pk, cast.pakt, "date", "open")
    assert (kept.message, kept.contact) == ("Das Datum ist falsch.", "leser@example.org")


def test_nobody_reports_on_a_record_that_is_not_public(cast: Cast):
    Agreement.objects.filter(pk=cast.pakt.pk).update(visibility="waiting")
    with pytest.raises(Refused, match="nicht mehr öffentlich"):
        report_error(cast.pakt, "", "Diese Vereinbarung gab es nie.")
    assert not ErrorReport.objects.exists()


@pytest.mark.parametrize(
    ("field", "message", "contact"),
    [("date", "   ", ""), ("farbe", "Die Farbe stimmt nicht.", ""), ("", "Das Datum ist falsch.", "keine")],
)
def test_what_cannot_be_kept_is_refused(cast: Cast, field: str, message: str, contact: str):
    complete(cast.pakt, cast.anna)
    with pytest.raises(Refused):
        report_error(cast.pakt, field, message, contact)
    assert not ErrorReport.objects.exists()
