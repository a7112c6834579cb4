"""A worker that lost a child by force ends, so that the service manager starts a whole one.

Without an event loop (the queue in PostgreSQL) the children of Celery's pool share one pipe and a lock on it.
A child that is killed while it holds the lock (the kernel short of memory, a time limit, `kill -9`) leaves it
locked, and the others would wait for ever while the worker looks alive. Nothing is lost: messages are
acknowledged late, and the sweeper takes up what was being read.
"""

import contextlib
import logging
import os
import signal
import threading
from typing import Any

from celery import bootsteps

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
EXIT_CODE = 70


class EndWithLostChild(bootsteps.StartStopStep):
    """Watches the children of a pool that shares a pipe."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker, **kwargs) -> None:
        """Take part only where the pool shares a pipe."""
        super().__init__(worker, **kwargs)
        self._over = threading.Event()

    def include_if(self, worker) -> bool:
        """Whether this worker's pool shares a pipe: with an event loop each child has its own."""
        return not worker.use_eventloop

    def start(self, worker) -> None:
        """Begin to watch, where the pool has processes."""
        pool = getattr(worker.pool, "_pool", None)
        if hasattr(pool, "_pool"):
            threading.Thread(target=self._watch, args=[pool], daemon=True).start()

    def stop(self, worker) -> None:
        """End watching: children that end now were asked to."""
        self._over.set()

    def _watch(self, pool) -> None:
        known: dict[int, Any] = {}
        while not self._over.wait(LOOK_SECONDS):
            known |= {child.pid: child for child in list(pool._pool)}
            if any((child.exitcode or 0) < 0 for child in known.values()):
                end(known)
            known = {pid: child for pid, child in known.items() if child.exitcode is None}


def end(children) -> None:
    """End this process with all its children."""
    log.critical("A child of this worker was killed; the worker ends and is to be started again.")
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    os._exit(EXIT_CODE)
