"""The chains and merges that are known: of the publishers' own texts, and of readings written for the test."""

from pathlib import Path

import pytest
from django.core.management import call_command

from coopwatch.extraction.article_files import read_articles
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.intake.grouping import MOST_DOUBTS
from coopwatch.intake.text import content_hash
from coopwatch.registry.models import Agreement, Article, Proposal
from coopwatch.registry.vocabulary import ReportRelation
from tests.intake.cast import article, reading
from tests.intake.test_order import BW_SN, LETTER, take, told

SEEDS = Path(__file__).parents[3] / "shared" / "corpus" / "seeds"
INTENT = told(BW_SN, status="erneuert", portals=("Amt24",), **LETTER)
RENEWED = told(BW_SN, date="2022-05", status="erneuert", portals=("Amt24",))


def record_all(said: dict) -> None:
    for name, one in said.items():
        take(article(name, content_hash=content_hash(name)), one)


def test_an_undated_letter_comes_before_the_renewed_agreement_with_the_reason(places):
    record_all({"renewed": reading(RENEWED), "intent": reading(INTENT)})
    later = Agreement.objects.get(status="erneuert", kind="kooperationsvereinbarung")
    assert later.predecessor.kind == "absichtserklaerung"
    report = later.reports.get()
    assert report.relation == ReportRelation.RENEWAL
    assert "Absichtserklärung" in report.reason


def test_a_letter_of_other_portals_and_topics_is_no_predecessor(places):
    other = told(BW_SN, status="erneuert", portals=("BayernID",), **LETTER | {"topics": ("ki",)})
    record_all({"renewed": reading(RENEWED), "intent": reading(other)})
    assert not Agreement.objects.exclude(predecessor=None).exists()


def test_what_fits_two_acts_equally_well_is_proposed_for_both(places):
    of_years = {year: reading(told(BW_SN, date=year)) for year in ("2017", "2019", "2021")}
    other = {"other": reading(told(BW_SN, date="2021", topics=("ki",)))}
    record_all(of_years | other | {"undated": reading(told(BW_SN, topics=("ozg",)))})
    undated = Agreement.objects.get(date=None)
    dates = {doubt.candidate.date.year for doubt in undated.proposals.all()}
    assert dates == {2017, 2019, 2021}
    assert not Proposal.objects.exclude(agreement=undated).exists()
    assert {doubt.candidate.topics[0] for doubt in undated.proposals.all()} == {"ozg"}


def test_of_many_acts_that_fit_equally_well_three_are_proposed(places):
    years = ("2013", "2015", "2017", "2019")
    record_all({year: reading(told(BW_SN, date=year)) for year in years} | {"undated": reading(told(BW_SN))})
    assert Agreement.objects.get(date=None).proposals.count() == MOST_DOUBTS


def test_a_proposal_goes_when_its_act_is_another_one(places):
    record_all({year: reading(told(BW_SN, date=year)) for year in ("2017", "2019")})
    take(article("undated", content_hash="undated"), reading(told(BW_SN)))
    take(Article.objects.get(text="2019"), reading(told(BW_SN, date="2019", topics=("ki",))))
    undated = Agreement.objects.exclude(visibility="merged").filter(date=None)
    # Only one act fits now, so that the article is its further source.
    assert not undated.exists() and not Proposal.objects.exists()


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the publishers' texts are not beside the checkout")
def test_the_service_portals_of_two_laender_are_a_chain(places):
    lexicon = load_lexicon()
    texts = {text.id: text for text in read_articles([str(SEEDS)]) if text.id in {"seed-001", "seed-004"}}
    record_all({name: extract(text, lexicon) for name, text in texts.items()})
    later = Agreement.objects.get(date__year=2022)
    assert later.predecessor.kind == "absichtserklaerung"
    assert Agreement.objects.count() == 2


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the publishers' texts are not beside the checkout")
def test_the_undated_hessian_pilot_is_proposed_for_the_researched_one(db):
    call_command("load_reference", verbosity=0)
    call_command("load_register", verbosity=0)
    text = next(text for text in read_articles([str(SEEDS)]) if text.id == "seed-002")
    record_all({text.id: extract(text, load_lexicon())})
    hessian = Agreement.objects.get(register_id=None, laender="DE-HE")
    assert "bund-he-pilotkommunen-2025" in {doubt.candidate.register_id for doubt in hessian.proposals.all()}
