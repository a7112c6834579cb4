"""Random histories of readings and decisions: what a person decided holds, whatever is read afterwards.

COOPWATCH_HISTORIES sets how many are played (20 in the suite, 1,000 before a release).
"""

import os
import random
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.utils import timezone

from coopwatch.extraction.records import AgreementReading, Finding
from coopwatch.intake.record import record
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Article, Evidence
from coopwatch.registry.settle import facts_of, settle
from coopwatch.registry.vocabulary import Decision
from tests.intake.cast import article, reading

HISTORIES = int(os.environ.get("COOPWATCH_HISTORIES", "20"))
TEXT = (
    "Bayern Hessen Sachsen Thüringen Pakt Staatsvertrag geschlossen erneuert 2017 2018 Amt24 BayernID ozg ki"
)
VALUES = {
    "kind": ["pakt", "staatsvertrag"],
    "status": ["geschlossen", "erneuert"],
    "date": ["2017", "2018"],
    "portals": ["Amt24", "BayernID"],
    "topics": ["ozg", "ki"],
}
WORDS = {"pakt": "Pakt", "staatsvertrag": "Staatsvertrag"}
MANY = {"portals", "topics"}


@dataclass
class History:
    """One agreement, its articles, and what its editor has decided: value by field, accepted or rejected."""

    dice: random.Random
    articles: list[Article]
    accepted: dict[str, str]
    rejected: set[tuple[str, str]]

    def read(self) -> None:
        """Read a random article with a random better or worse extraction."""
        told = self.dice.choice(self.articles)
        with transaction.atomic():
            record(told, reading(self.random_reading(), version=str(self.dice.random())))

    def random_reading(self) -> AgreementReading:
        """A reading of the same act with some values, sure or not."""
        said = {name: self.dice.choice(values) for name, values in VALUES.items()}
        parties = [finding("parties", "DE-BY", "Bayern"), finding("parties", "DE-HE", "Hessen")]
        quoted = [
            finding(name, value, WORDS.get(value, value), self.dice.random()) for name, value in said.items()
        ]
        lists = {name: (said.pop(name),) for name in MANY}
        return AgreementReading(
            parties=("DE-BY", "DE-HE"), name="Pakt der Länder", date_basis="stated",
            confidence=self.dice.random(),
            evidence=(*parties, *quoted), **lists, **said,
        )  # fmt: skip

    def decide(self) -> None:
        """Accept or reject a random value that stands somewhere."""
        agreement = Agreement.objects.filter(reports__article__in=self.articles).first()
        rows = (
            agreement.evidence.filter(field__in=VALUES, decision=Decision.OPEN).order_by("pk")
            if agreement
            else []
        )
        if not rows:
            return
        chosen = self.dice.choice(list(rows))
        if chosen.field not in MANY and chosen.field in self.accepted:
            return
        decision = self.dice.choice([Decision.ACCEPTED, Decision.REJECTED])
        same = agreement.evidence.filter(field=chosen.field, value=chosen.value)
        same.update(decision=decision, decided_at=timezone.now())
        self.note(chosen, decision)
        settle(agreement, Lookups.load())

    def note(self, chosen: Evidence, decision: str) -> None:
        """Remember the decision as the test understands it."""
        key = (chosen.field, chosen.value)
        if decision == Decision.REJECTED:
            self.rejected.add(key)
            if self.accepted.get(chosen.field) == chosen.value:
                del self.accepted[chosen.field]
            return
        self.rejected.discard(key)
        if chosen.field not in MANY:
            self.accepted[chosen.field] = chosen.value

    def check(self) -> None:
        """What was accepted holds, what was rejected does not, and settling again changes nothing."""
        for agreement in Agreement.objects.all():
            facts = facts_of(agreement)
            for name, value in self.accepted.items():
                assert getattr(facts, name) == value
            for name, value in self.rejected - set(self.accepted.items()):
                held = getattr(facts, name)
                assert value not in held if name in MANY else held != value or is_default(name, value)
            assert settle(agreement, Lookups.load()) == ()


def is_default(name: str, value: str) -> bool:
    """An agreement always has a stage: where all are rejected, the commonest stands in."""
    return (name, value) == ("status", "geschlossen")


def finding(name: str, value: str, quote: str, confidence: float = 0.9) -> Finding:
    start = TEXT.index(quote)
    return Finding(name, value, quote, start, start + len(quote), "rule", confidence)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_decisions_hold_through_any_history(places, seed):
    dice = random.Random(seed)
    articles = [article(f"{TEXT} {number}") for number in range(2)]
    history = History(dice, articles, {}, set())
    for _ in range(dice.randint(4, 9)):
        dice.choice([history.read, history.read, history.decide])()
        history.check()
    assert Agreement.objects.count() <= 1
