"""Articles that tell of two acts of the same parties: which telling is which must not get mixed up.

COOPWATCH_HISTORIES sets in how many random orders they are read and read again (4 in the suite).
"""

import os
import random

from django.db import transaction

from coopwatch.extraction.records import AgreementReading, Reading
from coopwatch.intake.record import UNCHANGED, record
from coopwatch.registry.models import Agreement, Article
from tests.intake.cast import article, reading
from tests.intake.test_order import BY_HE, LETTER, state, take, told

ROUNDS = max(4, int(os.environ.get("COOPWATCH_HISTORIES", "0")) // 10)
EARLY, LATE = told(BY_HE, date="2016-03-01"), told(BY_HE, date="2019-05-02", portals=("BayernID",))
TOLD = {
    "both": (EARLY, LATE),
    "both again": (told(BY_HE, date="2019-05"), told(BY_HE, date="2016")),
    "letter and plan": (told(BY_HE, date="2017", **LETTER), told(BY_HE, date="2019", status="geplant")),
    "undated": (told(BY_HE), told(BY_HE, portals=("BayernID",), **LETTER)),
    "published": (told(BY_HE, date="2019-06-01", date_basis="published"),),
    "planned": (told(BY_HE, date="2018", status="geplant", portals=("BayernID",)),),
}


def rows(names) -> dict[str, Article]:
    return {name: article(name, content_hash=name) for name in names}


def dates_by_agreement() -> dict[int, str]:
    return {row.pk: str(row.date) for row in Agreement.objects.exclude(visibility="merged")}


def test_the_same_acts_told_in_another_order_change_nothing(places):
    row = rows(["both"])["both"]
    take(row, reading(EARLY, LATE))
    before = dates_by_agreement()
    said = record(row, reading(LATE, EARLY))
    assert all(line.endswith(UNCHANGED) for line in said)
    assert dates_by_agreement() == before


def state_after_rereading(seed: int) -> list[tuple]:
    """The state after all articles were read twice or more, their tellings in any order; nothing stays."""
    dice = random.Random(seed)
    names = list(TOLD) * 2
    dice.shuffle(names)
    with transaction.atomic():
        row = rows(TOLD)
        for name in names:
            take(row[name], shuffled(TOLD[name], dice))
        found = state()
        transaction.set_rollback(True)
    return found


def shuffled(tellings: tuple[AgreementReading, ...], dice: random.Random) -> Reading:
    return reading(*dice.sample(tellings, len(tellings)))


def test_whatever_is_read_again_gives_the_same_acts(places):
    first = state_after_rereading(0)
    for seed in range(1, ROUNDS):
        assert state_after_rereading(seed) == first, seed
