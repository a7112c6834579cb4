"""Dates are never more exact than their source, and values are checked before they are stored."""

from datetime import date

import pytest

from coopwatch.registry.facts import check_value, date_columns, date_value


@pytest.mark.parametrize("value", ["2017-13", "2017-02-30", "17", "2017-5-4", "Mai 2017", "2017-05-04T00:00"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError):
        date_columns(value)


@pytest.mark.parametrize(
    ("value", "day", "precision"),
    [
        ("", None, "unknown"),
        ("2017", date(2017, 1, 1), "year"),
        ("2017-05", date(2017, 5, 1), "month"),
        ("2017-05-04", date(2017, 5, 4), "day"),
    ],
)
def test_a_date_keeps_its_precision_on_the_way_there_and_back(value, day, precision):
    assert date_columns(value) == (day, precision)
    assert date_value(day, precision) == value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "vertrag"),
        ("parties", "DE-XX"),
        ("topics", "wetter"),
        ("date", "morgen"),
        ("pilotkommunen", "Kelheim"),
        ("portals", " "),
    ],
)
def test_a_value_that_cannot_stand_is_refused_in_words(field, value):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        check_value(field, value)


@pytest.mark.parametrize(
    ("field", "value"), [("kind", "pakt"), ("parties", "DE"), ("pilotkommunen", "09273")]
)
def test_values_that_may_stand(field, value):
    check_value(field, value)
