"""The e-mails: plain text, no picture, no counted link."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.digest.tokens import confirm_token, leave_token
from coopwatch.dashboard.models import Subscription
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import number

MOST = 40  # agreements in one e-mail; the page has them all


@dataclass(frozen=True)
class Line:
    """One agreement in a digest; `is_new` tells one that was added from one that was changed."""

    row: Row
    address: str
    is_new: bool


def absolute(path: str) -> str:
    """Return the public address of a path; e-mails are written where no request says the host."""
    return settings.SITE_URL + path


def filter_address(answer: Answer) -> str:
    """Return the public address of the filter."""
    return absolute(answer.state.address(reverse("dashboard:start")))


def letter(subscription: Subscription, subject: str, body: str) -> EmailMessage:
    """Return an e-mail to the subscriber that machines know as automatic and that one click ends."""
    leave = absolute(reverse("dashboard:unsubscribe", args=[leave_token(subscription)]))
    headers = {
        "List-Unsubscribe": f"<{leave}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject, body, to=[subscription.email], headers=headers)


def confirmation(subscription: Subscription) -> EmailMessage:
    """Return the e-mail that asks whether the mailbox's owner really wants the digest."""
    with override(subscription.language):
        answer = Answer.to(QueryDict(subscription.query))
        context = {
            "sentence": answer.wording.subject(),
            "confirm": absolute(reverse("dashboard:confirm", args=[confirm_token(subscription)])),
            "days": Subscription.TO_CONFIRM.days,
        }
        body = render_to_string("dashboard/digest/confirmation.txt", context)
        return letter(subscription, _("Bitte bestätigen: wöchentliche Nachricht von coopwatch"), body)


def news(answer: Answer, since: dt.datetime, until: dt.datetime) -> list[tuple[int, dt.datetime]]:
    """Return key and day of creation of what was added or changed after `since` and up to `until`."""
    changed = answer.agreements.filter(updated_at__gt=since, updated_at__lte=until)
    return list(changed.order_by("-created_at", "-pk").values_list("pk", "created_at"))


def digest(subscription: Subscription, until: dt.datetime) -> EmailMessage | None:
    """Return the digest of what happened since the last one, or None where nothing did."""
    with override(subscription.language):
        answer = Answer.to(QueryDict(subscription.query))
        found = news(answer, subscription.covered_until, until)
        if not found:
            return None
        new = {key for key, created in found if created > subscription.covered_until}
        keys = [key for key, _created in found[:MOST]]
        lines = [line_of(row, new) for row in rows_on(answer.agreements.filter(pk__in=keys))]
        context = {
            "sentence": answer.wording.subject(),
            "lines": sorted(lines, key=lambda line: not line.is_new),
            "more": number(len(found) - len(lines)) if len(found) > len(lines) else "",
            "names": answer.parties,
            "page": filter_address(answer),
            "leave": absolute(reverse("dashboard:unsubscribe", args=[leave_token(subscription)])),
        }
        body = render_to_string("dashboard/digest/digest.txt", context)
        return letter(subscription, subject_of(len(new), len(found) - len(new)), body)


def line_of(row: Row, new: set[int]) -> Line:
    """Return the line of one agreement."""
    return Line(row, absolute(reverse("dashboard:agreement", args=[row.slug])), row.pk in new)


def subject_of(new: int, changed: int) -> str:
    """Return the subject of a digest: how much is new, how much was changed."""
    parts = []
    if new:
        form = ngettext("{n} neue Vereinbarung", "{n} neue Vereinbarungen", new)
        parts.append(form.format(n=number(new)))
    if changed:
        parts.append(ngettext("{n} geänderte", "{n} geänderte", changed).format(n=number(changed)))
    return f"coopwatch: {', '.join(parts)}"
