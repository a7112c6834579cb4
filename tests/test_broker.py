"""The broker with a real worker: whichever CELERY_BROKER_URL names, by default the queue in PostgreSQL."""

import json
import os
import signal
import subprocess
import sys
import time
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from coopwatch import broker

WORKER = [sys.executable, "-m", "celery", "-A", "tests.broker_app", "worker", "--concurrency", "1"]
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
SEND = "import sys; from tests.broker_app import leave_trace; leave_trace.delay(sys.argv[1])"


@pytest.fixture
def environment(db) -> dict:
    """The environment of worker and sender: the test database, a queue of its own, a short patience."""
    options = broker.transport_options(settings.CELERY_BROKER_URL, connection.settings_dict, 60)
    queue = f"test_{uuid4().hex[:12]}"
    described = {
        "url": settings.CELERY_BROKER_URL,
        "queue": queue,
        "options": options | {"visibility_timeout": 2},
    }
    return os.environ | {"BROKER_APP": json.dumps(described)}


@pytest.fixture
def start_worker(environment, tmp_path):
    """Start workers that are ended after the test."""
    started = []

    def start() -> subprocess.Popen:
        with (tmp_path / "worker.log").open("ab") as log:
            streams = {"stdout": log, "stderr": log}
            started.append(
                subprocess.Popen([*WORKER, *QUIET], env=environment, start_new_session=True, **streams)
            )
        return started[-1]

    yield start
    for worker in started:
        kill(worker)


def kill(worker: subprocess.Popen) -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def wait_for_trace(trace, word: str) -> bool:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if trace.exists() and trace.read_text() == word:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db
def test_the_task_of_a_killed_worker_goes_to_another(start_worker, environment, tmp_path):
    traces = tmp_path / "traces"
    traces.mkdir()
    subprocess.run([sys.executable, "-c", SEND, str(traces)], env=environment, check=True, timeout=60)
    worker = start_worker()
    assert wait_for_trace(traces / "try-1", "begun")
    kill(worker)
    start_worker()
    assert wait_for_trace(traces / "try-2", "done")


def test_a_task_that_takes_its_whole_time_is_not_given_to_a_second_worker():
    for url in (broker.PGMQ, "redis://localhost"):
        assert broker.transport_options(url, {"NAME": "coopwatch"}, 120)["visibility_timeout"] > 120


def test_the_address_of_the_database_reaches_libpq_whole():
    described = {"NAME": "a b", "USER": "u", "PASSWORD": "p'w d", "HOST": "", "PORT": ""}
    address = broker.conninfo(described | {"OPTIONS": {"host": "/var/run/größe 1"}})
    assert conninfo_to_dict(address) == {
        "dbname": "a b",
        "user": "u",
        "password": "p'w d",
        "host": "/var/run/größe 1",
    }
