"""The processes of a chaos run: started, started again when they die, killed on purpose."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from coopwatch.local.supervisor import own_group

CELERY = [sys.executable, "-m", "celery", "-A", "coopwatch"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
WATCH_SECONDS = 0.5


def free_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Crew:
    """Commands that are kept running, as a service manager does; `starts` counts them by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.starts: dict[str, int] = {}
        self._commands: dict[str, list[str]] = {}
        self._running: dict[str, subprocess.Popen] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._keep_running, daemon=True)
        self._watch.start()

    def keep(self, name: str, command: list[str]) -> None:
        """Start a command and keep it running."""
        with self._lock:
            self._commands[name] = command
            self._start(name)

    def drop(self, name: str) -> None:
        """Kill a command and let it be."""
        with self._lock:
            self._commands.pop(name, None)
            self._kill(name)

    def kill_main(self, name: str) -> None:
        """Kill the main process of a command with -9, with all its children, as a power cut does."""
        with self._lock:
            self._kill(name)

    def kill_child(self, name: str, chance: random.Random) -> bool:
        """Kill one child of a command with -9; False where it has none yet."""
        children = children_of(self._running[name].pid)
        if children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(children), signal.SIGKILL)
        return bool(children)

    def end(self) -> None:
        """End everything."""
        self._over.set()
        self._watch.join()
        for name in list(self._commands):
            self.drop(name)

    def _start(self, name: str) -> None:
        self.starts[name] = self.starts.get(name, 0) + 1
        with (self.folder / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                self._commands[name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                **own_group(signal.SIGKILL),
            )

    def _kill(self, name: str) -> None:
        process = self._running.get(name)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _keep_running(self) -> None:
        while not self._over.wait(WATCH_SECONDS):
            with self._lock:
                for name in self._commands:
                    if self._running[name].poll() is not None:
                        self._kill(name)
                        self._start(name)


def children_of(pid: int) -> list[int]:
    """Return the numbers of a process's children, whichever of its threads started them."""
    found = []
    with contextlib.suppress(FileNotFoundError):
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(word) for word in children.read_text().split()]
    return sorted(found)


def worker_command() -> list[str]:
    """The worker as `make run` starts it."""
    return [*CELERY, "worker", "--loglevel", "INFO", "--concurrency", "2", *QUIET]


def beat_command(folder: Path) -> list[str]:
    """The clock as `make run` starts it."""
    return [*CELERY, "beat", "--loglevel", "INFO", "--pidfile=", "-s", str(folder / "beat")]


def web_command(port: int) -> list[str]:
    """The web server."""
    gunicorn = [sys.executable, "-m", "gunicorn", "coopwatch.wsgi", "--no-control-socket"]
    return [*gunicorn, "--bind", f"127.0.0.1:{port}", "--workers", "2", "--threads", "4"]


def redis_command(port: int) -> list[str]:
    """A Redis server that forgets everything when it dies."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        sys.exit("Neither redis-server nor valkey-server is installed: apt-get install redis-server.")
    return [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
