"""What the links in our e-mails carry: which subscription they mean, signed, so that nobody can guess one."""

from django.core import signing

from coopwatch.dashboard.models import Subscription

CONFIRM = "coopwatch.dashboard.digest.confirm"
LEAVE = "coopwatch.dashboard.digest.leave"


def confirm_token(subscription: Subscription) -> str:
    """Return what the link to confirm carries; it holds as long as an unconfirmed subscription is kept."""
    return signing.dumps([subscription.pk, subscription.email], salt=CONFIRM)


def leave_token(subscription: Subscription) -> str:
    """Return what the link to unsubscribe carries; it holds as long as the subscription does."""
    return signing.dumps([subscription.pk, subscription.email], salt=LEAVE)


def subscription_of(token: str, salt: str) -> Subscription | None:
    """Return the subscription that a token names; None for a forged, an old or a used one."""
    age = Subscription.TO_CONFIRM if salt == CONFIRM else None
    try:
        key, email = signing.loads(token, salt=salt, max_age=age)
    except (signing.BadSignature, ValueError):
        return None
    return Subscription.objects.filter(pk=key, email=email).first()
