"""A forgotten session ends by itself; one in use goes on."""

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

ADMIN = "/admin/"
MONDAY = 1_763_370_000


@pytest.fixture
def editor(db, settings) -> Client:
    settings.SESSION_IDLE_SECONDS = 1800
    User.objects.create_superuser("anna")
    with time_machine.travel(MONDAY, tick=False):
        client = Client()
        client.force_login(User.objects.get())
        assert client.get(ADMIN).status_code == 200
    return client


def status_after(client: Client, seconds: int) -> int:
    with time_machine.travel(MONDAY + seconds, tick=False):
        return client.get(ADMIN).status_code


def test_a_session_in_use_goes_on(editor: Client):
    assert [status_after(editor, 1700 * step) for step in (1, 2, 3)] == [200, 200, 200]


def test_a_session_that_nobody_used_for_half_an_hour_is_over(editor: Client):
    assert status_after(editor, 1801) == 302
    assert status_after(editor, 1802) == 302


def test_with_the_working_day_the_session_ends_though_it_is_in_use(editor: Client):
    half_hours = range(1700, 12 * 3600, 1700)
    assert {status_after(editor, seconds) for seconds in half_hours} == {200}
    assert status_after(editor, 12 * 3600 + 1) == 302


def test_who_is_locked_out_of_the_account_is_out_at_once(editor: Client):
    User.objects.update(is_active=False)
    assert status_after(editor, 10) == 302


def test_a_new_password_ends_the_sessions_elsewhere(editor: Client):
    anna = User.objects.get()
    anna.set_password("ein Satz, den niemand rät")
    anna.save()
    assert status_after(editor, 10) == 302


def test_logging_out_has_the_browser_forget_the_pages(editor: Client):
    with time_machine.travel(MONDAY + 10, tick=False):
        assert "cache" in editor.post("/admin/logout/")["Clear-Site-Data"]


def test_other_pages_leave_the_browser_its_cache(editor: Client):
    with time_machine.travel(MONDAY + 10, tick=False):
        assert "Clear-Site-Data" not in editor.get(ADMIN)
