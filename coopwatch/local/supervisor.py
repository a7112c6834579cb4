"""Keeps the processes of a local run: starts them, starts dead ones again, ends all, leaves none behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
STOP_SECONDS = 15
# A process that dies more often than this within a minute is not started again.
MOST_STARTS = 4


class ChildError(RuntimeError):
    """A process dies again and again; the text has the end of its log."""


@dataclass
class Child:
    """A process under supervision; `launch` starts it, `stop_signal` asks it to end."""

    name: str
    launch: Callable[[], subprocess.Popen]
    stop_signal: signal.Signals
    log: Path
    process: subprocess.Popen = field(init=False)
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process; raise ChildError where it has died too often."""
        now = time.monotonic()
        self.starts = [moment for moment in self.starts if now - moment < 60]
        if len(self.starts) >= MOST_STARTS:
            raise ChildError(f"The {self.name} ended {MOST_STARTS} times within a minute.\n{self.log_end()}")
        self.starts.append(now)
        self.process = self.launch()

    def is_dead(self) -> bool:
        """Say whether the process has ended."""
        return self.process.poll() is not None

    def log_end(self) -> str:
        """Return the last lines of what the process said."""
        lines = self.log.read_text("utf-8", "replace").splitlines()[-8:] if self.log.exists() else []
        return "\n".join([f"{self.log} ends with:", *lines])


class Supervisor:
    """The processes of one run, in the order of their starts; the later ones stand on the earlier."""

    def __init__(self, log_dir: Path) -> None:
        """Write what the processes say to files in `log_dir`."""
        self.log_dir = log_dir
        self.children: list[Child] = []
        log_dir.mkdir(parents=True, exist_ok=True)

    def run(self, name: str, command: list[str], **how) -> Child:
        """Start a command that ends at SIGTERM; `how` goes to Popen."""
        log = self.log_dir / f"{name}.log"

        def launch() -> subprocess.Popen:
            with log.open("ab") as out:
                options = {
                    "stdin": subprocess.DEVNULL,
                    "stdout": out,
                    "stderr": out,
                    **own_group(signal.SIGTERM),
                }
                return subprocess.Popen(command, **options, **how)  # noqa: S603

        return self.keep(Child(name, launch, signal.SIGTERM, log))

    def keep(self, child: Child) -> Child:
        """Start a child and watch over it."""
        child.start()
        self.children.append(child)
        return child

    def restart_dead(self) -> list[str]:
        """Start again what has died, after ending what it left behind; return the names."""
        dead = [child for child in self.children if child.is_dead()]
        for child in dead:
            kill_group(child)
            child.start()
        return [child.name for child in dead]

    def stop(self) -> None:
        """End all processes, the first started last: the others need the database until they are through."""
        for together in (self.children[1:], self.children[:1]):
            end(together)
        self.children.clear()


def end(children: list[Child]) -> None:
    """Ask these to end, wait some seconds, then kill what is left of them."""
    for child in children:
        if not child.is_dead():
            child.process.send_signal(child.stop_signal)
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, until - time.monotonic()))
        kill_group(child)
        child.process.wait()


def own_group(when_parent_dies: signal.Signals) -> dict:
    """Return the arguments of Popen for a group of its own (Ctrl-C is ours) that ends with this process."""
    return {"start_new_session": True, "preexec_fn": ends_with_parent(when_parent_dies)}


def ends_with_parent(how: signal.Signals) -> Callable[[], None]:
    """Return what a child runs first, so that the kernel sends it `how` when this process dies."""
    parent = os.getpid()

    def arrange() -> None:
        die_with_parent(how)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def die_with_parent(how: signal.Signals) -> None:
    """Have the kernel send this process `how` when its parent dies."""
    LIBC.prctl(PR_SET_PDEATHSIG, how)


def kill_group(child: Child) -> None:
    """Kill what is left of the child's process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.process.pid, signal.SIGKILL)
