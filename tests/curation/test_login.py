"""The login against guessing: it closes after some wrong passwords, for this address and name."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

LOGIN = "/admin/login/"


@pytest.fixture
def anna(db, settings) -> User:
    settings.AXES_FAILURE_LIMIT = 3
    return User.objects.create_superuser("anna", password="richtig")


def try_login(name: str, password: str, address: str = "192.0.2.1") -> int:
    data = {"username": name, "password": password}
    return Client(REMOTE_ADDR=address).post(LOGIN, data).status_code


def test_a_right_password_opens_and_a_wrong_one_asks_again(anna: User):
    assert try_login("anna", "falsch") == 200
    assert try_login("anna", "richtig") == 302


def test_after_some_guesses_even_the_right_password_is_refused(anna: User):
    assert [try_login("anna", "falsch") for _ in range(3)] == [200, 200, 429]
    assert try_login("anna", "richtig") == 429


def test_who_is_shut_out_is_told_in_german(anna: User):
    data = {"username": "anna", "password": "falsch"}
    pages = [Client().post(LOGIN, data).content.decode() for _ in range(3)]
    assert "in einer Viertelstunde" in pages[-1]


def test_a_success_in_between_does_not_shut_out_the_right_person(anna: User):
    for _ in range(3):
        assert [try_login("anna", "falsch") for _ in range(2)] == [200, 200]
        assert try_login("anna", "richtig") == 302
