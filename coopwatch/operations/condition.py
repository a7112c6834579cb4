"""Is it well? Each question is answered by asking the part itself, with a limit on the time it may take."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.utils import timezone

from coopwatch import broker
from coopwatch.operations.models import Heartbeat
from coopwatch.registry.models import Article, Source

BROKER_SECONDS = 2
# The beat sends one heartbeat a minute: three missing ones are no accident.
LATE = dt.timedelta(minutes=3)


@dataclass(frozen=True)
class Answer:
    """What one part said; `problem` is empty where it is well."""

    part: str
    problem: str


@dataclass(frozen=True)
class Condition:
    """What editors and operators see of the running system."""

    parts: tuple[Answer, ...]
    heartbeats: tuple[Heartbeat, ...]
    messages: dict[str, int | None]
    waiting: int
    reading: int
    failed: int
    oldest_waiting: dt.datetime | None
    failing_sources: tuple[Source, ...]

    @property
    def late(self) -> bool:
        """Whether no queue, or not every queue, has shown life of late."""
        alive = {beat.queue for beat in self.heartbeats if timezone.now() - beat.at < LATE}
        return not set(queues()) <= alive


def queues() -> tuple[str, ...]:
    """Return the names of the queues in use."""
    return tuple(dict.fromkeys((settings.CELERY_TASK_DEFAULT_QUEUE, settings.FETCHING_QUEUE)))


def readiness() -> tuple[Answer, ...]:
    """Ask database, migrations and broker; after a database that is away the others are not asked."""
    database = asked("database", database_answers)
    if database.problem:
        return (database,)
    return database, asked("migrations", migrations_are_done), asked("broker", broker_answers)


def asked(part: str, question: Callable[[], str]) -> Answer:
    """Return the answer of one part; whatever it raises is its problem, told by its kind alone.

    The text of an error may name hosts and users, and readiness is asked without a login.
    """
    try:
        return Answer(part, question())
    except Exception as error:
        return Answer(part, type(error).__name__)


def database_answers() -> str:
    """Run the smallest query there is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations_are_done() -> str:
    """Say how many migrations of this version the database has not seen."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} migrations are missing: run manage.py migrate" if missing else ""


def broker_answers() -> str:
    """Ask the broker for a sign of life."""
    if settings.CELERY_BROKER_URL == broker.PGMQ:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('pgmq.meta') IS NULL")
            return "the queue's tables are missing: run manage.py migrate" if cursor.fetchone()[0] else ""
    with redis_client() as client:
        client.ping()
    return ""


def redis_client():
    """Return a client of the broker that waits only briefly; to be used in a with statement."""
    import redis

    return redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=BROKER_SECONDS, socket_connect_timeout=BROKER_SECONDS
    )


def messages_in(queue: str) -> int | None:
    """Return how many messages lie in a queue of the broker, None where it does not say."""
    try:
        if settings.CELERY_BROKER_URL == broker.PGMQ:
            return pgmq_length(queue)
        with redis_client() as client:
            return client.llen(queue)
    except Exception:
        return None


def pgmq_length(queue: str) -> int:
    """Return how many messages lie in a queue of the same PostgreSQL; one not used yet is empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('pgmq.meta') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT count(*) FROM pgmq.meta WHERE queue_name = %s", [queue])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT queue_length FROM pgmq.metrics(%s)", [queue])
        return cursor.fetchone()[0]


def condition() -> Condition:
    """Collect everything for the status page and the metrics; the database must be there."""
    return Condition(
        parts=readiness(),
        heartbeats=tuple(Heartbeat.objects.order_by("queue")),
        messages={queue: messages_in(queue) for queue in queues()},
        waiting=Article.objects.waiting().count(),
        reading=Article.objects.filter(state="reading").count(),
        failed=Article.objects.failed().count(),
        oldest_waiting=Article.objects.waiting().aggregate(oldest=Min("state_since"))["oldest"],
        failing_sources=tuple(Source.objects.filter(enabled=True).exclude(last_error="")),
    )
