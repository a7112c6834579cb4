"""What the links in our e-mails carry: which subscription they mean, signed, so that nobody can guess one.

The mailbox stands in them only as a digest: addresses of pages are kept by browsers and in logs.
"""

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from coopwatch.dashboard.models import Subscription

CONFIRM = "coopwatch.dashboard.digest.confirm"
LEAVE = "coopwatch.dashboard.digest.leave"


def what_is_meant(subscription: Subscription) -> list:
    """Return the key of the subscription and a digest of its mailbox, as a key may be given again."""
    return [subscription.pk, salted_hmac("coopwatch.dashboard.digest", subscription.email).hexdigest()[:16]]


def confirm_token(subscription: Subscription) -> str:
    """Return what the link to confirm carries; it holds as long as an unconfirmed subscription is kept."""
    return signing.dumps(what_is_meant(subscription), salt=CONFIRM)


def leave_token(subscription: Subscription) -> str:
    """Return what the link to unsubscribe carries; it holds as long as the subscription does."""
    return signing.dumps(what_is_meant(subscription), salt=LEAVE)


def subscription_of(token: str, salt: str) -> Subscription | None:
    """Return the subscription that a token names; None for a forged, an old or a used one."""
    age = Subscription.TO_CONFIRM if salt == CONFIRM else None
    try:
        key, mailbox = signing.loads(token, salt=salt, max_age=age)
    except (signing.BadSignature, ValueError):
        return None
    found = Subscription.objects.filter(pk=key).first()
    return found if found and constant_time_compare(what_is_meant(found)[1], mailbox) else None
