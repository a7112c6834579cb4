"""The English texts are complete and take the same values as the German ones."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """Return the English catalogue."""
    with (settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the singular and plural of a message."""
    return text if isinstance(text, tuple) else (text,)


def test_nothing_is_left_untranslated(catalog):
    left = [message.id for message in catalog if message.id and not all(forms(message.string))]
    assert left == []


def test_nothing_is_guessed(catalog):
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


def test_every_value_finds_its_place(catalog):
    for message in catalog:
        german, english = forms(message.id)[-1], forms(message.string)[-1]
        if message.id:
            assert sorted(PLACEHOLDER.findall(german)) == sorted(PLACEHOLDER.findall(english)), german
