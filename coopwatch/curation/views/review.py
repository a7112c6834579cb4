"""The review page: left the articles with their quotes, right the facts; and the steps of the whole."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from coopwatch.curation.access import REVIEW, page_context, staff_may
from coopwatch.curation.review_page import review_context
from coopwatch.curation.views.queue import address_after
from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.proposals import chain, handle, keep_apart
from coopwatch.registry.actions.review import complete, discard, restore
from coopwatch.registry.actions.visits import enter, leave
from coopwatch.registry.models import Agreement, ErrorReport, Proposal

STEPS = {
    "complete": (complete, gettext_lazy("Geprüft und veröffentlicht: %s")),
    "discard": (discard, gettext_lazy("Verworfen: %s")),
    "restore": (restore, gettext_lazy("Wiederhergestellt: %s")),
}
ENDS_REVIEW = {"complete", "discard"}


@staff_may(REVIEW)
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the review page of an agreement; whoever else has it open is named."""
    agreement = get_object_or_404(Agreement, pk=pk)
    context = page_context(request, **review_context(request, agreement, request.GET.get("grund")))
    return render(request, "curation/review.html", context)


def answer(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    """Return the changed page: its inner part to the page's own script, else a way back to it."""
    place = request.POST.get("grund", "")
    if not request.htmx:
        return redirect(reverse("curation:review", args=[agreement.pk]) + f"?grund={place}")
    agreement = Agreement.objects.get(pk=agreement.pk)
    return render(request, "curation/_review.html", review_context(request, agreement, place))


def try_step(request: HttpRequest, step, *arguments) -> bool:
    """Do a step in the user's name; a refusal becomes a message. Return whether it was done."""
    try:
        step(*arguments, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@staff_may(REVIEW)
@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """End the review (checked, discarded) and go on, or take a discarded agreement back."""
    agreement = get_object_or_404(Agreement, pk=pk)
    name = request.POST.get("do", "")
    if name not in STEPS:
        return HttpResponse(_("Unbekannter Schritt."), status=400)
    verb, done = STEPS[name]
    if not try_step(request, verb, agreement):
        return answer(request, agreement)
    messages.success(request, done % agreement)
    if name not in ENDS_REVIEW:
        return answer(request, agreement)
    leave(agreement, request.user)
    address = address_after(request, request.POST.get("grund"), str(pk))
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


@staff_may(REVIEW)
@require_POST
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the page is still open, and answer who else has it open."""
    agreement = get_object_or_404(Agreement, pk=pk)
    context = {"agreement": agreement, "others": enter(agreement, request.user)}
    return render(request, "curation/_visits.html", context)


@staff_may(REVIEW)
@require_POST
def proposal(request: HttpRequest, pk: int, proposal: int) -> HttpResponse:
    """Keep the two of a proposal apart, or make one the renewal of the other."""
    agreement = get_object_or_404(Agreement, pk=pk)
    row = get_object_or_404(Proposal.objects.select_related("agreement", "candidate"), pk=proposal)
    verbs = {"apart": keep_apart, "chain": chain}
    if (verb := verbs.get(request.POST.get("do", ""))) is None:
        return HttpResponse(_("Unbekannter Schritt."), status=400)
    try_step(request, verb, row)
    return answer(request, agreement)


@staff_may(REVIEW)
@require_POST
def error_report(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """Close an error report as done or as dismissed (`do` is the new state)."""
    agreement = get_object_or_404(Agreement, pk=pk)
    row = get_object_or_404(ErrorReport, pk=report, agreement=agreement)
    try_step(request, handle, row, request.POST.get("do", ""))
    return answer(request, agreement)
