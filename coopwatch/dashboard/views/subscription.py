"""Subscribing to a filter by e-mail: ask, confirm by a link, leave by a link or in the mail program."""

import logging
from smtplib import SMTPException

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.digest.letters import confirmation
from coopwatch.dashboard.digest.tokens import CONFIRM, LEAVE, subscription_of
from coopwatch.dashboard.models import Subscription
from coopwatch.dashboard.views.report import HumanForm, issued_now
from coopwatch.operations.limits import client_of, is_too_often, name_of

logger = logging.getLogger(__name__)
MOST_PER_HOUR = 5  # of one network address
MOST_PER_MAILBOX = 3  # letters to one mailbox within a day, whoever asks
MOST_FILTERS = 20  # subscriptions of one mailbox


class SubscriptionForm(HumanForm):
    """Where the digest shall go."""

    email = forms.EmailField(label=gettext_lazy("Ihre E-Mail-Adresse"), max_length=254)

    def clean_email(self) -> str:
        """Return the address in one form, so that one mailbox is one row."""
        name, _at, host = self.cleaned_data["email"].rpartition("@")
        return f"{name}@{host.lower()}"


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take the wish for a weekly digest of the filter in the address."""
    answer = Answer.to(request.GET)
    form = SubscriptionForm(request.POST or None, initial={"issued": issued_now()})
    context = {"answer": answer, "form": form, "subject": answer.wording.subject()}
    if not (form.is_bound and form.is_valid()):
        return render(request, "dashboard/digest/subscribe.html", context)
    if is_too_often("subscribe", client_of(request), MOST_PER_HOUR, 3600):
        form.add_error(
            None, _("Von hier kamen viele Anfragen. Bitte versuchen Sie es in einer Stunde wieder.")
        )
        return render(request, "dashboard/digest/subscribe.html", context, status=429)
    if not asked_to_confirm(form.cleaned_data["email"], answer.state.query):
        form.add_error(
            None, _("Die Nachricht konnte nicht gesendet werden. Bitte versuchen Sie es später wieder.")
        )
        return render(request, "dashboard/digest/subscribe.html", context, status=503)
    return render(request, "dashboard/digest/asked.html", context)


def asked_to_confirm(email: str, query: str) -> bool:
    """Send the question whether the mailbox wants this; return False where the letter could not be sent.

    The page says the same whether the mailbox is subscribed, new or asked too often: nobody learns who is.
    """
    if is_too_often("subscribe-to", name_of(email.lower()), MOST_PER_MAILBOX, 86_400):
        return True
    known = Subscription.objects.filter(email=email)
    if not known.filter(query=query).exists() and known.count() >= MOST_FILTERS:
        return True
    language = (get_language() or "de")[:2]
    subscription, _new = Subscription.objects.get_or_create(
        email=email, query=query, defaults={"language": language}
    )
    if subscription.confirmed_at:
        return True
    try:
        confirmation(subscription).send()
    except (OSError, SMTPException):
        logger.exception("confirmation of subscription %s could not be sent", subscription.pk)
        return False
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm by a button: programs that look at every link of an e-mail must not say yes for anybody."""
    subscription = subscription_of(token, CONFIRM)
    if subscription is None:
        return render(request, "dashboard/digest/gone.html", status=404)
    if request.method == "POST":
        subscription.confirm(timezone.now())
    done = subscription.confirmed_at is not None
    return render(request, "dashboard/digest/confirm.html", {"done": done})


@never_cache
@csrf_exempt  # mail programs post here without a page before (RFC 8058); the signed token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription by POST: the button of the page, or the one click of a mail program."""
    subscription = subscription_of(token, LEAVE)
    if request.method == "POST":
        if subscription:
            subscription.delete()
        # Who clicks twice has left, too.
        return render(request, "dashboard/digest/left.html")
    if subscription is None:
        return render(request, "dashboard/digest/left.html")
    return render(request, "dashboard/digest/leave.html")
