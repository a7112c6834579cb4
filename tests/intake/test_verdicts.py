"""What pages say of a researched act."""

import pytest

from coopwatch.intake.verdicts import Outcome, Verdict, verdicts
from coopwatch.registry.derive import Claim
from coopwatch.registry.facts import Facts
from coopwatch.registry.vocabulary import DateBasis, Decision

RESEARCHED = Facts(
    kind="pakt",
    status="geschlossen",
    date="2017-03",
    parties=frozenset({"DE-BY", "DE-HE"}),
    portals=frozenset({"Amt24"}),
)


def told(field: str, *claims: Claim) -> list[Verdict]:
    """The verdicts on one field, given these claims."""
    return [verdict for verdict in verdicts(RESEARCHED, claims) if verdict.field == field]


@pytest.mark.parametrize("field", ["kind", "status", "date", "portals"])
def test_what_no_page_tells_is_not_found(field: str) -> None:
    assert [verdict.outcome for verdict in told(field)] == [Outcome.NOT_FOUND]


def test_what_the_research_leaves_open_has_no_verdict() -> None:
    assert told("name", Claim("name", "Pakt", article=1)) == []


@pytest.mark.parametrize("date", ["2017", "2017-03", "2017-03-09"])
def test_a_more_or_less_exact_date_confirms(date: str) -> None:
    claim = Claim("date", date, DateBasis.STATED, article=1)
    assert told("date", claim) == [Verdict("date", Outcome.CONFIRMED, "2017-03", date, 1)]


def test_another_date_contradicts_with_both_values() -> None:
    claim = Claim("date", "2018-01", DateBasis.STATED, article=7)
    assert told("date", claim) == [Verdict("date", Outcome.CONTRADICTED, "2017-03", "2018-01", 7)]


def test_the_day_of_the_page_contradicts_nothing() -> None:
    claim = Claim("date", "2018-01-05", DateBasis.PUBLISHED, article=7)
    assert [verdict.outcome for verdict in told("date", claim)] == [Outcome.NOT_FOUND]


def test_pages_may_confirm_and_contradict() -> None:
    found = told("kind", Claim("kind", "pakt", article=1), Claim("kind", "rahmenvertrag", article=2))
    assert {verdict.outcome: verdict.article for verdict in found} == {
        Outcome.CONFIRMED: 1,
        Outcome.CONTRADICTED: 2,
    }


def test_a_further_party_contradicts_and_a_missing_one_is_not_found() -> None:
    found = told("parties", Claim("parties", "DE-BY", article=1), Claim("parties", "DE-TH", article=1))
    assert [(v.outcome, v.researched, v.told) for v in found] == [
        (Outcome.CONFIRMED, "DE-BY", "DE-BY"),
        (Outcome.NOT_FOUND, "DE-HE", ""),
        (Outcome.CONTRADICTED, "DE-BY, DE-HE", "DE-TH"),
    ]


def test_another_portal_contradicts_nothing() -> None:
    found = told("portals", Claim("portals", "BayernPortal", article=1))
    assert [verdict.outcome for verdict in found] == [Outcome.NOT_FOUND]


def test_a_longer_spelling_confirms() -> None:
    found = told("portals", Claim("portals", "Serviceportal Amt24", article=1))
    assert [verdict.outcome for verdict in found] == [Outcome.CONFIRMED]


@pytest.mark.parametrize(
    "claim",
    [Claim("kind", "pakt", article=None), Claim("kind", "pakt", article=1, decision=Decision.REJECTED)],
)
def test_only_standing_claims_of_pages_count(claim: Claim) -> None:
    assert [verdict.outcome for verdict in told("kind", claim)] == [Outcome.NOT_FOUND]
