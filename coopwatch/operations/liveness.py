"""How worker and beat show that they are alive without an open port: each turn of the loop touches a file."""

import os
import tempfile
from pathlib import Path

from celery import bootsteps
from celery.beat import PersistentScheduler

from coopwatch.celery import app

FOLDER = Path(os.environ.get("COOPWATCH_LIVENESS_DIR", tempfile.gettempdir()))
WORKER_FILE = "coopwatch-worker-alive"
BEAT_FILE = "coopwatch-beat-alive"
SECONDS = 10.0


def touch(name: str) -> None:
    """Renew the time of the file; a full or read-only folder must not end the process."""
    try:
        (FOLDER / name).touch()
    except OSError:
        return


class WorkerLiveness(bootsteps.StartStopStep):
    """Touches the file from the timer of the worker's own loop, so that a hanging worker stops doing so."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker, **kwargs) -> None:
        self.entry = None

    def start(self, worker) -> None:
        """Begin when the worker has begun."""
        touch(WORKER_FILE)
        self.entry = worker.timer.call_repeatedly(SECONDS, touch, (WORKER_FILE,))

    def stop(self, worker) -> None:
        """End with the worker."""
        if self.entry:
            self.entry.cancel()
        (FOLDER / WORKER_FILE).unlink(missing_ok=True)


class LivingScheduler(PersistentScheduler):
    """Celery's own scheduler of the beat, which touches its file at each turn."""

    def tick(self, *args, **kwargs) -> float:
        """Send what is due; return the seconds until the next turn, at most a minute."""
        pause = super().tick(*args, **kwargs)
        touch(BEAT_FILE)
        return min(pause, 60.0)


app.steps["worker"].add(WorkerLiveness)
