"""The port of the local web server."""

import socket

import pytest

from coopwatch.local.web import WebError, listen, wanted_port


@pytest.fixture
def taken():
    """A port that somebody else listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_said_and_the_next_free_one_chosen(taken, capsys):
    with listen("127.0.0.1", taken) as listener:
        assert listener.getsockname()[1] > taken
    assert f"port {taken}" in capsys.readouterr().out


def test_no_free_port_is_an_error_that_says_what_to_do(taken, monkeypatch):
    monkeypatch.setattr("coopwatch.local.web.PORTS_TRIED", 1)
    with pytest.raises(WebError, match="COOPWATCH_PORT"):
        listen("127.0.0.1", taken)


@pytest.mark.parametrize("named", ["", "http", "0", "65536", "80 80", "-1"])
def test_what_is_no_port_is_refused_by_name(named, monkeypatch):
    monkeypatch.setenv("COOPWATCH_PORT", named)
    with pytest.raises(WebError, match="COOPWATCH_PORT"):
        wanted_port()
