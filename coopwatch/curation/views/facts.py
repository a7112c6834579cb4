"""Steps on single facts: one key or click each; correcting and adding by a form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coopwatch.curation.access import REVIEW, page_context, staff_may
from coopwatch.curation.forms import FactForm, PassageForm
from coopwatch.curation.views.review import answer
from coopwatch.registry.actions import Refused
from coopwatch.registry.actions.facts import (
    Passage,
    accept,
    add,
    correct,
    refuse_if_decided_meanwhile,
    reject,
    reopen,
)
from coopwatch.registry.models import Agreement
from coopwatch.registry.vocabulary import EvidenceField

VERBS = {"accept": accept, "reject": reject, "reopen": reopen}


@staff_may(REVIEW)
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, reject or reopen a fact, or choose one of an ambiguous place's candidates (`do` is its AGS)."""
    agreement = get_object_or_404(Agreement, pk=pk)
    do, field, value = (request.POST.get(name, "") for name in ("do", "field", "value"))
    if field not in EvidenceField.values or not value or (do not in VERBS and not do.isdigit()):
        return HttpResponse(_("Unbekannter Schritt."), status=400)
    try:
        refuse_if_decided_meanwhile(agreement, field, value, request.POST.get("seen", "open"))
        if do in VERBS:
            VERBS[do](agreement, field, value, request.user)
        else:
            correct(agreement, field, value, do, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return answer(request, agreement)


@staff_may(REVIEW)
@require_http_methods(["GET", "POST"])
def correct_fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form that corrects a fact, or take what it says."""
    agreement = get_object_or_404(Agreement, pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    field, old = given.get("field", ""), given.get("old", "")
    if field not in EvidenceField.values:
        return HttpResponse(_("Unbekannte Angabe."), status=400)
    rows = agreement.evidence.filter(field=field, value=old)
    detail = next((row.detail for row in rows if row.detail), "")
    form = FactForm(agreement, field, request.POST or None, initial={"value": old, "detail": detail})
    if form.is_valid() and _done(request, form, agreement, old):
        return answer(request, agreement)
    quotes = [row.quote for row in rows if row.quote]
    return _form(request, agreement, form, "curation/_correct.html", field=field, old=old, quotes=quotes)


def _done(request: HttpRequest, form: FactForm, agreement: Agreement, old: str) -> bool:
    data, keep = form.cleaned_data, "keep_quotes" in request.POST
    try:
        correct(agreement, form.fact_field, old, data["value"], request.user, data.get("detail", ""), keep)
    except Refused as refusal:
        form.add_error("value", str(refusal))
        return False
    return True


@staff_may(REVIEW)
@require_http_methods(["GET", "POST"])
def add_fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form that adds a fact, with or without marked words, or take what it says."""
    agreement = get_object_or_404(Agreement, pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    field = given.get("field") if given.get("field") in EvidenceField.values else EvidenceField.PARTIES
    place = PassageForm(given)
    if not place.is_valid():
        return HttpResponse(_("Die markierte Stelle ist nicht lesbar. Bitte neu markieren."), status=400)
    try:
        passage = _passage(agreement, **place.cleaned_data)
    except Refused as refusal:
        return HttpResponse(str(refusal), status=400)
    form = FactForm(agreement, str(field), request.POST or None)
    if form.is_valid() and _added(request, form, agreement, passage):
        return answer(request, agreement)
    more = {"field": str(field), "fields": EvidenceField.choices, "place": place, "passage": passage}
    return _form(request, agreement, form, "curation/_add.html", **more)


def _added(request: HttpRequest, form: FactForm, agreement: Agreement, passage: Passage | None) -> bool:
    data = form.cleaned_data
    try:
        add(agreement, form.fact_field, data["value"], request.user, data.get("detail", ""), passage)
    except Refused as refusal:
        form.add_error("value", str(refusal))
        return False
    return True


def _passage(agreement: Agreement, article: int | None, start: int | None, end: int | None) -> Passage | None:
    """Return the marked words, None where nothing was marked; Refused for words of another article."""
    if article is None or start is None or end is None:
        return None
    report = agreement.reports.select_related("article").filter(article=article).first()
    if report is None:
        raise Refused(_("Der Artikel gehört nicht zu dieser Vereinbarung."))
    passage = Passage(report.article, start, end)
    passage.quote  # noqa: B018  refuses what is no place in the text
    return passage


def _form(request: HttpRequest, agreement: Agreement, form: FactForm, part: str, **more) -> HttpResponse:
    """Return a form: for the page's dialog its inner part, else a page of its own."""
    context = {"agreement": agreement, "form": form, "place_in_queue": request.GET.get("grund", "")} | more
    if request.htmx:
        response = render(request, part, context)
        if request.method == "POST":
            # A form that was not right stays in its dialog.
            response["HX-Retarget"], response["HX-Reswap"] = "#dialog-body", "innerHTML"
        return response
    page = page_context(request, part=part, title=agreement.title, **context)
    return render(request, "curation/form.html", page)
