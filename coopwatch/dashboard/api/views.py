"""The read-only JSON API: the same filters as the pages."""

import hashlib

from django.core.paginator import EmptyPage, Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.api.dcat import dataset_turtle
from coopwatch.dashboard.api.openapi import description
from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.cards.models import Card
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.exports.records import ENCODER, record
from coopwatch.dashboard.facets import facets_of
from coopwatch.dashboard.views.export import root_of
from coopwatch.registry.models import Agreement

PAGE_SIZE, LARGEST_PAGE = 50, 200
LARGEST_NUMBER = 1_000_000
ALLOWED = {"page", "page_size", "format"}


def answered(request: HttpRequest, content: dict, status: int = 200) -> HttpResponse:
    """Return JSON with an ETag of its content, or 304 where the client has it already."""
    body = ENCODER.encode(content).encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    response = HttpResponse(body, content_type="application/json", status=status)
    if status != 200:
        return response
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return get_conditional_response(request, etag=etag, response=response)


def refused(request: HttpRequest, errors: dict[str, list[str]]) -> HttpResponse:
    """Return 400 with what is wrong, by parameter."""
    return answered(request, {"errors": errors}, status=400)


def page_numbers(request: HttpRequest) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Read `page` and `page_size`; return them, and what is wrong with them."""
    limits = {"page": (1, LARGEST_NUMBER), "page_size": (PAGE_SIZE, LARGEST_PAGE)}
    numbers, errors = {}, {}
    for name, (default, most) in limits.items():
        text = request.GET.get(name, str(default))
        if text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most:
            numbers[name] = int(text)
        else:
            errors[name] = [f"a whole number from 1 to {most} is expected"]
    return numbers, errors


def unknown_parameters(request: HttpRequest, answer: Answer) -> dict[str, list[str]]:
    """Return what was asked that the API does not know: a slip would else return everything."""
    known = set(answer.asked.filters) | ALLOWED
    return {name: ["unknown parameter"] for name in request.GET if name not in known}


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    """Return one page of the agreements asked for."""
    answer = Answer.to(request.GET)
    numbers, errors = page_numbers(request)
    form_errors = {name: [str(text) for text in texts] for name, texts in answer.asked.form.errors.items()}
    if errors := form_errors | errors | unknown_parameters(request, answer):
        return refused(request, errors)
    paginator = Paginator(answer.agreements, numbers["page_size"])
    try:
        page = paginator.page(numbers["page"])
    except EmptyPage:
        return answered(request, {"errors": {"page": ["there is no such page"]}}, status=404)
    root = root_of(request)
    return answered(
        request,
        {
            "count": paginator.count,
            "pages": paginator.num_pages,
            "page": page.number,
            "filter": answer.state.query,
            "sentence": answer.wording.sentence(paginator.count),
            "agreements": [record(row, root) for row in rows_on(page.object_list)],
        },
    )


@require_safe
def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Return one agreement."""
    bring_up_to_date()
    rows = rows_on(Card.objects.filter(agreement__slug=slug))
    if not rows:
        return answered(request, {"errors": {"id": ["there is no such agreement"]}}, status=404)
    return answered(request, record(rows[0], root_of(request)))


@require_safe
def unknown_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Return 404 as JSON, as programs expect it here."""
    return answered(request, {"errors": {"address": ["there is no such address"]}}, status=404)


@require_safe
def facets(request: HttpRequest) -> HttpResponse:
    """Return the counts beside every value of the filter."""
    answer = Answer.to(request.GET)
    if errors := {name: [str(text) for text in texts] for name, texts in answer.asked.form.errors.items()}:
        return refused(request, errors)
    found = facets_of(answer.census, answer.wording)
    return answered(
        request,
        {
            name: [{"value": o.value, "label": o.label, "count": o.count} for o in facet.options]
            for name, facet in found.items()
        },
    )


@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI description."""
    response = JsonResponse(description(root_of(request)))
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the API to people."""
    root = root_of(request)
    return render(request, "dashboard/api.html", {"description": description(root), "root": root})


@require_safe
def dcat(request: HttpRequest) -> HttpResponse:
    """Return the description of the dataset (DCAT-AP.de, Turtle)."""
    latest = Agreement.objects.public().order_by("-updated_at").values_list("updated_at", flat=True).first()
    text = dataset_turtle(root_of(request), latest)
    return HttpResponse(text, content_type="text/turtle; charset=utf-8")
