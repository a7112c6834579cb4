"""Manners: robots.txt, pauses, marks of what we know already, and a name under which we are reached."""

from datetime import timedelta
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from coopwatch.intake.fetching.errors import Refused, Unreachable
from coopwatch.intake.fetching.fetch import fetch
from coopwatch.intake.fetching.rules import rules_of_settings
from coopwatch.intake.models import Host
from tests.intake.web import answer, redirect, rules_for

pytestmark = pytest.mark.django_db

ROBOTS = """
User-agent: *
Disallow: /intern
Allow: /intern/presse
Disallow: /*.pdf$

User-agent: gierig
Disallow: /
"""


@pytest.mark.parametrize("path", ["/intern", "/intern/protokoll", "/anlage.pdf"])
def test_what_robots_txt_closes_is_not_asked_for(site, path: str) -> None:
    site.page("/robots.txt", ROBOTS, "text/plain")
    with pytest.raises(Refused, match=r"robots\.txt"):
        fetch(site.url(path), rules=rules_for(site))
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("path", ["/", "/intern/presse", "/anlage.pdf?seite=2"])
def test_what_robots_txt_leaves_open_is_fetched(site, path: str) -> None:
    site.page("/robots.txt", ROBOTS, "text/plain")
    site.page(path.partition("?")[0], "da")
    assert fetch(site.url(path), rules=rules_for(site)).body == b"da"


def test_robots_txt_of_where_a_redirect_leads_counts_too(site) -> None:
    site.page("/robots.txt", ROBOTS, "text/plain")
    site.routes["/"] = redirect("/intern")
    with pytest.raises(Refused):
        fetch(site.url("/"), rules=rules_for(site))


def test_no_robots_txt_permits_everything(site) -> None:
    site.page("/", "da")
    assert fetch(site.url("/"), rules=rules_for(site)).body == b"da"


def test_as_long_as_robots_txt_is_broken_nothing_is_fetched(site) -> None:
    site.routes["/robots.txt"] = answer(503)
    with pytest.raises(Unreachable, match=r"robots\.txt"):
        fetch(site.url("/"), rules=rules_for(site))
    assert site.asked == ["/robots.txt"]


def test_robots_txt_is_asked_for_once_a_day(site) -> None:
    site.page("/", "da")
    for _ in range(3):
        fetch(site.url("/"), rules=rules_for(site))
    assert site.asked == ["/robots.txt", "/", "/", "/"]
    Host.objects.update(robots_at=timezone.now() - timedelta(hours=25))
    fetch(site.url("/"), rules=rules_for(site))
    assert site.asked[4:] == ["/robots.txt", "/"]


def test_between_two_visits_lies_the_pause(site) -> None:
    site.page("/", "da")
    before = timezone.now()
    for _ in range(3):
        fetch(site.url("/"), rules=rules_for(site, delay=0.1))
    assert Host.objects.get().next_visit >= before + timedelta(seconds=0.3)


def test_a_longer_pause_of_robots_txt_counts(site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 20", "text/plain")
    site.page("/", "da")
    before = timezone.now()
    fetch(site.url("/"), rules=rules_for(site))
    assert Host.objects.get().next_visit >= before + timedelta(seconds=20)


def test_who_would_wait_too_long_comes_back_later(site) -> None:
    site.page("/", "da")
    fetch(site.url("/"), rules=rules_for(site, delay=40))
    with pytest.raises(Unreachable) as caught:
        fetch(site.url("/"), rules=rules_for(site))
    assert 30 < caught.value.wait <= 40
    assert site.asked == ["/robots.txt", "/"]


@pytest.mark.django_db(transaction=True)
def test_several_workers_queue_up_for_one_host(site) -> None:
    site.page("/", "da")
    before = timezone.now()

    def visit() -> None:
        fetch(site.url("/"), rules=rules_for(site, delay=0.05))
        connection.close()

    threads = [Thread(target=visit) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert site.asked.count("/") == 6
    assert Host.objects.get().next_visit >= before + timedelta(seconds=0.3)


def test_what_we_know_already_is_not_sent_again(site) -> None:
    site.routes["/"] = answer(304)
    page = fetch(site.url("/"), etag='"1"', last_modified="gestern", rules=rules_for(site))
    assert page.unchanged
    assert site.headers[-1]["if-none-match"] == '"1"'
    assert site.headers[-1]["if-modified-since"] == "gestern"


def test_without_a_contact_nothing_is_fetched(settings) -> None:
    settings.FETCH_CONTACT = ""
    with pytest.raises(ImproperlyConfigured, match="COOPWATCH_CONTACT"):
        fetch("http://zeitung.example/")


def test_the_contact_is_part_of_our_name(settings) -> None:
    settings.FETCH_CONTACT = "redaktion@amt.example"
    assert rules_of_settings().user_agent == "coopwatch (+redaktion@amt.example)"


@pytest.mark.parametrize(
    "entry", ["10.0.0.1:80", "localhost:80", "127.0.0.1", "0.0.0.0:80", "169.254.169.254:80"]
)
def test_only_loopback_can_be_permitted(settings, entry: str) -> None:
    settings.FETCH_CONTACT = "redaktion@amt.example"
    settings.FETCH_ALLOW = [entry]
    with pytest.raises(ImproperlyConfigured, match="COOPWATCH_FETCH_ALLOW"):
        rules_of_settings()
