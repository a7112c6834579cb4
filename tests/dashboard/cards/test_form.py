"""Cards made in another form, or that differ, are found."""

import pytest
from django.core.management import CommandError, call_command

from coopwatch.dashboard.cards import form
from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.cards.models import Card, Sheet, Stale

pytestmark = pytest.mark.django_db


def test_every_maker_is_there():
    assert all(path.is_file() for path in form.MAKERS)


def test_another_form_has_all_made_anew(cast, monkeypatch):
    bring_up_to_date()
    form.note_new_form()
    assert not Stale.objects.exists()
    monkeypatch.setattr(form, "form_of_program", lambda: "another")
    form.note_new_form()
    assert form.form_of_cards() == "another"
    assert bring_up_to_date() == 5


def test_the_command_finds_what_differs(cast, capsys):
    call_command("make_cards", check=True)
    assert "5 Karten neu gemacht" in capsys.readouterr().out
    Sheet.objects.filter(pk=cast.main.pk).update(machine_line="x")
    Card.objects.filter(pk=cast.saar.pk).delete()
    with pytest.raises(CommandError, match="2 Karten weichen"):
        call_command("make_cards", check=True)
    call_command("make_cards", all=True, check=True)
