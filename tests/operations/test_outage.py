"""While the database is away visitors get a page that says so, and afterwards the site again."""

import contextlib
from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test import Client

from coopwatch.operations.outage import is_outage


@contextlib.contextmanager
def without_database(folder) -> Iterator[None]:
    """The database's socket is not where it was."""
    connection.close()
    known = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = str(folder)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["HOST"] = known


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path", ["/", "/laender/", "/vereinbarung/pakt/", "/api/v1/agreements", "/export/daten.json", "/admin/"]
)
def test_the_page_says_that_the_database_is_away_and_it_comes_back(path: str, tmp_path) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "irgendeine"
    with without_database(tmp_path):
        response = client.get(path)
    assert response.status_code == 503
    assert "Gleich wieder da" in response.content.decode()
    assert (response["Retry-After"], response["Cache-Control"]) == ("5", "no-store")
    assert "Content-Security-Policy" in response
    assert client.get(path).status_code in {200, 302, 404}


def caused_by(cause: BaseException) -> ValueError:
    """An exception that was raised because of another one."""
    error = ValueError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (None, False),
        (ValueError(), False),
        (IntegrityError(), False),
        (caused_by(IntegrityError()), False),
        (OperationalError(), True),
        (caused_by(OperationalError()), True),
    ],
)
def test_only_a_database_that_does_not_answer_is_an_outage(error, expected: bool) -> None:
    assert is_outage(error) is expected
