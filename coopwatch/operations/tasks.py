"""Tasks of the operation."""

from celery import shared_task
from django.utils import timezone

from coopwatch.operations.models import Heartbeat


@shared_task
def heartbeat(queue: str) -> None:
    """Note that beat, broker and a worker of this queue are well."""
    Heartbeat.objects.update_or_create(queue=queue, defaults={"at": timezone.now()})
