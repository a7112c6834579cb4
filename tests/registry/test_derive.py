"""What holds, given what sources say and persons decided."""

from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts
from coopwatch.registry.vocabulary import Decision

BY_HE = frozenset({"DE-BY", "DE-HE"})
RESEARCHED = Facts(kind="pakt", date="2017", date_basis="stated", parties=BY_HE)


def said(field, value, article=1, confidence=0.9, **more):
    return Claim(field, value, article=article, confidence=confidence, **more)


def accepted(field, value, **more):
    return Claim(field, value, decision=Decision.ACCEPTED, order=9, **more)


def rejected(field, value, **more):
    return Claim(field, value, decision=Decision.REJECTED, order=8, **more)


def test_nothing_said_is_nothing_held():
    assert derive(None, []).facts == Facts()


def test_the_surest_reading_holds_and_the_other_is_a_conflict():
    derived = derive(None, [said("kind", "pakt", confidence=0.6), said("kind", "staatsvertrag", article=2)])
    assert derived.facts.kind == "staatsvertrag"
    assert derived.conflicts == ("kind",)


def test_what_was_researched_goes_before_what_the_machine_read():
    derived = derive(RESEARCHED, [said("kind", "sonstige")])
    assert derived.facts.kind == "pakt"
    assert derived.conflicts == ("kind",)


def test_a_person_settles_a_conflict():
    derived = derive(RESEARCHED, [said("kind", "sonstige"), accepted("kind", "staatsvertrag")])
    assert derived.facts.kind == "staatsvertrag"
    assert derived.conflicts == ()


def test_what_a_person_rejected_never_comes_back():
    claims = [rejected("parties", "DE-HE"), said("parties", "DE-HE"), said("parties", "DE-BY")]
    assert derive(None, claims).facts.parties == {"DE-BY"}


def test_a_rejected_researched_value_gives_way():
    assert derive(RESEARCHED, [rejected("kind", "pakt"), said("kind", "sonstige")]).facts.kind == "sonstige"


def test_a_more_exact_date_that_agrees_is_no_conflict():
    derived = derive(RESEARCHED, [said("date", "2017-05-04", detail="stated")])
    assert derived.facts.date == "2017-05-04"
    assert derived.conflicts == ()


def test_two_days_are_a_conflict():
    derived = derive(None, [said("date", "2017-05-04"), said("date", "2017-05-05", article=2)])
    assert derived.conflicts == ("date",)


def test_the_day_of_publication_gives_way_to_a_stated_date():
    published = said("date", "2017-06-01", detail="published")
    derived = derive(None, [published, said("date", "2017-05", article=2, detail="stated", confidence=0.4)])
    assert (derived.facts.date, derived.facts.date_basis) == ("2017-05", "stated")
    assert derived.conflicts == ()


def test_of_days_of_publication_the_first_holds():
    days = [
        said("date", "2017-06-03", detail="published"),
        said("date", "2017-06-01", article=2, detail="published"),
    ]
    derived = derive(None, days)
    assert (derived.facts.date, derived.facts.date_basis) == ("2017-06-01", "published")
    assert derived.conflicts == ()


def test_the_machine_adds_portals_but_no_party_to_a_researched_act():
    derived = derive(RESEARCHED, [said("portals", "BayernPortal"), said("parties", "DE-SN")])
    assert derived.facts.portals == {"BayernPortal"}
    assert derived.facts.parties == BY_HE
    assert derived.conflicts == ("parties",)


def test_an_article_that_names_fewer_parties_is_no_conflict():
    claims = [
        said("parties", "DE-BY"),
        said("parties", "DE-BY", article=2),
        said("parties", "DE-HE", article=2),
    ]
    assert derive(None, claims).conflicts == ()


def test_an_open_place_is_not_held_until_it_is_decided():
    assert derive(None, [said("pilotkommunen", "Halle")]).facts.pilotkommunen == frozenset()
    decided = [said("pilotkommunen", "Halle"), accepted("pilotkommunen", "15002000")]
    assert derive(None, decided).facts.pilotkommunen == {"15002000"}


def test_signatories_bear_their_party():
    facts = derive(None, [said("signatories", "Judith Gerlach", detail="DE-BY")]).facts
    assert facts.signatories == {("Judith Gerlach", "DE-BY")}
