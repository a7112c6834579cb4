"""Passwords made of words of the context are refused; words of the context among others are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password",
    [
        "coopwatch-2026!", "Coopw4tch_Redaktion", "Verwaltung1234567890", "Behörde-Ministerium", "BUERGERAMT!!2026",
        "Landesverwaltung 24", "digitaleverwaltung", "p4ssw0rt-ozg-2027",
    ],
)  # fmt: skip
def test_words_that_everybody_guesses_are_refused(password):
    with pytest.raises(ValidationError) as raised:
        validate_password(password)
    assert "password_of_the_context" in {error.code for error in raised.value.error_list}


@pytest.mark.parametrize(
    "password",
    ["Verwaltung korrekt Pferd Batterie", "zwölf Igel wandern nachts", "x" * 6 + "q7Tz-Kilometerstand" * 8],
)
def test_long_ones_of_other_words_may_contain_them(password):
    validate_password(password)
