"""However a fact changes, the next reader sees it."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection, transaction

from coopwatch.broker import conninfo
from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.cards.freshness import bring_up_to_date, wrong_cards
from coopwatch.dashboard.cards.models import Card, Sheet, Stale
from coopwatch.registry.models import (
    Agreement,
    Article,
    Evidence,
    Kommune,
    Land,
    Organisation,
    Pilotkommune,
    Portal,
    Report,
    Source,
)
from tests.dashboard.cast import add_cast, agreement

pytestmark = pytest.mark.django_db


def wrong() -> list[int]:
    """Return which cards are not what the models say."""
    keys = set(Agreement.objects.values_list("pk", flat=True)) | set(
        Card.objects.values_list("pk", flat=True)
    )
    return wrong_cards(sorted(keys))


def by_hand(sql: str) -> Callable[[object], object]:
    """Return the change that a statement makes past the models."""
    return lambda cast: connection.cursor().execute(sql)


def merge(cast) -> None:
    """Have one agreement go into another."""
    Report.objects.filter(agreement=cast.renewed).update(agreement=cast.main)
    Agreement.objects.filter(pk=cast.renewed.pk).update(visibility="merged", merged_into=cast.main)


def add_many(cast) -> None:
    """Write agreements and their Länder in few statements."""
    made = Agreement.objects.bulk_create(
        Agreement(
            slug=f"neu-{n}", title="Neu", kind="pakt", status="geplant", visibility="published", bund=True
        )
        for n in range(20)
    )
    link = Agreement.laender.through
    link.objects.bulk_create(link(agreement=row, land_id="DE-BY") for row in made)


CHANGES: dict[str, Callable] = {
    "a title": lambda cast: Agreement.objects.filter(pk=cast.main.pk).update(title="=Neu; \"und\" anders"),
    "a date": lambda cast: Agreement.objects.filter(pk=cast.saar.pk).update(date=dt.date(2023, 1, 1)),
    "a save": lambda cast: cast.main.save(),
    "a Land more": lambda cast: cast.main.laender.add("DE-SN"),
    "a Land less": lambda cast: cast.all_laender.laender.remove("DE-HE"),
    "the Bund": by_hand("UPDATE registry_agreement SET bund = true WHERE slug = 'pakt-am-main'"),
    "a topic": lambda cast: Agreement.objects.filter(pk=cast.main.pk).update(topics=["ki", "recht"]),
    "what waits becomes public": lambda cast: Agreement.objects.filter(pk=cast.waiting.pk).update(visibility="published"),
    "what is public is rejected": lambda cast: Agreement.objects.filter(pk=cast.saar.pk).update(visibility="rejected"),
    "a merge": merge,
    "a deletion": lambda cast: cast.saar.delete(),
    "a deletion by hand": by_hand("DELETE FROM registry_agreement_portals"),
    "a new agreement": lambda cast: agreement("neu", "Neu", ("BY", "HE")),
    "many new agreements": add_many,
    "the slug of a predecessor": lambda cast: Agreement.objects.filter(pk=cast.main.pk).update(slug="anders"),
    "a portal more": lambda cast: cast.saar.portals.add(Portal.objects.get()),
    "the name of a portal": lambda cast: Portal.objects.update(name="Anders", slug="anders"),
    "the name of an organisation": lambda cast: Organisation.objects.update(name="Anders"),
    "no organisation": lambda cast: cast.pilots.partner_organisations.clear(),
    "a Kommune as partner": lambda cast: cast.main.partner_kommunen.add("06436005"),
    "the name of a Kommune": lambda cast: Kommune.objects.filter(pk="06440").update(name="Wetterau"),
    "a pilot less": lambda cast: Pilotkommune.objects.first().delete(),
    "a pilot elsewhere": lambda cast: Pilotkommune.objects.filter(kommune="06440").update(agreement=cast.main),
    "the name of a publisher": lambda cast: Source.objects.filter(slug="bsi").update(name="Bundesamt"),
    "the day of an article": lambda cast: Article.objects.update(published_on=dt.date(2020, 2, 2)),
    "the publisher of an article": lambda cast: Article.objects.update(source=Source.objects.get(slug="bsi")),
    "one report less": lambda cast: Report.objects.filter(agreement=cast.saar).delete(),
    "a quote rejected": by_hand("UPDATE registry_evidence SET decision = 'rejected', decided_at = now()"),
    "a quote less": lambda cast: Evidence.objects.all().delete(),
    "the name of a Land": lambda cast: Land.objects.filter(pk="DE-BY").update(name="Freistaat"),
    "everything": by_hand("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registry_agreement CASCADE"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_makes_a_card_wrong_until_the_next_reader_comes(cast, name):
    bring_up_to_date()
    assert not wrong()
    CHANGES[name](cast)
    assert wrong()
    bring_up_to_date()
    assert not wrong()
    assert not Stale.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: Source.objects.update(last_error="HTTP 500", etag="x"),
        lambda cast: Article.objects.update(outcome="gelesen", tries=2),
        lambda cast: Kommune.objects.update(population=5),
        lambda cast: Agreement.objects.update(search_text="anders"),
        lambda cast: Portal.objects.update(name="BayernPortal"),
        lambda cast: Kommune.objects.filter(pk="01").update(name="Niemand"),
    ],
    ids=["source", "article", "kommune", "search", "same name", "nothing"],
)
def test_what_no_card_holds_leaves_no_note(cast, change):
    bring_up_to_date()
    change(cast)
    assert not Stale.objects.exists()


def test_a_question_is_asked_of_fresh_cards(cast):
    assert Answer.about(portal=["bayernportal"]).count == 1
    cast.saar.portals.add(Portal.objects.get())
    assert Answer.about(portal=["bayernportal"]).count == 2


def test_what_is_not_public_has_no_card(cast):
    bring_up_to_date()
    assert Card.objects.count() == Sheet.objects.count() == Agreement.objects.public().count()
    assert not Card.objects.filter(pk=cast.waiting.pk).exists()


def test_no_note_no_work(cast, django_assert_num_queries):
    bring_up_to_date()
    with django_assert_num_queries(1):
        assert bring_up_to_date() == 0


@pytest.mark.django_db(transaction=True)
def test_a_name_that_changes_beside_a_new_link_is_not_lost():
    """One transaction renames a Kommune while another, which has not seen it, ties it to an agreement."""
    with transaction.atomic():
        cast = add_cast()
    bring_up_to_date()
    with psycopg.connect(conninfo(connection.settings_dict), options="-c lock_timeout=5s") as other:
        other.execute("UPDATE registry_kommune SET name = 'Wetterau' WHERE ags = '06440'")
        Pilotkommune.objects.create(agreement=cast.saar, kommune_id="06440")
        bring_up_to_date()
        other.commit()
    assert wrong() == sorted([cast.pilots.pk, cast.saar.pk])
    bring_up_to_date()
    assert not wrong()


@pytest.mark.django_db(transaction=True)
def test_readers_who_come_together_make_each_card_once():
    with transaction.atomic():
        add_cast()
    Stale.objects.create(what="all")
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _n: bring_up_and_leave(), range(4)))
    assert sorted(made) == [0, 0, 0, 5]
    assert not wrong()


def bring_up_and_leave() -> int:
    """Read in a thread of its own."""
    try:
        return bring_up_to_date()
    finally:
        connection.close()
