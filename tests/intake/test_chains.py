"""The chains and merges that are known: of the publishers' own texts, and of readings written for the test."""

from pathlib import Path

import pytest

from coopwatch.extraction.article_files import read_articles
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.intake.text import content_hash
from coopwatch.registry.models import Agreement
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


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the publishers' texts are not beside the checkout")
def test_the_service_portals_of_two_laender_are_a_chain(places):
    lexicon = load_lexicon()
    texts = {text.id: text for text in read_articles([str(SEEDS)]) if text.id in {"seed-001", "seed-004"}}
    record_all({name: extract(text, lexicon) for name, text in texts.items()})
    later = Agreement.objects.get(date__year=2022)
    assert later.predecessor.kind == "absichtserklaerung"
    assert Agreement.objects.count() == 2
