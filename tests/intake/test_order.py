"""What is recorded does not depend on the order in which articles come in, nor on how many workers there are.

COOPWATCH_ORDERS sets in how many orders the retold articles are recorded (2 in the suite, 20 before a release).
"""

import os
import random
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from coopwatch.extraction.article_files import read_articles
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.records import AgreementReading, Reading
from coopwatch.intake.record import record
from coopwatch.intake.text import content_hash
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.settle import facts_of
from coopwatch.registry.vocabulary import Visibility
from tests.intake.cast import article, reading
from tests.registry.cast import load_places

ORDERS = int(os.environ.get("COOPWATCH_ORDERS", "2"))
RETOLD = Path(__file__).parents[1] / "corpus" / "retold"
BY_HE, BW_SN = ("DE-BY", "DE-HE"), ("DE-BW", "DE-SN")


def told(parties, **facts) -> AgreementReading:
    """A reading without quotes about online services."""
    defaults = {"kind": "kooperationsvereinbarung", "status": "geschlossen", "topics": ("ozg",)}
    return AgreementReading(parties=parties, confidence=0.9, **defaults | facts)


LETTER = {"kind": "absichtserklaerung"}
# Tellings that pull at each other: without a date, planned and done, in part, of several years, in two names.
TOLD = {
    "planned": (told(BY_HE, status="geplant", date="2017"),),
    "signed": (told(BY_HE, date="2017-07-31", portals=("BayernID",)),),
    "vague": (told(BY_HE, date="2017"), told(BW_SN, date="2017-10", portals=("Amt24",), **LETTER)),
    "undated": (told(BY_HE),),
    "later": (told(BY_HE, date="2017-08-20", date_basis="published", portals=("BayernID",)),),
    "letter": (told(BY_HE, date="2016", **LETTER),),
    "wider": (told((*BY_HE, "DE-SN"), date="2017-07-31", portals=("BayernID",)),),
    "other": (told(BY_HE, date="2019-03", name="Digitalpakt"),),
    "renewed": (told(BW_SN, date="2022-05", status="erneuert", portals=("Amt24",)),),
    "intent": (told(BW_SN, status="erneuert", portals=("Amt24",), **LETTER),),
}
READINGS = {name: reading(*agreements) for name, agreements in TOLD.items()}


@cache
def retold() -> dict[str, Reading]:
    """The retold articles as they are read now, by their text."""
    lexicon = load_lexicon()
    return {text.text: extract(text, lexicon) for text in read_articles([str(RETOLD)])}


def take(row: Article, said: Reading) -> None:
    with transaction.atomic():
        record(row, said)


def act(agreement: Agreement) -> tuple:
    """One act as others may name it, whatever its key."""
    facts = facts_of(agreement)
    articles = tuple(sorted(report.article.text for report in agreement.reports.all() if report.article.text))
    parties = tuple(sorted(facts.parties))
    return (*articles, *parties, facts.kind, facts.status, facts.date, agreement.visibility)


def state() -> list[tuple]:
    """All acts with their facts, articles, chains, proposals and the reasons of the reports."""
    rows = Agreement.objects.exclude(visibility=Visibility.MERGED).prefetch_related("reports__article")
    found = []
    for row in rows:
        before = act(row.predecessor) if row.predecessor else ()
        doubts = sorted((act(doubt.candidate), doubt.reason) for doubt in row.proposals.all())
        why = sorted((report.article.text, report.relation, report.reason) for report in row.reports.all())
        found.append((act(row), facts_of(row), before, doubts, why))
    return sorted(found, key=lambda one: (one[0], one[2:]))


def state_after(readings: dict[str, Reading], seed: int) -> list[tuple]:
    """The state after recording in the order of a seed; nothing of it is left behind."""
    names = sorted(readings)
    random.Random(seed).shuffle(names)
    with transaction.atomic():
        for name in names:
            take(article(name, content_hash=content_hash(name)), readings[name])
        found = state()
        transaction.set_rollback(True)
    return found


def test_any_order_gives_the_same_acts(places):
    first = state_after(READINGS, 0)
    for seed in range(1, 2 * ORDERS):
        assert state_after(READINGS, seed) == first, seed


def test_taking_back_an_article_leaves_what_was_without_it(places):
    rest = {name: said for name, said in READINGS.items() if name != "later"}
    without = state_after(rest, 0)
    rows = {name: article(name, content_hash=content_hash(name)) for name in READINGS}
    for name, row in rows.items():
        take(row, READINGS[name])
    take(rows["later"], reading())
    gone = [one for one in state() if one[0][-1] != Visibility.REJECTED]
    assert gone == without


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_the_same_acts():
    load_places()
    first = state_after(READINGS, 0)
    rows = {name: article(name, content_hash=content_hash(name)) for name in READINGS}

    def work(names: list[str]) -> None:
        for name in names:
            take(rows[name], READINGS[name])
        connection.close()

    names = sorted(READINGS, reverse=True)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, [names[::2], names[1::2]]))
    assert state() == first


@pytest.mark.parametrize(
    "with_register",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(
                "COOPWATCH_ORDERS" not in os.environ,
                reason="takes minutes: set COOPWATCH_ORDERS=20 to run it",
            ),
        ),
    ],
)
def test_the_retold_articles_give_the_same_acts(db, with_register):
    call_command("load_reference", verbosity=0)
    if with_register:
        call_command("load_register", verbosity=0)
    first = state_after(retold(), 0)
    for seed in range(1, ORDERS):
        assert state_after(retold(), seed) == first
