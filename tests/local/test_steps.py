"""Steps of a local run."""

import pytest
from django.contrib.auth import get_user_model

from coopwatch.local.steps import EDITOR, StepError, command, database_identity, make_editor, write_secret


def test_a_secret_is_readable_by_its_owner_only_and_made_once(tmp_path):
    kept = tmp_path / "secret"
    assert write_secret(kept, lambda: "first")
    assert not write_secret(kept, lambda: "second")
    assert kept.read_text() == "first\n"
    assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_the_first_editor_gets_a_password_that_is_said_once(tmp_path, capsys):
    make_editor(tmp_path)
    password = (tmp_path / "editor-password").read_text().strip()
    assert password in capsys.readouterr().out
    editor = get_user_model().objects.get(username=EDITOR)
    assert editor.check_password(password)
    assert [group.name for group in editor.groups.all()] == ["Redaktion"]
    assert editor.is_staff and not editor.is_superuser
    make_editor(tmp_path)
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_an_emptied_database_is_told_from_another():
    assert database_identity() == database_identity()
    assert "test_coopwatch" in database_identity()


@pytest.mark.django_db
def test_a_failed_command_says_which_and_why():
    with pytest.raises(StepError, match=r"manage.py migrate no-such-app.*No installed app"):
        command("migrate", "no-such-app")
