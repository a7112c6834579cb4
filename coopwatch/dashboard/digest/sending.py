"""When digests go out. Each is claimed, sent and noted on its own: one bad mailbox stops no other."""

import datetime as dt
import logging
from smtplib import SMTPException

from django.db import transaction

from coopwatch.dashboard.digest.letters import digest
from coopwatch.dashboard.models import Subscription

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 500  # the rest waits for the next beat


def send_due(now: dt.datetime) -> int:
    """Send every digest that is due, and return how many e-mails went out."""
    due = Subscription.objects.due(now).order_by("covered_until", "pk")
    return sum(send_one(key, now) for key in due.values_list("pk", flat=True)[:MOST_AT_ONCE])


def send_one(key: int, now: dt.datetime) -> bool:
    """Send one digest where it is still due; return whether an e-mail went out.

    The row is locked meanwhile, so that two workers never send the same digest. What could not be sent stays
    due. After a crash between sending and noting the digest comes twice: better than never.
    """
    with transaction.atomic():
        claimed = Subscription.objects.due(now).select_for_update(skip_locked=True).filter(pk=key).first()
        if claimed is None:
            return False
        message = digest(claimed, now)
        try:
            sent = bool(message and message.send())
        except (OSError, SMTPException):
            # The address is nobody's business but its owner's: the log names the row.
            logger.exception("digest of subscription %s could not be sent; it stays due", key)
            return False
        claimed.covered_until = now
        claimed.save(update_fields=["covered_until"])
    return sent


def forget_unconfirmed(now: dt.datetime) -> int:
    """Delete the subscriptions that nobody confirmed in time; return how many."""
    return Subscription.objects.never_confirmed(now).delete()[0]
