"""Processes under supervision: real ones, that end, die and multiply."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coopwatch.local.supervisor import MOST_STARTS, ChildError, Supervisor

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN_PROGRAM = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(600)
"""
# A process with a child of its own, which it tells of.
PARENT_PROGRAM = """
import subprocess, time
print(subprocess.Popen(["sleep", "600"]).pid, flush=True)
time.sleep(600)
"""
STUBBORN = [sys.executable, "-c", STUBBORN_PROGRAM]
PARENT = [sys.executable, "-c", PARENT_PROGRAM]


@pytest.fixture
def supervisor(tmp_path, monkeypatch):
    monkeypatch.setattr("coopwatch.local.supervisor.FIRST_PAUSE", 0.0)
    ours = Supervisor(tmp_path)
    yield ours
    ours.stop()


def alive(pid: int) -> bool:
    """Say whether the process lives; one that nobody has collected yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def becomes(condition, seconds=10.0) -> bool:
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def first_word(child) -> str:
    assert becomes(lambda: child.log.exists() and child.log.read_text().endswith("\n"))
    return child.log.read_text().split()[0]


def test_stop_leaves_no_process(supervisor):
    children = [supervisor.run(name, SLEEPER) for name in ("one", "two")]
    supervisor.stop()
    assert [alive(child.process.pid) for child in children] == [False, False]


def test_stop_kills_what_does_not_listen(supervisor, monkeypatch):
    monkeypatch.setattr("coopwatch.local.supervisor.STOP_SECONDS", 0.2)
    child = supervisor.run("stubborn", STUBBORN)
    assert first_word(child) == "up"
    supervisor.stop()
    assert not alive(child.process.pid)


def test_stop_ends_grandchildren_too(supervisor):
    grandchild = int(first_word(supervisor.run("parent", PARENT)))
    assert alive(grandchild)
    supervisor.stop()
    assert becomes(lambda: not alive(grandchild))


def test_a_dead_process_is_started_again_and_its_children_are_ended(supervisor):
    child = supervisor.run("parent", PARENT)
    grandchild, dead = int(first_word(child)), child.process.pid
    os.kill(dead, signal.SIGKILL)
    child.process.wait()
    assert supervisor.restart_dead() == ["parent"]
    assert child.process.pid != dead and alive(child.process.pid)
    assert becomes(lambda: not alive(grandchild))


def test_a_process_that_dies_again_and_again_ends_the_run_with_its_last_words(supervisor):
    child = supervisor.run("hasty", [sys.executable, "-c", "print('no such table')"])
    with pytest.raises(ChildError, match="no such table"):
        for _ in range(MOST_STARTS):
            child.process.wait()
            supervisor.restart_dead()
    supervisor.children.clear()


def test_a_process_that_has_worked_is_started_again_however_often_it_dies(supervisor, monkeypatch):
    monkeypatch.setattr("coopwatch.local.supervisor.LIVED_SECONDS", 0.0)
    child = supervisor.run("worker", [sys.executable, "-c", "pass"])
    child.process.wait()
    assert supervisor.restart_dead() == ["worker"]
    monkeypatch.setattr("coopwatch.local.supervisor.LIVED_SECONDS", 600.0)
    for _ in range(3 * MOST_STARTS):
        child.process.wait()
        assert supervisor.restart_dead() == ["worker"]


def test_what_dies_young_waits_longer_each_time_up_to_the_longest_pause(supervisor, monkeypatch):
    monkeypatch.setattr("coopwatch.local.supervisor.FIRST_PAUSE", 100.0)
    monkeypatch.setattr("coopwatch.local.supervisor.LONGEST_PAUSE", 250.0)
    child = supervisor.run("hasty", [sys.executable, "-c", "pass"])
    child.process.wait()
    assert supervisor.restart_dead() == []
    child.has_lived = True
    assert [child._count_death() for _ in range(3)] == [200.0, 250.0, 250.0]


def test_processes_die_with_a_killed_supervisor(tmp_path):
    program = f"""
import time
from pathlib import Path
from coopwatch.local.supervisor import Supervisor
print(Supervisor(Path({str(tmp_path)!r})).run("sleeper", {SLEEPER!r}).process.pid, flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as run:
        child = int(run.stdout.readline())
        assert alive(child)
        run.kill()
    assert becomes(lambda: not alive(child))
