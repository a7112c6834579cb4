"""Who has a review page open, so that a second editor is told."""

from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from coopwatch.registry.models import Agreement, Visit

# The page calls every minute; who was not heard of for longer has left.
STALE_AFTER = timedelta(minutes=3)


def enter(agreement: Agreement, editor: AbstractBaseUser) -> list[Visit]:
    """Note that the editor has the page open; return the visits of others, the latest first."""
    Visit.objects.update_or_create(agreement=agreement, editor=editor)
    others = Visit.objects.filter(agreement=agreement, seen_at__gte=stale_before()).exclude(editor=editor)
    return list(others.select_related("editor").order_by("-seen_at"))


def leave(agreement: Agreement, editor: AbstractBaseUser) -> None:
    """Note that the editor has gone on."""
    Visit.objects.filter(agreement=agreement, editor=editor).delete()


def stale_before() -> datetime:
    """The moment before which a visit no longer counts."""
    return timezone.now() - STALE_AFTER
