"""The stage of a run: a PostgreSQL server, the broker, the tables, and the articles that come in."""

import logging
import threading
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from coopwatch.local import postgres
from scripts.chaos.processes import Crew, beat_command, redis_command, worker_command

RETRY_SECONDS = 0.3


class Stage:
    """Everything that runs; `broker` is pgmq or redis."""

    def __init__(self, folder: Path, broker: str, redis_port: int) -> None:
        self.folder, self.broker, self._redis_port = folder, broker, redis_port
        postgres.start(folder)
        django.setup()
        # What fails on purpose need not be told.
        logging.disable(logging.CRITICAL)
        self.crew = Crew(folder)
        self._over = threading.Event()
        if broker == "redis":
            self.crew.keep("redis", redis_command(redis_port))

    def empty(self) -> None:
        """Make the tables and empty them, but for the Länder; nothing waits in the queue."""
        from coopwatch.registry.reference import load_laender

        call_command("migrate", interactive=False, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        load_laender()
        if self.broker == "pgmq":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pgmq.purge_queue(queue_name) FROM pgmq.meta")

    def start_workers(self) -> None:
        """Start worker and beat."""
        self.crew.keep("worker", worker_command())
        self.crew.keep("beat", beat_command(self.folder))

    def sweep_often(self, seconds: float) -> None:
        """Sweep more often than beat does, so that a short run need not wait for its round."""
        from coopwatch.intake.reading import sweep

        def run() -> None:
            while not self._over.wait(seconds):
                insist(sweep)

        threading.Thread(target=run, daemon=True).start()

    def stop_workers(self) -> None:
        """Kill worker and beat."""
        self.crew.drop("worker")
        self.crew.drop("beat")

    def take_broker_away(self) -> None:
        """Let the broker vanish: Redis is killed, the queue in PostgreSQL gets another name."""
        if self.broker == "redis":
            self.crew.drop("redis")
        else:
            self._rename_queue("pgmq", "pgmq_away")

    def bring_broker_back(self) -> None:
        """Let the broker return; Redis has forgotten everything."""
        if self.broker == "redis":
            self.crew.keep("redis", redis_command(self._redis_port))
        else:
            self._rename_queue("pgmq_away", "pgmq")

    def restart_postgres(self) -> None:
        """Stop PostgreSQL in the middle of everything, and start it again."""
        postgres.stop(self.folder)
        postgres.start(self.folder)

    def end(self) -> None:
        """End everything that was started."""
        self._over.set()
        connection.close()
        self.crew.end()
        postgres.stop(self.folder)

    def _rename_queue(self, old: str, new: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER SCHEMA "{old}" RENAME TO "{new}"')


def insist(action, *arguments):
    """Do something with the database, again and again while it does not answer, as a person would."""
    while True:
        try:
            return action(*arguments)
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(RETRY_SECONDS)
