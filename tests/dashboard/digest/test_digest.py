"""The weekly e-mail: who gets it, when, and what it says."""

import datetime as dt
from smtplib import SMTPException

import pytest
from django.core.mail.backends.locmem import EmailBackend

from coopwatch.dashboard.digest.sending import forget_unconfirmed, send_due
from coopwatch.dashboard.models import Subscription
from coopwatch.registry.models import Agreement

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)
NOW = dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)


def subscribed(query="", email="leserin@example.org", covered=NOW - WEEK) -> Subscription:
    """Add a subscription, confirmed where it covers a time."""
    return Subscription.objects.create(
        email=email, query=query, confirmed_at=covered and NOW - 4 * WEEK, covered_until=covered
    )


def happened(row: Agreement, created: dt.datetime, updated: dt.datetime) -> None:
    """Say when an agreement was added and changed."""
    Agreement.objects.filter(pk=row.pk).update(created_at=created, updated_at=updated)


@pytest.fixture
def quiet(cast):
    """Give the cast, long known."""
    Agreement.objects.update(created_at=NOW - 9 * WEEK, updated_at=NOW - 9 * WEEK)
    return cast


def test_without_news_nothing_is_sent_and_the_week_is_over(quiet, mailoutbox):
    row = subscribed()
    assert send_due(NOW) == 0
    assert mailoutbox == []
    row.refresh_from_db()
    assert row.covered_until == NOW


@pytest.mark.parametrize("covered", [None, NOW - WEEK + dt.timedelta(seconds=1)])
def test_who_has_not_confirmed_or_is_not_due_gets_nothing(quiet, mailoutbox, covered):
    happened(quiet.main, NOW, NOW)
    subscribed(covered=covered)
    assert send_due(NOW) == 0
    assert mailoutbox == []


def test_what_waits_or_does_not_fit_the_filter_is_left_out(quiet, mailoutbox):
    happened(quiet.waiting, NOW, NOW)
    happened(quiet.saar, NOW, NOW)
    subscribed("partei=DE-BY")
    assert send_due(NOW) == 0


def test_a_digest_names_what_is_new_before_what_was_changed(quiet, mailoutbox):
    happened(quiet.main, NOW - 9 * WEEK, NOW - dt.timedelta(days=1))
    happened(quiet.renewed, NOW - dt.timedelta(days=2), NOW - dt.timedelta(days=2))
    subscribed("partei=DE-BY")
    assert send_due(NOW) == 1
    (mail,) = mailoutbox
    assert mail.to == ["leserin@example.org"]
    assert mail.subject == "coopwatch: 1 neue Vereinbarung, 1 geänderte"
    new, changed = (
        mail.body.index("Neu: Pakt am Main, zweite Runde"),
        mail.body.index("Geändert: Pakt am Main"),
    )
    assert new < changed
    assert mail.body.startswith("Guten Tag,\n\n")
    assert "seit der letzten Nachricht neu oder geändert: Vereinbarungen von Bayern.\n" in mail.body
    assert "/vereinbarung/pakt-am-main-2/\n" in mail.body
    assert "Bund und Saarland" not in mail.body


def test_the_next_digest_comes_a_week_later_and_repeats_nothing(quiet, mailoutbox):
    happened(quiet.main, NOW, NOW)
    subscribed()
    assert [send_due(NOW), send_due(NOW), send_due(NOW + WEEK)] == [1, 0, 0]


def test_a_digest_tells_machines_how_to_leave(quiet, mailoutbox, client):
    happened(quiet.main, NOW, NOW)
    subscribed()
    send_due(NOW)
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>")
    assert address in mailoutbox[0].body
    path = address.removeprefix("http://127.0.0.1:8000")
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Subscription.objects.exists()


class BadMailbox(EmailBackend):
    """A server that refuses one recipient."""

    def send_messages(self, messages) -> int:
        """Refuse the first letter of the alphabet."""
        if messages[0].to == ["a@example.org"]:
            raise SMTPException("550 no such mailbox")
        return super().send_messages(messages)


def test_a_bad_mailbox_stops_no_other_and_stays_due(quiet, mailoutbox, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BadMailbox"
    happened(quiet.main, NOW, NOW)
    bad, good = subscribed(email="a@example.org"), subscribed(email="b@example.org")
    assert send_due(NOW) == 1
    assert set(Subscription.objects.due(NOW)) == {bad}
    assert mailoutbox[0].to == [good.email]


def test_what_a_title_holds_is_no_header(quiet, mailoutbox):
    Agreement.objects.filter(pk=quiet.main.pk).update(title="Pakt\nBcc: x@example.org & <b>")
    happened(quiet.main, NOW, NOW)
    subscribed()
    send_due(NOW)
    assert mailoutbox[0].recipients() == ["leserin@example.org"]
    assert "& <b>" in mailoutbox[0].body


def test_a_digest_in_english(quiet, mailoutbox):
    happened(quiet.main, NOW, NOW)
    Subscription.objects.filter(pk=subscribed("partei=DE-BY").pk).update(language="en")
    send_due(NOW)
    assert mailoutbox[0].subject == "coopwatch: 1 new agreement"
    assert "New: Pakt am Main" in mailoutbox[0].body


def test_what_nobody_confirmed_is_forgotten_after_a_week(db):
    old, young, confirmed = (
        subscribed("a=1", covered=None),
        subscribed("a=2", covered=None),
        subscribed("a=3"),
    )
    Subscription.objects.filter(pk__in=[old.pk, confirmed.pk]).update(created_at=NOW - WEEK)
    Subscription.objects.filter(pk=young.pk).update(created_at=NOW - dt.timedelta(days=6))
    assert forget_unconfirmed(NOW) == 1
    assert set(Subscription.objects.all()) == {young, confirmed}
