"""`make run`: everything on one machine, from a fresh checkout to the address of the first page."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from coopwatch.local import assets, postgres, steps, web
from coopwatch.local.place import Place, PostgresError, prepare
from coopwatch.local.stamps import ROOT
from coopwatch.local.static import StaticFiles
from coopwatch.local.supervisor import Child, ChildError, Supervisor, die_with_parent, own_group

PROBLEMS = (assets.AssetError, PostgresError, steps.StepError, web.WebError, ChildError, PermissionError)
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
WORKERS = 2
Result = TypeVar("Result")


class Stopped(BaseException):
    """Somebody asked the run to end."""


def main() -> int:
    """Run until Ctrl-C or SIGTERM; return the exit code."""
    answer_signals(raise_stopped)
    os.chdir(ROOT)
    var_dir = Path(os.environ.get("COOPWATCH_VAR", ROOT / "var")).absolute()
    try:
        var_dir.mkdir(parents=True, exist_ok=True)
        with only_run(var_dir):
            run(var_dir)
    except PROBLEMS as error:
        print(f"\nIt did not work: {error}", file=sys.stderr)
        return 1
    except Stopped:
        print("Ended.", flush=True)
    return 0


def run(var_dir: Path) -> None:
    """Do one step after the other, then watch over the processes; returns by an exception only."""
    supervisor = Supervisor(var_dir / "log")
    try:
        prepare_files(supervisor, var_dir)
        static = StaticFiles(supervisor.log_dir)
        for title, step in steps.before_worker(var_dir):
            do(title, step)
        do("Worker and beat", lambda: start_tasks(supervisor, var_dir))
        for title, step in steps.with_worker(var_dir):
            do(title, step)
        do("Static files (begun before)", static.finish)
        address = do("Web server", lambda: web.serve(supervisor))
        print(f"\ncoopwatch is ready: {address}\n{steps.how_to_log_in(var_dir)}\nCtrl-C ends it.", flush=True)
        keep_running(supervisor)
    finally:
        answer_signals(signal.SIG_IGN)
        supervisor.stop()


def prepare_files(supervisor: Supervisor, var_dir: Path) -> None:
    """Have the assets and the database; from here on Django works."""
    steps.keep_secret_key(var_dir)
    do("Front-end assets", assets.build_assets)
    if not steps.has_own_database():
        do("PostgreSQL", lambda: start_database(supervisor, prepare(var_dir)))
    steps.set_up_django()


def do(title: str, step: Callable[[], Result]) -> Result:
    """Say what is being done, do it, say how long it took."""
    began = time.monotonic()
    print(f"{title} …", end=" ", flush=True)
    result = step()
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    return result


def start_database(supervisor: Supervisor, place: Place) -> None:
    """Start the embedded server as a process of this run; one that runs already stays as it is."""

    def launch() -> subprocess.Popen:
        return postgres.launch(place, {}, **own_group(signal.SIGINT))

    def start() -> subprocess.Popen:
        return supervisor.keep(Child("database", launch, signal.SIGINT, place.log)).process

    with postgres.locked(place):
        if not postgres.running(place):
            postgres.start_here(place, start)


def start_tasks(supervisor: Supervisor, var_dir: Path) -> None:
    """Start the Celery worker and its clock."""
    celery = [sys.executable, "-m", "celery", "-A", "coopwatch"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    supervisor.run("worker", [*celery, "worker", "--loglevel", "INFO", "--concurrency", str(WORKERS), *quiet])
    supervisor.run("beat", [*celery, "beat", "--loglevel", "INFO", "--pidfile=", "-s", str(var_dir / "beat")])


def keep_running(supervisor: Supervisor) -> None:
    """Start again what dies, until a signal ends this."""
    while True:
        time.sleep(1)
        for name in supervisor.restart_dead():
            print(f"The {name} had ended and was started again.", flush=True)


@contextmanager
def only_run(var_dir: Path) -> Iterator[None]:
    """Let no second run work in the same var folder."""
    with (var_dir / "run.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise steps.StepError(
                f"coopwatch runs already with {var_dir}. End that run first, or name another folder "
                "for this one: COOPWATCH_VAR=… make run"
            ) from None
        yield


def answer_signals(how) -> None:
    """Have the signals that ask to end answered by `how`."""
    for number in SIGNALS:
        signal.signal(number, how)


def raise_stopped(*_args: object) -> None:
    """Answer a signal: end the step at hand and tidy up; further signals change nothing."""
    answer_signals(signal.SIG_IGN)
    raise Stopped


if __name__ == "__main__":
    if "--end-with-parent" in sys.argv:
        # `make` says so: when it is killed, nobody else would tell us.
        die_with_parent(signal.SIGTERM)
    sys.exit(main())
