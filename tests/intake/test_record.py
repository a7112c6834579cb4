"""Recording: idempotent, in line with the last reading, and never against a person's decision."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from coopwatch.intake.record import record
from coopwatch.registry.models import Agreement, Evidence, Organisation, Proposal, Report
from coopwatch.registry.vocabulary import CheckState, Decision, ReportRelation, Visibility
from tests.intake.cast import PACT, article, reading, without


def take(told, *agreements, version="1") -> list[str]:
    with transaction.atomic():
        return record(told, reading(*agreements, version=version))


@pytest.fixture
def told(places):
    return article()


@pytest.fixture
def pact(told) -> Agreement:
    take(told, PACT)
    return Agreement.objects.get()


def test_a_sure_agreement_is_public_at_once_and_marked_automatic(pact):
    assert (pact.visibility, pact.check_state) == (Visibility.PUBLISHED, CheckState.AUTOMATIC)
    assert pact.title == "Bayern und Hessen: Pakt (2017)"
    assert pact.slug == "bayern-und-hessen-pakt-2017"
    assert pact.party_codes == ["DE-BY", "DE-HE"]


def test_a_title_bears_usual_names_and_follows_the_facts(told):
    Organisation.objects.create(slug="akdb", name="AKDB", spellings=["Anstalt für Datenverarbeitung"])
    with_partner = without(PACT, "parties", parties=("DE-BY",), partners=("Anstalt für Datenverarbeitung",))
    take(told, with_partner)
    assert Agreement.objects.get().title == "Bayern und AKDB: Pakt (2017)"
    take(told, without(with_partner, "kind", kind="staatsvertrag"), version="2")
    assert Agreement.objects.get().title == "Bayern und AKDB: Staatsvertrag (2017)"


def test_a_title_that_an_editor_gave_stays(pact, told):
    pact.title = "Von Hand"
    pact.save()
    take(told, without(PACT, "kind", kind="staatsvertrag"), version="2")
    pact.refresh_from_db()
    assert (pact.kind, pact.title) == ("staatsvertrag", "Von Hand")


def test_an_unsure_one_waits(told):
    take(told, replace(PACT, confidence=0.4))
    assert Agreement.objects.get().visibility == Visibility.WAITING


def test_an_agreement_of_one_party_waits_however_sure(told):
    take(told, without(PACT, "parties", parties=("DE-BY",)))
    assert Agreement.objects.get().visibility == Visibility.WAITING


def test_each_fact_has_its_quote_in_the_text(pact, told):
    for evidence in pact.evidence.all():
        assert told.text[evidence.start : evidence.end] == evidence.quote


def test_the_same_reading_again_changes_nothing(pact, told):
    before = (Evidence.objects.count(), pact.history.count(), pact.updated_at)
    assert take(told, PACT) == ["Bayern und Hessen: Pakt (2017): unverändert"]
    pact.refresh_from_db()
    assert (Evidence.objects.count(), pact.history.count()) == before[:2]


def test_a_better_reading_replaces_what_nobody_decided(pact, told):
    take(told, without(PACT, "kind", "portals", kind="staatsvertrag", portals=()), version="2")
    pact.refresh_from_db()
    assert (pact.kind, pact.portals.count()) == ("staatsvertrag", 0)
    assert pact.title == "Bayern und Hessen: Staatsvertrag (2017)"


def decide_on(pact, field, decision):
    pact.evidence.filter(field=field).update(decision=decision, decided_at=timezone.now())


def test_what_a_person_accepted_stays(pact, told):
    decide_on(pact, "kind", Decision.ACCEPTED)
    take(told, without(PACT, "kind", kind="staatsvertrag"), version="2")
    pact.refresh_from_db()
    assert pact.kind == "pakt"


def test_what_a_person_rejected_does_not_come_back(pact, told):
    decide_on(pact, "portals", Decision.REJECTED)
    take(told, PACT, version="2")
    assert pact.portals.count() == 0


def test_an_agreement_that_is_not_read_any_more_is_withdrawn(pact, told):
    other = without(PACT, "parties", parties=("DE-SN", "DE-TH"), portals=(), date="2020")
    said = take(told, other, version="2")
    pact.refresh_from_db()
    assert pact.visibility == Visibility.REJECTED
    assert "zurückgenommen" in said[-1]


def test_a_decided_agreement_is_not_withdrawn(pact, told):
    decide_on(pact, "kind", Decision.ACCEPTED)
    take(told, without(PACT, "parties", parties=("DE-SN", "DE-TH"), date="2020"), version="2")
    pact.refresh_from_db()
    assert pact.visibility == Visibility.PUBLISHED


def test_a_second_article_is_a_further_source(pact):
    second = article("Ein anderes Blatt über denselben Pakt.")
    said = take(second, without(PACT, *["parties", "kind", "status", "date", "portals", "topics"]))
    assert "weitere Quelle" in said[0]
    relations = {report.relation for report in pact.reports.all()}
    assert relations == {ReportRelation.NEW, ReportRelation.FURTHER}
    assert Report.objects.get(article=second).reason


def test_a_renewal_is_a_record_of_its_own_in_the_chain(pact):
    renewal = without(PACT, "date", "status", date="2022-05", status="erneuert")
    take(article("Fünf Jahre später."), renewal)
    latest = Agreement.objects.latest("pk")
    assert latest.predecessor == pact


def test_an_earlier_act_that_is_read_later_goes_before(pact):
    earlier = without(PACT, "date", "kind", date="2016-03", kind="absichtserklaerung", portals=())
    take(article("Ein Jahr davor."), earlier)
    pact.refresh_from_db()
    assert pact.predecessor.kind == "absichtserklaerung"


def test_a_doubt_is_proposed_and_not_published(pact):
    wider = without(PACT, "parties", "portals", parties=("DE-BY", "DE-HE", "DE-SN"), portals=())
    take(article("Mit Sachsen."), wider)
    proposal = Proposal.objects.get()
    assert proposal.candidate == pact
    assert proposal.agreement.visibility == Visibility.WAITING


def test_two_agreements_of_one_article_stay_two(told):
    take(told, PACT, without(PACT, "parties", parties=("DE-BY", "DE-SN")))
    assert Agreement.objects.count() == 2


def test_quotes_are_attached_to_a_researched_act(places):
    from tests.registry.test_register_file import line
    from tests.registry.test_research import act
    from tests.registry.test_research import take as load

    load(line(date="2017-07-31", pilotkommunen=[], portals=[], topics=["nutzerkonto"]))
    take(article(), without(PACT, "kind", kind="staatsvertrag"))
    assert act().evidence.filter(field="parties").count() == 2
    assert act().kind == "pakt"
    assert act().conflicts == ["kind"]
    assert act().check_state == CheckState.RESEARCHED
    assert {portal.name for portal in act().portals.all()} == {"BayernID"}


def test_recording_needs_few_queries(told, django_assert_max_num_queries):
    with django_assert_max_num_queries(80):
        take(told, PACT)
    with django_assert_max_num_queries(56):
        take(told, PACT)
