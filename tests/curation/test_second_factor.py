"""The second factor: asked for where one is set up or required, right codes open once, nothing leads round it."""

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

PAGE = "/admin/redaktion/zweiter-faktor/"
NOW = 1_763_370_000


@pytest.fixture(autouse=True)
def clock():
    """A clock that stands, so that a code does not grow old during a test."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def anna(db) -> User:
    return User.objects.create_superuser("anna")


def login(user: User) -> Client:
    """Return a client that has given the password."""
    client = Client()
    client.force_login(user)
    return client


def code_of(user: User) -> str:
    """Return what the app of this person shows now."""
    return f"{totp(TOTPDevice.objects.filter(user=user).latest('pk').bin_key):06}"


def set_up(user: User) -> list[str]:
    """Set an app up for this person; return the codes for need."""
    client = login(user)
    client.get(PAGE)
    assert client.post(PAGE, {"code": code_of(user)}).status_code == 200
    return list(StaticToken.objects.filter(device__user=user).values_list("token", flat=True))


def is_in(client: Client) -> bool:
    return client.get("/admin/auth/user/").status_code == 200


def test_without_a_device_the_password_is_enough(anna: User):
    assert is_in(login(anna))


def test_where_it_is_required_nobody_gets_round_setting_one_up(anna: User, settings):
    settings.SECOND_FACTOR = True
    client = login(anna)
    for address in ("/admin/", "/admin/redaktion/", "/admin/auth/user/", "/admin/redaktion/verlauf.csv"):
        assert client.get(address)["Location"].startswith(PAGE)


def test_the_first_right_code_sets_the_app_up_and_shows_codes_for_need_once(anna: User):
    client = login(anna)
    assert "data:image/svg" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"code": f" {code_of(anna)} "}).content.decode()
    codes = StaticToken.objects.filter(device__user=anna).values_list("token", flat=True)
    assert len(codes) == 8
    assert all(code in answer for code in codes)
    assert is_in(client)
    assert not any(code in client.get(PAGE).content.decode() for code in codes)


def test_a_wrong_first_code_sets_nothing_up(anna: User):
    client = login(anna)
    client.get(PAGE)
    assert client.post(PAGE, {"code": "abc"}).status_code == 400
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_who_has_set_one_up_is_asked_and_led_on(anna: User, clock):
    set_up(anna)
    clock.shift(60)
    client = login(anna)
    assert client.get("/admin/auth/user/")["Location"] == f"{PAGE}?next=%2Fadmin%2Fauth%2Fuser%2F"
    answer = client.post(f"{PAGE}?next=/admin/auth/user/", {"code": code_of(anna)})
    assert answer["Location"] == "/admin/auth/user/"
    assert is_in(client)


def test_the_page_leads_to_no_other_host(anna: User, clock):
    set_up(anna)
    clock.shift(60)
    answer = login(anna).post(f"{PAGE}?next=https://evil.example/", {"code": code_of(anna)})
    assert answer["Location"] == "/admin/"


def test_a_code_opens_only_once(anna: User, clock):
    set_up(anna)
    clock.shift(60)
    code = code_of(anna)
    assert login(anna).post(PAGE, {"code": code}).status_code == 302
    assert login(anna).post(PAGE, {"code": code}).status_code == 400


def test_guessing_shuts_even_the_right_code_out_for_a_while(anna: User, clock):
    set_up(anna)
    clock.shift(60)
    client = login(anna)
    assert client.post(PAGE, {"code": "000000"}).status_code == 400
    assert client.post(PAGE, {"code": code_of(anna)}).status_code == 400
    clock.shift(60)
    assert client.post(PAGE, {"code": code_of(anna)}).status_code == 302


def test_a_code_for_need_opens_once(anna: User):
    code = set_up(anna)[0]
    assert login(anna).post(PAGE, {"code": code}).status_code == 302
    assert login(anna).post(PAGE, {"code": code}).status_code == 400


def test_the_secret_is_not_shown_to_who_has_given_only_the_password(anna: User):
    set_up(anna)
    assert "data:image/svg" not in login(anna).get(PAGE).content.decode()


def test_a_new_app_takes_the_place_of_the_old_one(anna: User, clock):
    codes = set_up(anna)
    client = login(anna)
    client.post(PAGE, {"code": codes[0]})
    clock.shift(60)
    client.get(PAGE)
    assert client.post(PAGE, {"code": code_of(anna)}).status_code == 200
    assert TOTPDevice.objects.filter(user=anna).count() == 1


def test_who_has_not_logged_in_is_sent_to_the_login(db):
    assert Client().get(PAGE)["Location"].startswith("/admin/login/")
