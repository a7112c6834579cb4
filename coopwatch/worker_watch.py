"""A worker that is broken ends, so that the service manager starts a whole one.

Two ways of breaking leave a worker alive but deaf:

- A child is killed (the kernel short of memory, a time limit, `kill -9`). Without an event loop (on the queue
  in PostgreSQL) the children of Celery's pool share one pipe and a lock on it; whoever dies with the lock
  leaves it locked, and the others wait for ever.
- The broker goes away just when messages are acknowledged. These count as being worked on for ever, and
  where they are as many as the worker may hold, it asks for no further ones.

Nothing is lost: messages are acknowledged late, and the sweeper takes up what was being read.
"""

import contextlib
import logging
import os
import signal
import threading
from typing import Any

from celery import bootsteps
from celery.worker import state

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
# Between the end of a task and its acknowledgement a worker looks full for a moment.
DEAF_LOOKS = 20
EXIT_CODE = 70


class EndWhenBroken(bootsteps.StartStopStep):
    """Watches the children of the pool, and whether the worker still asks for messages."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker, **kwargs) -> None:
        """Take part in the life of the worker."""
        super().__init__(worker, **kwargs)
        self._over = threading.Event()
        self._children: dict[int, Any] = {}
        self._deaf_looks = 0

    def start(self, worker) -> None:
        """Begin to watch, where the pool has processes."""
        if hasattr(getattr(worker.pool, "_pool", None), "_pool"):
            threading.Thread(target=self._watch, args=[worker], daemon=True).start()

    def stop(self, worker) -> None:
        """End watching: children that end now were asked to."""
        self._over.set()

    def _watch(self, worker) -> None:
        while not self._over.wait(LOOK_SECONDS):
            # With an event loop each child has a pipe of its own.
            if self._lost_a_child(worker) and not worker.use_eventloop:
                self._end("A child of this worker was killed")
            if self._is_deaf(worker):
                self._end("This worker holds messages that it could not acknowledge")

    def _lost_a_child(self, worker) -> bool:
        self._children |= {child.pid: child for child in list(worker.pool._pool._pool)}
        ends = {pid: child.exitcode for pid, child in self._children.items()}
        self._children = {pid: child for pid, child in self._children.items() if ends[pid] is None}
        return any((code or 0) < 0 for code in ends.values())

    def _is_deaf(self, worker) -> bool:
        """Whether the worker has been full for some seconds although it has nothing to do."""
        consumer = getattr(worker.consumer, "task_consumer", None)
        is_full = consumer is not None and not consumer.channel.qos.can_consume()
        self._deaf_looks = self._deaf_looks + 1 if is_full and not state.reserved_requests else 0
        return self._deaf_looks > DEAF_LOOKS

    def _end(self, why: str) -> None:
        """End this process with all its children."""
        log.critical("%s; it ends and is to be started again.", why)
        for pid in self._children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os._exit(EXIT_CODE)
