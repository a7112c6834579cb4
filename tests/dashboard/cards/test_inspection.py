"""The quick look at the cards, and what the status page tells of it."""

import pytest
from django.db import connection

from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.cards.inspection import look
from coopwatch.dashboard.cards.models import Card, Sheet, Stale
from coopwatch.registry.models import Agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast):
    """Have all cards made."""
    bring_up_to_date()
    return cast


def status(client) -> str:
    return client.get("/admin/betrieb/").content.decode()


def past_the_triggers(sql: str) -> None:
    """Change rows as if no trigger stood there: no note is left."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
    Stale.objects.all().delete()


def test_good_cards(made, admin_client):
    found = look()
    assert (found.waiting, found.wrong) == (0, 0)
    assert found.cards == found.compared == Agreement.objects.public().count() > 0
    assert f"und {found.cards} verglichene stimmen" in status(admin_client)


def test_a_change_waits_for_the_next_reader_and_is_no_error(made, admin_client):
    Agreement.objects.filter(pk=made.main.pk).update(title="Neu")
    assert (look().waiting, look().wrong) == (1, 0)
    assert "Geprüft wird, wenn nichts wartet." in status(admin_client)
    assert look().waiting == 1
    bring_up_to_date()
    assert (look().waiting, look().wrong) == (0, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE dashboard_card SET kind = 'sonstige', title_key = 'x' WHERE agreement_id = {}",
        "UPDATE dashboard_sheet SET german_line = '' WHERE agreement_id = {}",
        "DELETE FROM dashboard_card WHERE agreement_id = {}",
        "DELETE FROM dashboard_sheet WHERE agreement_id = {}",
        "UPDATE registry_agreement SET visibility = 'rejected' WHERE id = {}",
    ],
)
def test_a_wrong_a_missing_and_a_surplus_card_are_found(made, admin_client, sql):
    past_the_triggers(sql.format(made.main.pk))
    assert look().wrong == 1
    assert "Nein: 1 fehlt oder weicht ab" in status(admin_client)


def test_the_whole_is_made_good_by_making_all_anew(made):
    past_the_triggers("DELETE FROM dashboard_card")
    assert look().wrong == Sheet.objects.count() > 0
    Stale.objects.create(what="all")
    bring_up_to_date()
    assert look().wrong == 0
    assert Card.objects.count() == Sheet.objects.count()
