"""Tasks of the public pages."""

from celery import shared_task
from django.utils import timezone

from coopwatch.dashboard.digest.sending import forget_unconfirmed, send_due


@shared_task
def send_digests() -> None:
    """Send the weekly digests that are due, and forget whom nobody confirmed."""
    now = timezone.now()
    send_due(now)
    forget_unconfirmed(now)
