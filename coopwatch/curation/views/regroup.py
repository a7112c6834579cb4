"""Merging and splitting: choose, look at the preview, do it, take it back."""

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coopwatch.curation.access import REGROUP, UNDO, page_context, staff_may
from coopwatch.curation.fact_views import fact_views, in_words
from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.merge import merge, refuse_unless_mergeable
from coopwatch.registry.actions.preview import preview_merge, preview_split
from coopwatch.registry.actions.split import chosen_evidence, split
from coopwatch.registry.actions.undo import undo
from coopwatch.registry.models import Agreement, Proposal, Regrouping
from coopwatch.registry.queue import ALIVE

SUGGESTIONS = 30
NEWEST = (F("date").desc(nulls_last=True), "-pk")


@staff_may(REGROUP)
@require_GET
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer agreements to merge with, the likeliest first: those found by words, else of the same Länder."""
    agreement = get_object_or_404(Agreement, pk=pk)
    words = request.GET.get("q", "").strip()[:200]
    rows = Agreement.objects.filter(visibility__in=ALIVE).exclude(pk=pk)
    if words:
        rows = rows.filter(title__icontains=words)
    else:
        rows = rows.filter(laender__in=agreement.laender.all(), bund=agreement.bund).distinct()
    context = page_context(
        request,
        title=_("Zusammenführen: %s") % agreement,
        agreement=agreement,
        words=words,
        rows=_likeliest_first(rows, agreement)[:SUGGESTIONS],
    )
    return render(request, "curation/merge_choose.html", context)


def _likeliest_first(rows: QuerySet[Agreement], agreement: Agreement) -> QuerySet[Agreement]:
    """What the machine proposes, then what has just the same Länder, then what is of the same kind."""
    proposals = Proposal.objects.undecided()
    proposed = proposals.filter(agreement=agreement).values("candidate")
    proposing = proposals.filter(candidate=agreement).values("agreement")
    of_row = Agreement.laender.through.objects.filter(agreement_id=OuterRef("pk")).order_by("land_id")
    mine = Value(sorted(land.pk for land in agreement.laender.all()), output_field=ArrayField(CharField()))
    codes = ArraySubquery(of_row.values("land_id"))
    likeness = {
        "is_proposed": Q(pk__in=proposed) | Q(pk__in=proposing),
        "is_of_same_laender": Q(codes=mine),
        "is_of_same_kind": Q(kind=agreement.kind),
    }
    wrapped = {name: ExpressionWrapper(q, output_field=BooleanField()) for name, q in likeness.items()}
    return (
        rows.annotate(codes=codes).annotate(**wrapped).order_by(*(f"-{part}" for part in likeness), *NEWEST)
    )


@staff_may(REGROUP)
@require_http_methods(["GET", "POST"])
def merge_into(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what merging this agreement (`pk`) into the other would bring; on POST do it."""
    source, target = get_object_or_404(Agreement, pk=pk), get_object_or_404(Agreement, pk=other)
    try:
        refuse_unless_mergeable(source, target)
        if request.method == "POST":
            merge(source, target, request.user)
            messages.success(request, _("Zusammengeführt. Der Schritt lässt sich im Verlauf zurücknehmen."))
            return redirect("curation:review", pk=target.pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("curation:review", pk=target.pk)
    context = page_context(
        request,
        title=_("Zusammenführen: Vorschau"),
        agreement=source,
        target=target,
        rows=in_words(preview_merge(source, target)),
        evidence=source.evidence.count(),
        reports=source.reports.count(),
    )
    return render(request, "curation/merge.html", context)


@staff_may(REGROUP)
@require_http_methods(["GET", "POST"])
def split_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the evidence of a second act, look at the preview, and on the second POST (`confirm`) do it."""
    agreement = get_object_or_404(Agreement, pk=pk)
    keys = {int(key) for key in request.POST.getlist("evidence") if key.isdecimal()}
    rows = []
    try:
        if request.method == "POST":
            chosen_evidence(agreement, keys)
            rows = in_words(preview_split(agreement, keys)[0])
            if "confirm" in request.POST:
                step = split(agreement, keys, request.user)
                messages.success(request, _("Geteilt. Der Schritt lässt sich im Verlauf zurücknehmen."))
                return redirect("curation:review", pk=step.target_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    context = page_context(
        request,
        title=_("Teilen: %s") % agreement,
        agreement=agreement,
        facts=[view for view in fact_views(agreement) if view.evidence],
        chosen=keys,
        rows=rows,
    )
    return render(request, "curation/split.html", context)


@staff_may(UNDO)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a merge or a split."""
    step = get_object_or_404(Regrouping.objects.select_related("source", "target"), pk=pk)
    try:
        undo(step, request.user)
        messages.success(request, _("Zurückgenommen: %s") % step)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("curation:history", pk=step.source_id)
