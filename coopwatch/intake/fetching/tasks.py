"""Thin tasks of fetching; they run in the queue of fetching, so that slow hosts hold up nobody else."""

from celery import shared_task

from coopwatch.intake import downloads, feeds


@shared_task(acks_late=True, ignore_result=True)
def download_article(key: int) -> None:
    """Fetch the article of one download."""
    downloads.download(key)


@shared_task(ignore_result=True)
def sweep_downloads() -> None:
    """Send the downloads that are due; beat calls it every ten seconds."""
    downloads.sweep_downloads()


@shared_task(acks_late=True, ignore_result=True)
def poll_feed(key: int) -> None:
    """Look for new articles in the feed of one source."""
    feeds.poll(key)


@shared_task(ignore_result=True)
def poll_due_feeds() -> None:
    """Send the sources whose feeds are due; beat calls it every minute."""
    feeds.poll_due()
