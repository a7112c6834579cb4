"""Subscribing: nobody is subscribed who did not say so, and nobody learns who is."""

import datetime as dt
import re
import time
import zlib

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.signing import TimestampSigner
from django.utils import timezone

from coopwatch.dashboard.digest.tokens import leave_token
from coopwatch.dashboard.models import Subscription
from coopwatch.dashboard.views.report import SALT
from coopwatch.dashboard.views.subscription import MOST_PER_HOUR, MOST_PER_MAILBOX

pytestmark = pytest.mark.django_db

PAGE = "/abonnement/?partei=DE-BY"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Count anew in each test."""
    cache.clear()


def ask(client, email="leserin@example.org", address="203.0.113.1", **more):
    """Send the form as a person does who took ten seconds."""
    issued = TimestampSigner(salt=SALT).sign(f"{time.time() - 10:.1f}")
    data = {"email": email, "issued": issued} | more
    return client.post(PAGE, data, REMOTE_ADDR=address)


def link(mail) -> str:
    """Return the path of the link to confirm."""
    return re.search(r"http://127\.0\.0\.1:8000(/abonnement/bestaetigen/\S+)", mail.body)[1]


@pytest.mark.parametrize(
    "facts", [{"email": "keine"}, {"website": "x"}, {"issued": "gefälscht"}, {"email": "a@b.de\nBcc: c@d.de"}]
)
def test_what_no_person_sends_is_refused(client, cast, mailoutbox, facts):
    assert ask(client, **facts).status_code == 200
    assert (mailoutbox, Subscription.objects.count()) == ([], 0)


def test_asking_alone_subscribes_nobody(client, cast, mailoutbox):
    ask(client)
    row = Subscription.objects.get()
    assert (row.query, row.confirmed_at) == ("partei=DE-BY", None)
    assert "Vereinbarungen von Bayern" in mailoutbox[0].body


def test_looking_at_the_link_confirms_nothing(client, cast, mailoutbox):
    ask(client)
    assert client.get(link(mailoutbox[0])).status_code == 200
    assert not Subscription.objects.confirmed().exists()


def test_the_button_behind_the_link_confirms(client, cast, mailoutbox):
    ask(client)
    assert "ist bestätigt" in client.post(link(mailoutbox[0])).content.decode()
    assert Subscription.objects.confirmed().exists()


def test_an_old_link_confirms_nothing(client, cast, mailoutbox, time_machine):
    ask(client)
    time_machine.move_to(timezone.now() + Subscription.TO_CONFIRM + dt.timedelta(seconds=1))
    assert client.post(link(mailoutbox[0])).status_code == 404


@pytest.mark.parametrize("token", ["x", "W10:1abc:xyz", "%00"])
def test_a_forged_link_does_nothing(client, cast, token):
    Subscription.objects.create(email="a@example.org", query="")
    assert client.post(f"/abonnement/bestaetigen/{token}/").status_code == 404
    assert client.post(f"/abonnement/abmelden/{token}/").status_code == 200
    assert Subscription.objects.filter(confirmed_at=None).count() == 1


def test_a_link_to_leave_does_not_confirm(client, cast):
    row = Subscription.objects.create(email="a@example.org", query="")
    assert client.post(f"/abonnement/bestaetigen/{leave_token(row)}/").status_code == 404


def test_looking_at_the_link_to_leave_ends_nothing(client, cast):
    row = Subscription.objects.create(email="a@example.org", query="")
    assert client.get(f"/abonnement/abmelden/{leave_token(row)}/").status_code == 200
    assert Subscription.objects.exists()


def test_links_do_not_show_the_mailbox_and_end_with_it(client, cast):
    row = Subscription.objects.create(email="a@example.org", query="")
    token = leave_token(row)
    shown = b"".join(signing.b64_decode(part.encode()) for part in token.split(":")[:1])
    assert b"example" not in (zlib.decompress(shown) if token.startswith(".") else shown)
    Subscription.objects.update(email="b@example.org")
    client.post(f"/abonnement/abmelden/{token}/")
    assert Subscription.objects.exists()


def test_the_page_does_not_tell_who_is_subscribed(client, cast, mailoutbox):
    first = ask(client).content
    client.post(link(mailoutbox[0]))
    assert ask(client).content == first
    assert len(mailoutbox) == 1


def test_one_network_address_asks_only_so_often(client, cast, mailoutbox):
    states = [ask(client, email=f"nr{n}@example.org").status_code for n in range(MOST_PER_HOUR + 1)]
    assert states == [200] * MOST_PER_HOUR + [429]


def test_one_mailbox_is_written_to_only_so_often(client, cast, mailoutbox):
    for number in range(MOST_PER_MAILBOX + 2):
        assert ask(client, address=f"203.0.113.{number}").status_code == 200
    assert len(mailoutbox) == MOST_PER_MAILBOX
