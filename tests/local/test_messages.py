"""Compiled translations."""

import gettext

from coopwatch.local.messages import compile_messages

CATALOGUE = r"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "Vereinbarung"
msgstr "agreement"
"""


def test_a_catalogue_is_compiled_once_and_can_be_read(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE, "utf-8")
    assert compile_messages(tmp_path) == 1
    assert compile_messages(tmp_path) == 0
    assert gettext.translation("django", tmp_path, ["en"]).gettext("Vereinbarung") == "agreement"
