"""Thin tasks: a key in, one call."""

from celery import shared_task

from coopwatch.intake import reading


@shared_task(acks_late=True, ignore_result=True)
def read_article(key: int) -> None:
    """Read one article."""
    reading.read(key)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Send again what waits too long; beat calls it every half minute."""
    reading.sweep()
