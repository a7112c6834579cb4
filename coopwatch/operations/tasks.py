"""Tasks of the operation."""

from celery import shared_task
from django.db import connection
from django.utils import timezone

from coopwatch.operations.models import Heartbeat

# What other transactions write meanwhile is not seen here, so it is neither removed nor lost.
ADD_UP = """
WITH gone AS (DELETE FROM operations_datachange RETURNING n)
INSERT INTO operations_datachange (txid, n)
SELECT -pg_current_xact_id()::text::bigint, sum(n) FROM gone HAVING count(*) > 0
"""


@shared_task
def heartbeat(queue: str) -> None:
    """Note that beat, broker and a worker of this queue are well."""
    Heartbeat.objects.update_or_create(queue=queue, defaults={"at": timezone.now()})


@shared_task
def add_up_changes() -> None:
    """Keep the table of changes short; their sum stays what it is."""
    with connection.cursor() as cursor:
        cursor.execute(ADD_UP)
