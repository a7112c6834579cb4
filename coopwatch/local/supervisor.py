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
# A process that has never lived for a while and dies so often cannot work at all: that ends the run.
MOST_STARTS = 4
# One that has lived so long works; what kills it now, like a broker that is away, passes.
LIVED_SECONDS = 30
# It is started again after a pause that doubles, up to the longest, for as long as it dies young.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0


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
    has_lived: bool = False
    young_deaths: int = 0
    _started: float = 0.0
    _next_start: float | None = None

    def start(self) -> None:
        """Start the process."""
        self._started, self._next_start = time.monotonic(), None
        self.process = self.launch()

    def may_start_again(self) -> bool:
        """Say whether the pause after the death is over; raise ChildError where the process never worked."""
        if self._next_start is None:
            self._next_start = time.monotonic() + self._count_death()
        return time.monotonic() >= self._next_start

    def _count_death(self) -> float:
        """Return for how many seconds to wait before the next start."""
        if time.monotonic() - self._started >= LIVED_SECONDS:
            self.has_lived, self.young_deaths = True, 0
            return 0.0
        self.young_deaths += 1
        if not self.has_lived and self.young_deaths >= MOST_STARTS:
            raise ChildError(
                f"The {self.name} ended {MOST_STARTS} times soon after its start.\n{self.log_end()}"
            )
        return min(FIRST_PAUSE * 2 ** (self.young_deaths - 1), LONGEST_PAUSE)

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
        """Start again what has died and whose pause is over, after ending what it left; return the names.

        Raises ChildError where a process never worked.
        """
        dead = [child for child in self.children if child.is_dead() and child.may_start_again()]
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
