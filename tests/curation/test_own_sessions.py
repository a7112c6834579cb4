"""Who is logged in twice sees it, and ends the other with the password alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from coopwatch.curation.own_sessions import sessions_of

PAGE = "/admin/redaktion/anmeldungen/"
PASSWORD = "zwölf Igel wandern nachts"


@pytest.fixture
def anna(db) -> User:
    return User.objects.create_superuser("anna", password=PASSWORD)


def login(user: User) -> Client:
    client = Client()
    client.force_login(user)
    client.get("/admin/")
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/auth/user/").status_code == 200


def test_the_page_lists_own_sessions_only(anna: User):
    here, _there = login(anna), login(anna)
    login(User.objects.create_superuser("berta"))
    text = here.get(PAGE).content.decode()
    assert (text.count("anderswo"), text.count("in diesem Browser")) == (1, 1)
    assert len(sessions_of(anna)) == 2


def test_the_password_ends_the_others_and_no_one_elses(anna: User):
    here, there, other = login(anna), login(anna), login(User.objects.create_superuser("berta"))
    assert here.post(PAGE, {"password": PASSWORD}).status_code == 302
    assert [is_in(client) for client in (here, there, other)] == [True, False, True]


def test_a_wrong_password_ends_nothing(anna: User):
    here, there = login(anna), login(anna)
    assert here.post(PAGE, {"password": "falsch"}).status_code == 400
    assert is_in(there)


def test_guessing_here_counts_as_guessing_at_the_login(anna: User, settings):
    settings.AXES_FAILURE_LIMIT = 2
    here = login(anna)
    assert [here.post(PAGE, {"password": "falsch"}).status_code for _ in range(2)] == [400, 429]
    assert here.post(PAGE, {"password": PASSWORD}).status_code == 429
