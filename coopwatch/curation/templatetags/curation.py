"""What the admin's own templates ask of the queue."""

from django import template

from coopwatch.registry.models import Article
from coopwatch.registry.queue import REASONS, counts

register = template.Library()


@register.simple_tag
def queue_counts() -> list[tuple]:
    """Return each reason with the number of agreements that wait under it."""
    numbers = counts()
    return [(reason, numbers[reason.key]) for reason in REASONS]


@register.simple_tag
def failed_articles() -> int:
    """Return how many articles wait for a person with their error."""
    return Article.objects.failed().count()
