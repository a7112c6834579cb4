"""The dashboard: one filter, and timeline, map, matrix, growth, counters and table of what it finds."""

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from coopwatch.dashboard.answer import FIGURES, Answer
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.facets import FACETS, FIRST, facets_of
from coopwatch.dashboard.suggest import suggestions, ways_out

PAGE_SIZE = 25
SORTS = {
    "neueste": _("neueste zuerst"),
    "aelteste": _("älteste zuerst"),
    "titel": _("nach Titel"),
}


# The undated stand last in every order.
ORDERS = {"titel": ("title_key", "-pk"), "aelteste": (F("date").asc(nulls_last=True), "pk")}


def table_page(answer: Answer, order: str, wanted: str | None) -> Page:
    """Return one page of the table; only its own rows are loaded."""
    cards = answer.agreements.order_by(*ORDERS[order]) if order in ORDERS else answer.agreements
    numbers = Paginator(range(answer.count), PAGE_SIZE).get_page(wanted)
    first = numbers.start_index() - 1 if answer.count else 0
    return Page(rows_on(cards[first : first + PAGE_SIZE]), numbers.number, numbers.paginator)


def view_options(request: HttpRequest) -> dict[str, str]:
    """Return what the reader chose of the view, beside the filter, without the defaults."""
    options = {}
    if request.GET.get("sortierung") in ("aelteste", "titel"):
        options["sortierung"] = request.GET["sortierung"]
    if request.GET.get("spuren") == "art":
        options["spuren"] = "art"
    return options


def has_empty_parts(request: HttpRequest) -> bool:
    """Return whether the address carries fields that were left empty, as a form without script sends them."""
    return any(not value.strip() for values in request.GET.lists() for value in values[1])


def facet(request: HttpRequest, name: str) -> HttpResponse:
    """Send one part of the filter with all its values; the page shows the most frequent of a long list."""
    if name not in FACETS:
        raise Http404
    answer = Answer.to(request.GET)
    if not request.htmx:
        return HttpResponseRedirect(f"{answer.state.address('/', liste=name)}#facet-{name}")
    context = {"facet": facets_of(answer.census, answer.wording)[name], "answer": answer, "whole_list": name}
    return render(request, "dashboard/_facet.html", context)


def start(request: HttpRequest) -> HttpResponse:
    """Show the dashboard; with htmx only the part that changes."""
    answer = Answer.to(request.GET)
    options = view_options(request)
    address = answer.state.address("/", **options)
    if has_empty_parts(request) and not request.htmx and not answer.asked.form.errors:
        return HttpResponseRedirect(address)
    order = options.get("sortierung", "neueste")
    page = table_page(answer, order, request.GET.get("seite"))
    by_kind = options.get("spuren") == "art"
    whole_list = request.GET.get("liste", "")
    context = {
        "answer": answer,
        "facets": facets_of(answer.census, answer.wording, FIRST, whole_list),
        "figures": [answer.figure(name, by_kind) for name in FIGURES],
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "page_base": answer.state.address("/", **options) + ("&" if answer.state or options else "?"),
        "order": order,
        "orders": SORTS,
        "by_kind": by_kind,
        "address": address,
        "suggestions": suggestions(answer),
        "ways_out": ways_out(answer),
        "whole_list": whole_list,
    }
    template = "dashboard/_dashboard.html" if request.htmx else "dashboard/start.html"
    response = render(request, template, context)
    if request.htmx:
        response["HX-Push-Url"] = address
    patch_vary_headers(response, ["HX-Request"])
    return response
