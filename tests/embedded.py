"""The embedded PostgreSQL server of the tests: shared by all runs of the moment, ended by the last."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from coopwatch.local import postgres
from coopwatch.local.place import place_of


@contextlib.contextmanager
def test_server(var_dir: Path) -> Iterator[None]:
    """Hold the server of this var folder running; several processes may do so at once."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with (var_dir / "users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        postgres.start(var_dir, postgres.CARELESS)
        drop_left_databases(var_dir)
        try:
            yield
        finally:
            stop_if_last(users, var_dir)


def stop_if_last(users, var_dir: Path) -> None:
    """Stop the server unless another process holds it."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        postgres.stop(var_dir)


def drop_left_databases(var_dir: Path) -> None:
    """Drop the databases of killed runs: the name ends with the number of a process that is no more."""
    with psycopg.connect(postgres.admin_url(place_of(var_dir)), autocommit=True) as connection:
        names = connection.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_coopwatch\\_%'"
        )
        for (name,) in names.fetchall():
            if not Path("/proc", name.split("_")[2]).exists():
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )
