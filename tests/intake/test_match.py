"""A reading is a known act, its renewal, something new, or a doubt that a person settles."""

import pytest

from coopwatch.intake.match import Known, Strength, match
from tests.intake.cast import facts

BY_HE = ("DE-BY", "DE-HE")
SPITZEN = {"Bayerischer Gemeindetag", "Bayerischer Städtetag"}


def decide(reading, *known):
    return match(reading, [Known(key, held) for key, held in enumerate(known, start=1)])


@pytest.mark.parametrize(
    ("reading", "known"),
    [
        (facts(*BY_HE, date="2017"), facts("DE-BW", "DE-SN", date="2017")),
        (facts(*BY_HE, date="2017-07-31"), facts(*BY_HE, date="2013-02-01")),
        (facts(*BY_HE, date="2017-07-31", topics={"ki"}), facts(*BY_HE, date="2017-07-31")),
        (facts("DE-BY", date="2019", partners={"AKDB"}), facts("DE-BY", date="2019", partners={"BayKommun"})),
        (facts(*BY_HE, name="Digitalpakt", date="2017"), facts(*BY_HE, name="Cyberallianz", date="2013")),
        (facts(*BY_HE, date="2017-07"), facts("DE-BY", "DE-SN", date="2017-07")),
    ],
)
def test_near_misses_are_new(reading, known):
    outcome = decide(reading, known)
    assert outcome.decision.strength == Strength.NONE
    assert outcome.doubt is None


@pytest.mark.parametrize(
    ("reading", "known", "reason"),
    [
        (facts(*BY_HE, date="2017-07-31"), facts(*BY_HE, date="2017-07"), "derselbe Zeitraum"),
        (
            facts(*BY_HE, date="2017-08-20", date_basis="published"),
            facts(*BY_HE, date="2017-07-31"),
            "Zeitraum",
        ),
        (facts(*BY_HE, name="Digitalpakt"), facts(*BY_HE, name="Digitalpakt", date="2017"), "gleicher Name"),
        (
            facts("DE-HE", pilotkommunen={"06440", "06436005"}),
            facts("DE", "DE-HE", pilotkommunen={"06440", "06436005"}),
            "2 Pilotkommunen",
        ),
        (
            facts("DE-BY", partners={"kommunale Spitzenverbände"}, date="2014"),
            facts("DE-BY", partners=SPITZEN, date="2014-11-14"),
            "dieselben Beteiligten",
        ),
        (facts(*BY_HE, status="geplant", date="2017"), facts(*BY_HE, date="2018"), "erst geplant"),
        (facts(*BY_HE), facts(*BY_HE, date="2017"), "ein Datum fehlt"),
        (
            facts(*BY_HE, date="2017-07-31", portals={"BayernID"}),
            facts(*BY_HE, "DE-SN", date="2017-07-31", portals={"Bayern-ID"}),
            "ein Teil der Beteiligten",
        ),
    ],
)
def test_a_further_source_of_a_known_act(reading, known, reason):
    decision = decide(reading, known).decision
    assert decision.is_further
    assert reason in decision.reason


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        (facts(*BY_HE, date="2022", status="erneuert"), facts(*BY_HE, date="2017")),
        (facts(*BY_HE, date="2022", earlier={"2017"}), facts(*BY_HE, date="2017-03")),
        (facts(*BY_HE, date="2017-07-31"), facts(*BY_HE, date="2016-03", kind="absichtserklaerung")),
    ],
)
def test_chains_are_found_whichever_article_is_read_first(later, earlier):
    assert decide(later, earlier).decision.strength == Strength.RENEWAL
    assert decide(earlier, later).decision.strength == Strength.PRECEDES


def test_of_two_earlier_acts_the_nearest_is_renewed():
    reading = facts(*BY_HE, date="2022", status="erneuert")
    assert decide(reading, facts(*BY_HE, date="2009"), facts(*BY_HE, date="2017")).decision.key == 2


@pytest.mark.parametrize(
    ("reading", "known"),
    [
        (facts(*BY_HE, "DE-SN", date="2017"), facts(*BY_HE, date="2017")),
        (facts(*BY_HE, status="erneuert"), facts(*BY_HE, status="erneuert", date="2017")),
        (facts(*BY_HE, name="Einer für Alle", date="2017"), facts(*BY_HE, name="Dachabkommen", date="2017")),
        (facts(*BY_HE, date="2020", portals={"Amt24"}), facts(*BY_HE, date="2017", portals={"Amt24"})),
    ],
)
def test_what_is_unsure_is_a_doubt_and_nothing_is_done(reading, known):
    outcome = decide(reading, known)
    assert outcome.decision.key is None
    assert outcome.doubt.key == 1


def test_two_acts_that_fit_equally_well_are_left_to_an_editor():
    outcome = decide(facts(*BY_HE), facts(*BY_HE, date="2017"), facts(*BY_HE, date="2019"))
    assert outcome.decision.key is None
    assert "mehrere passen" in outcome.doubt.reason


def test_a_name_goes_before_a_date():
    named = facts(*BY_HE, name="Digitalpakt", date="2017")
    outcome = decide(facts(*BY_HE, name="Digitalpakt", date="2017-05"), facts(*BY_HE, date="2017-05"), named)
    assert outcome.decision.key == 2


def test_all_laender_in_the_same_month_need_more_in_common():
    everyone = [f"DE-{code}" for code in ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW"]]
    reading = facts(*everyone, date="2021-01", kind="staatsvertrag")
    outcome = decide(reading, facts(*everyone, date="2021-01-29", kind="verwaltungsabkommen"))
    assert outcome.decision.key is None
    assert outcome.doubt


LETTER = {"kind": "absichtserklaerung", "status": "erneuert", "portals": {"Amt24"}}
RENEWED = {"status": "erneuert", "date": "2022-05", "portals": {"Amt24", "OZG-Hub"}}


@pytest.mark.parametrize(
    ("letter", "agreement"),
    [
        (facts(*BY_HE, **LETTER | {"portals": (), "topics": {"ki"}}), facts(*BY_HE, **RENEWED)),
        (facts(*BY_HE, **LETTER | {"portals": (), "topics": ()}), facts(*BY_HE, **RENEWED | {"topics": ()})),
        (facts(*BY_HE, "DE-SN", **LETTER), facts(*BY_HE, **RENEWED)),
        (facts(*BY_HE, **LETTER | {"date": "2023-01"}), facts(*BY_HE, **RENEWED)),
        (facts(*BY_HE, **LETTER), facts(*BY_HE, **RENEWED | {"status": "beendet"})),
    ],
)
def test_a_letter_of_intent_of_other_parties_or_subject_or_later_precedes_nothing(letter, agreement):
    assert decide(letter, agreement).decision.strength != Strength.PRECEDES
    assert decide(agreement, letter).decision.strength != Strength.RENEWAL


def test_an_undated_letter_of_intent_precedes_the_renewed_agreement():
    letter, agreement = facts(*BY_HE, **LETTER), facts(*BY_HE, **RENEWED)
    assert decide(agreement, letter).decision.strength == Strength.RENEWAL
    assert "Absichtserklärung" in decide(agreement, letter).decision.reason
    assert decide(letter, agreement).decision.strength == Strength.PRECEDES


def test_an_undated_renewal_is_the_known_one_of_its_kind_and_portal():
    known = facts(*BY_HE, **LETTER | {"date": "2017-10"})
    assert decide(facts(*BY_HE, **LETTER), known).decision.is_further
