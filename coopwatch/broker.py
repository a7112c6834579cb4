"""The broker of the tasks: the queue `pgmq` in the same PostgreSQL, or the server of CELERY_BROKER_URL.

Either only carries keys of rows: a message that gets lost costs time, as the rows know what is waiting.
"""

import logging
from typing import Any

from psycopg.conninfo import make_conninfo

# The name in it is for the log only: the queue is where the database is.
PGMQ = "pgmq://database"
# Libpq's names for what Django's settings of a database hold.
LIBPQ_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def transport_options(url: str, database: dict[str, Any], longest_task: int) -> dict[str, Any]:
    """Return kombu's options for this broker; a task not acknowledged in time goes to another worker.

    `database` is Django's settings of the database, `longest_task` the limit of a task in seconds.
    """
    options: dict[str, Any] = {"visibility_timeout": longest_task * 3 // 2}
    if url == PGMQ:
        # PostgreSQL waits for the next message, looking every 50 ms; the client adds nearly nothing to it.
        waiting = {"wait_time_seconds": 1, "poll_interval_ms": 50, "polling_interval": 0.02}
        return (
            options | waiting | {"conn_string": conninfo(database), "init_extension": False, "pool_size": 2}
        )
    # Without these two kombu looks for unacknowledged tasks on Redis so seldom that they wait a minute more.
    restoring = {"unacked_restore_interval": 2, "unacked_restore_throttle": 1}
    # Who stores an article while Redis is away would wait for eight seconds of vain tries.
    giving_up = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
    return options | restoring | giving_up


def conninfo(database: dict[str, Any]) -> str:
    """Return libpq's connection string for Django's settings of a database."""
    given = {theirs: database[ours] for ours, theirs in LIBPQ_NAMES.items() if database.get(ours)}
    return make_conninfo(**given, **database.get("OPTIONS", {}))


def install_queue(using: str = "default", **_signal: object) -> None:
    """Make pgmq's tables and functions where they are missing; `migrate` calls it when it is through."""
    from django.conf import settings
    from django.db import connections
    from pgmq import install_pgmq_from_sql

    if settings.CELERY_BROKER_URL != PGMQ or using != "default":
        return
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('pgmq.meta') IS NULL")
        if cursor.fetchone()[0]:
            logging.getLogger("pgmq").setLevel(logging.WARNING)
            install_pgmq_from_sql(conn=cursor.connection)
