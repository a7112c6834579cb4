"""Tasks of the public pages."""

from celery import shared_task
from django.utils import timezone

from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.digest.sending import forget_unconfirmed, send_due


@shared_task
def send_digests() -> None:
    """Send the weekly digests that are due, and forget whom nobody confirmed."""
    now = timezone.now()
    send_due(now)
    forget_unconfirmed(now)


@shared_task
def make_cards() -> None:
    """Bring the read model up to date while nobody waits for it."""
    bring_up_to_date()
