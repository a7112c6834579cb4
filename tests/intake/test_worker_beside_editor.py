"""A worker that records while an editor decides waits for the decision, and does not write over it."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from coopwatch.intake.record import record
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.settle import settle
from coopwatch.registry.vocabulary import CheckState, Decision
from tests.intake.cast import PACT, article, reading, without
from tests.registry import cast

BETTER = without(PACT, "kind", "topics", kind="staatsvertrag", topics=("ki",))


def record_alone(row: Article, *agreements) -> None:
    """Record in a transaction and a connection of its own, as a worker does."""
    try:
        with transaction.atomic():
            record(row, reading(*agreements, version="2"))
    finally:
        connection.close()


def wait_until_somebody_waits() -> None:
    """Return when another connection waits for a lock that this one holds."""
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("the worker did not wait for the editor")


@pytest.mark.django_db(transaction=True)
def test_the_worker_waits_and_the_decision_holds():
    cast.load_places()
    row = article()
    with transaction.atomic():
        record(row, reading(PACT))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            pact = Agreement.objects.select_for_update().get()
            worker = pool.submit(record_alone, row, BETTER)
            wait_until_somebody_waits()
            pact.evidence.filter(field="kind").update(decision=Decision.ACCEPTED, decided_at=timezone.now())
            pact.check_state = CheckState.CHECKED
            settle(pact, Lookups.load(), "geprüft")
        worker.result()
    pact.refresh_from_db()
    assert (pact.kind, pact.check_state, pact.topics) == ("pakt", CheckState.CHECKED, ["ki"])
