"""The queue and the way to its next item."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coopwatch.curation.access import REVIEW, VIEW, page_context, staff_may
from coopwatch.registry.actions.visits import stale_before
from coopwatch.registry.models import Visit
from coopwatch.registry.queue import KEYS, REASONS, counts, next_after, queue, reason_of

PER_PAGE = 50


@staff_may(VIEW)
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the reasons with their counts, and the agreements under one of them."""
    numbers = counts()
    first = next((key for key in KEYS if numbers[key]), KEYS[0])
    key = _known(request.GET.get("grund")) or first
    rows = queue(key).prefetch_related("laender", "partner_organisations", visits_of_now())
    paginator = Paginator(rows, PER_PAGE)
    paginator.count = numbers[key]
    context = page_context(
        request,
        title=_("Warteschlange"),
        reasons=[(reason, numbers[reason.key]) for reason in REASONS],
        reason=reason_of(key),
        page=paginator.get_page(request.GET.get("p")),
    )
    return render(request, "curation/queue.html", context)


def visits_of_now() -> Prefetch:
    """Prefetch who has an agreement open now, with the names."""
    return Prefetch("visits", Visit.objects.filter(seen_at__gte=stale_before()).select_related("editor"))


@staff_may(REVIEW)
@require_GET
def go_on(request: HttpRequest) -> HttpResponse:
    """Go to the item after a place in the queue (`grund`, `nach`); at its end back to the queue."""
    return redirect(address_after(request, request.GET.get("grund"), request.GET.get("nach")))


def address_after(request: HttpRequest, key: str | None, pk: str | None) -> str:
    """Return the address of the next item's review page, or of the queue, with a message, at its end."""
    after = int(pk) if pk and pk.isdecimal() else None
    found = next_after(_known(key) or KEYS[0], after, request.user)
    if found is None:
        messages.info(request, _("Das war der letzte Eintrag der Warteschlange."))
        return reverse("curation:queue")
    reason, agreement = found
    return reverse("curation:review", args=[agreement.pk]) + f"?grund={reason}"


def _known(key: str | None) -> str | None:
    return key if key in KEYS else None
