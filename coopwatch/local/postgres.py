"""The embedded PostgreSQL server: make, start, stop, ask; `python -m coopwatch.local.postgres --help`.

The server listens at a socket in a private folder and nowhere else; who may enter the folder owns the data.
"""

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from coopwatch.local.place import (
    INSTALLATION,
    MAJOR_VERSION,
    RECORD,
    SOCKET_NAME,
    Place,
    PostgresError,
    package_folder,
    place_of,
    prepare,
    programs,
)

ROLE = DATABASE = "coopwatch"
START_SECONDS = 60
STOP_SECONDS = 30
# For data that may be lost: tests.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


def embedded_url(var_dir: Path, database: str = DATABASE) -> str:
    """Return the address of the embedded server of this var folder, as libpq and django-environ read it."""
    return f"postgresql://{ROLE}@/{database}?host={quote(str(place_of(var_dir).sockets))}"


def start(var_dir: Path, options: dict[str, str] | None = None) -> None:
    """Start the server of this var folder where it is not running, and leave it running.

    `options` are settings of the server. Raises PostgresError with the end of the log where that fails.
    """
    with locked(prepare(var_dir)) as place:
        if running(place):
            return
        start_here(place, lambda: launch(place, options or {}, start_new_session=True))


def start_here(place: Place, launch_it: Callable[[], subprocess.Popen]) -> None:
    """Make what is missing and start the server by this function; the caller holds the lock."""
    make_cluster(place)
    wait_until_ready(place, launch_it())
    make_database(place)


def stop(var_dir: Path) -> bool:
    """Stop the server of this var folder and wait for its end; return False where none ran."""
    place = place_of(var_dir)
    if not place.home.exists():
        return False
    with locked(place):
        found = processes(place)
        if not found:
            return False
        end(place, signal.SIGINT)
        return True


def remove(var_dir: Path) -> None:
    """Stop the server of this var folder and delete its data."""
    stop(var_dir)
    place = place_of(var_dir)
    for folder in (place.sockets, place.home):
        shutil.rmtree(folder, ignore_errors=True)
    (var_dir / RECORD).unlink(missing_ok=True)


def running(place: Place) -> bool:
    """Say whether a server accepts connections at this place."""
    import psycopg

    try:
        psycopg.connect(admin_url(place), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        return "too many clients" in str(error)
    return True


def admin_url(place: Place) -> str:
    """Return the address of the database that exists in each cluster."""
    return f"postgresql://{ROLE}@/postgres?host={quote(str(place.sockets))}"


@contextlib.contextmanager
def locked(place: Place) -> Iterator[Place]:
    """Let nobody else start or stop the server of this place meanwhile."""
    with place.lock.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield place


def make_cluster(place: Place) -> None:
    """Make the database cluster where there is none; clear away what a killed server or set-up left."""
    end(place, signal.SIGQUIT)
    version = place.data / "PG_VERSION"
    if (place.data / "global" / "pg_control").exists():
        if version.read_text("utf-8").strip() != MAJOR_VERSION:
            raise PostgresError(
                f"{place.data} was not made by PostgreSQL {MAJOR_VERSION}, which is installed: install the "
                "earlier package, export the database, and start with an empty folder."
            )
        drop_lock_files(place)
        return
    # A set-up that was killed half-way left its folder under another name: begin again.
    half_made = place.data.with_name("data-new")
    shutil.rmtree(half_made, ignore_errors=True)
    half_made.mkdir(mode=0o700)
    if place.user:
        shutil.chown(half_made, place.user)
    run_initdb(place, half_made)
    if place.data.exists() and any(place.data.iterdir()):
        raise PostgresError(f"{place.data} holds no complete database: move it away, and start again.")
    half_made.rename(place.data)


def run_initdb(place: Place, target: Path) -> None:
    """Make a cluster in UTF-8 whose letters do not depend on the machine's locales."""
    options = f"--username={ROLE} --auth=trust --encoding=UTF8 --locale=C.UTF-8 --locale-provider=builtin"
    command = [str(programs(place) / "initdb"), f"--pgdata={target}", "--no-instructions", *options.split()]
    done = subprocess.run(  # noqa: S603
        command, **as_user(place), cwd="/", env=environment(), capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        raise PostgresError(f"The database could not be made in {target}:\n{done.stderr.strip()}")


def drop_lock_files(place: Place) -> None:
    """Remove the lock files of a killed server of which no process is left.

    PostgreSQL only asks whether their process number is in use. It may be: by another program, or by the
    dead server where nobody collects it, as in containers without an init process.
    """
    for lock in (place.data / "postmaster.pid", place.sockets / f"{SOCKET_NAME}.lock"):
        lock.unlink(missing_ok=True)


def launch(place: Place, options: dict[str, str], **how) -> subprocess.Popen:
    """Start the server's process; `how` goes to Popen. It is ready when wait_until_ready returns."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": '"{}"'.format(str(place.sockets).replace('"', '""')),
        "unix_socket_permissions": "0700",
        "lc_messages": "C",
        **options,
    }
    command = [str(programs(place) / "postgres"), "-D", str(place.data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with place.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603
            command,
            **as_user(place),
            cwd="/",
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **how,
        )


def wait_until_ready(place: Place, process: subprocess.Popen) -> None:
    """Wait until the server accepts connections; recovery after a crash may take some seconds."""
    if not wait_for(lambda: process.poll() is not None or running(place), START_SECONDS):
        process.terminate()
    if process.poll() is not None or not running(place):
        tail = place.log.read_text("utf-8", "replace").splitlines()[-8:]
        raise PostgresError(f"PostgreSQL did not start; its log {place.log} ends with:\n" + "\n".join(tail))


def make_database(place: Place) -> None:
    """Make the project's database where it is missing."""
    import psycopg

    with psycopg.connect(admin_url(place), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f'CREATE DATABASE "{DATABASE}"')


def processes(place: Place) -> list[int]:
    """Return the numbers of the server's processes: those that work in its data folder."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").readlink() == place.data.resolve():
                found.append(int(entry.name))
    return sorted(found)


def end(place: Place, how: signal.Signals) -> None:
    """End the server: the postmaster by the signal `how`, what is left after a while by SIGKILL."""
    main = postmaster(place)
    for pid in [main] if main else processes(place):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
    if wait_for(lambda: not processes(place), STOP_SECONDS):
        return
    for pid in processes(place):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not processes(place), STOP_SECONDS)


def postmaster(place: Place) -> int | None:
    """Return the number of the running main process, None where it is dead."""
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int((place.data / "postmaster.pid").read_text("utf-8").split()[0])
        return pid if pid in processes(place) else None
    return None


def wait_for(happened: Callable[[], bool], seconds: float) -> bool:
    """Ask again and again; return False where it has not happened in time."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def as_user(place: Place) -> dict:
    """Return the arguments by which Popen runs a program as the server's user."""
    return {"user": place.user, "group": place.user, "extra_groups": []} if place.user else {}


def environment() -> dict[str, str]:
    """Return the little that the programs need, so that PG* variables of the caller change nothing."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def main() -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(description="The embedded PostgreSQL server of coopwatch.")
    parser.add_argument("verb", choices=["start", "stop", "status", "url", "bin", "remove"])
    parser.add_argument(
        "--var", type=Path, default=Path(os.environ.get("COOPWATCH_VAR", "var")), help="the var folder"
    )
    arguments = parser.parse_args()
    try:
        return act(arguments.verb, arguments.var)
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1


def act(verb: str, var_dir: Path) -> int:
    """Do what the command line asks for; return the exit code (3: not running)."""
    if verb == "start":
        start(var_dir)
    elif verb == "stop":
        print("stopped" if stop(var_dir) else "was not running")
    elif verb == "remove":
        remove(var_dir)
    elif verb == "status":
        up = running(place_of(var_dir))
        print("running" if up else "not running")
        return 0 if up else 3
    else:
        print(embedded_url(var_dir) if verb == "url" else package_folder() / INSTALLATION / "bin")
    return 0


if __name__ == "__main__":
    sys.exit(main())
