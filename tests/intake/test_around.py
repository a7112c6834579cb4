"""Whatever the rules of matching can bring together is found among the known agreements."""

import pytest

from coopwatch.extraction.records import PilotKommune
from coopwatch.intake import around
from coopwatch.intake.known import candidates, known
from coopwatch.intake.match import NEW, compare
from coopwatch.registry.models import Agreement, Land
from tests.intake.cast import article, facts, reading
from tests.intake.test_order import BW_SN, BY_HE, READINGS, take, told
from tests.intake.test_swaps import TOLD as OF_TWO_ACTS

PILOT = PilotKommune("Halle", "Stadt", "DE-ST", "15002000", ())
MORE = {
    "pilot": told(BY_HE, date="2012-05", pilotkommunen=(PILOT,)),
    "pilot undated": told((*BY_HE, "DE-SN"), pilotkommunen=(PILOT,)),
    "name": told(BY_HE, date="2020-01-10", name="Digital-Pakt Süd"),
    "name of others": told(("DE-BY", "DE-BW"), date="2020", name="DigitalPakt"),
    "name undated": told(("DE-BY", "DE-SN"), name="Große Straße"),
    "federal": told(("DE", "DE-BY"), date="2017-08-01"),
    "end of the month": told((*BY_HE, "DE-SN"), date="2017-06", portals=("BayernID",)),
}


@pytest.fixture
def acts(places) -> dict:
    """All acts of the tellings of three tests, by key."""
    said = READINGS | {f"two {name}": reading(*both) for name, both in OF_TWO_ACTS.items()}
    for name, one in (said | {name: reading(one) for name, one in MORE.items()}).items():
        take(article(name, content_hash=name), one)
    return {act.key: act for act in known(Agreement.objects.values_list("pk", flat=True))}


def test_no_act_is_missed_that_a_rule_brings_together(acts):
    rest = set(Agreement.objects.filter(visibility="merged").values_list("pk", flat=True))
    pairs = 0
    for one in acts.values():
        found = {act.key for act in candidates(one.facts)}
        fits = {key for key, act in acts.items() if compare(one.facts, act) != NEW} - rest
        assert fits <= found, one
        pairs += len(fits)
    assert pairs > 2 * len(acts)


def test_acts_of_others_are_left_out(acts):
    found = candidates(facts("DE-BW", "DE-SN", date="1999"))
    assert {act.facts.parties for act in found} == {frozenset(BW_SN)}
    assert not candidates(facts("DE-TH", "DE-BW", date="2017"))


def test_undated_acts_do_not_hide_the_nearest_in_time(places, monkeypatch):
    monkeypatch.setattr(around, "LIMIT", 1)
    for number, date in enumerate((None, "2010", "2017-07-31", None)):
        take(
            article(str(number), content_hash=str(number)),
            reading(told(BY_HE, date=date, status=f"s{number}")),
        )
    assert [act.facts.date for act in candidates(facts(*BY_HE, date="2017-07-01"))] == ["2017-07-31"]


def test_an_act_of_all_laender_finds_the_others_of_all_laender(places):
    codes = sorted(Land.objects.values_list("code", flat=True))
    take(article("all"), reading(told(tuple(codes), date="2010-04-01", kind="staatsvertrag")))
    take(article("one less", content_hash="1"), reading(told(tuple(codes[1:]), date="1990-04-01")))
    found = candidates(facts(*codes, date="2003"))
    assert [len(act.facts.parties) for act in found] == [len(codes)]
