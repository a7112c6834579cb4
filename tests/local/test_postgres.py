"""The embedded server as its callers meet it; each test has a server of its own."""

import os
import signal

import psycopg
import pytest

from coopwatch.local import postgres
from coopwatch.local.place import LONGEST_SOCKET_PATH, PostgresError, make_private, place_of, prepare


@pytest.fixture
def var_dir(tmp_path):
    folder = tmp_path / "var mit Größe"
    folder.mkdir()
    yield folder
    postgres.remove(folder)


@pytest.fixture
def kept(var_dir):
    """A server that holds one word."""
    postgres.start(var_dir)
    with psycopg.connect(postgres.embedded_url(var_dir)) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('Größe')")
    return var_dir


def word(var_dir) -> str:
    with psycopg.connect(postgres.embedded_url(var_dir)) as connection:
        return connection.execute("SELECT word FROM kept").fetchone()[0]


def kill_postmaster(var_dir) -> int:
    pid = postgres.postmaster(place_of(var_dir))
    os.kill(pid, signal.SIGKILL)
    return pid


def test_stopping_what_never_ran_is_no_error(var_dir):
    assert postgres.stop(var_dir) is False


def test_a_stopped_server_keeps_its_data_and_leaves_no_process(kept):
    assert postgres.stop(kept) is True
    assert postgres.processes(place_of(kept)) == []
    postgres.start(kept)
    assert word(kept) == "Größe"


def test_starting_twice_leaves_one_server(kept):
    before = postgres.postmaster(place_of(kept))
    postgres.start(kept)
    assert postgres.postmaster(place_of(kept)) == before


def test_a_killed_server_starts_again_with_its_data(kept):
    kill_postmaster(kept)
    postgres.start(kept)
    assert word(kept) == "Größe"


def test_a_lock_file_that_names_another_program_is_no_hindrance(kept):
    lock = place_of(kept).data / "postmaster.pid"
    dead = kill_postmaster(kept)
    assert postgres.wait_for(lambda: not postgres.processes(place_of(kept)), 10)
    lock.write_text(lock.read_text().replace(str(dead), str(os.getpid()), 1))
    postgres.start(kept)
    assert word(kept) == "Größe"


def test_a_set_up_that_was_cut_short_begins_again(var_dir):
    half_made = prepare(var_dir).home / "data-new"
    half_made.mkdir()
    (half_made / "PG_VERSION").write_text("18\n")
    postgres.start(var_dir)
    assert postgres.running(place_of(var_dir))


def test_damaged_data_are_never_overwritten(kept):
    postgres.stop(kept)
    (place_of(kept).data / "global" / "pg_control").unlink()
    with pytest.raises(PostgresError, match="no complete database"):
        postgres.start(kept)


def test_another_version_of_the_data_is_refused_with_what_to_do(kept):
    postgres.stop(kept)
    version = place_of(kept).data / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(PostgresError, match="export the database"):
        postgres.start(kept)


def test_the_server_listens_at_its_private_socket_only(kept):
    place = place_of(kept)
    with psycopg.connect(postgres.embedded_url(kept)) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert place.sockets.stat().st_mode & 0o777 == 0o700
    assert place.data.stat().st_mode & 0o077 == 0


def test_a_deep_folder_has_its_socket_in_a_short_one(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    place = place_of(tmp_path.joinpath(*["a folder with a long name"] * 6))
    assert len(os.fsencode(place.socket)) <= LONGEST_SOCKET_PATH
    assert place.data.is_relative_to(tmp_path)


def test_a_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PostgresError, match="belongs to somebody else"):
        make_private(tmp_path / "link", os.geteuid())


def test_letters_do_not_depend_on_the_locales_of_the_machine(kept):
    with psycopg.connect(postgres.embedded_url(kept)) as connection:
        folded = connection.execute("SELECT upper(word), 'ÄRGER' ILIKE 'ärger' FROM kept").fetchone()
    assert folded == ("GRÖßE", True)
