"""Steps on many agreements at once. Each is the step of the review page, with its own row of history."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.review import complete, discard, restore

# More at once would outlast a request; the rest can be done in a second go.
LIMIT = 200


def _do(request: HttpRequest, rows: QuerySet, verb: Callable) -> None:
    """Do a step with each agreement; those that refuse it are named, the others go on."""
    done = 0
    for agreement in rows.order_by("pk")[:LIMIT]:
        try:
            verb(agreement, request.user)
            done += 1
        except Refused as refusal:
            messages.warning(request, f"{agreement}: {refusal}")
    text = ngettext("%d Vereinbarung bearbeitet.", "%d Vereinbarungen bearbeitet.", done)
    messages.success(request, text % done)


@admin.action(description=_("Als geprüft veröffentlichen"), permissions=["delete"])
def complete_all(modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> None:
    """End the review of many agreements."""
    _do(request, rows, complete)


@admin.action(description=_("Verwerfen"), permissions=["delete"])
def discard_all(modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> None:
    """Discard many agreements."""
    _do(request, rows, discard)


@admin.action(description=_("Wiederherstellen"), permissions=["delete"])
def restore_all(modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> None:
    """Put many discarded agreements back into the queue."""
    _do(request, rows, restore)


ACTIONS = (complete_all, discard_all, restore_all)
