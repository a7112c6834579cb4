"""The history of a record on a page and as CSV."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coopwatch.curation.access import VIEW, page_context, staff_may
from coopwatch.curation.fact_views import steps_in_words
from coopwatch.registry.models import Agreement, Regrouping
from coopwatch.registry.steps import Step, all_steps, steps_of

COLUMNS = ("agreement", "when", "who", "machine", "what", "value", "before", "after", "reason")


class Echo:
    """A file that gives back each line, so that a response can stream it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def harmless(cell: object) -> str:
    """Return a cell as text that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def csv_lines(steps: Iterable[Step]) -> Iterator[str]:
    """Return the steps as lines of CSV (UTF-8, comma, ISO times), a header first."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for step in steps:
        when = localtime(step.when).isoformat(timespec="seconds")
        cells = [getattr(step, name) for name in COLUMNS]
        yield writer.writerow(
            harmless(when if name == "when" else c) for name, c in zip(COLUMNS, cells, strict=True)
        )


def _as_file(steps: Iterable[Step], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(steps), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_may(VIEW)
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every step of an agreement and its facts, and the merges and splits that can be undone."""
    agreement = get_object_or_404(Agreement, pk=pk)
    steps = steps_of(agreement)
    wanted, value = request.GET.get("angabe", ""), request.GET.get("wert", "")
    steps = [step for step in steps if wanted in ("", step.what) and value in ("", step.value)]
    regroupings = Regrouping.objects.filter(source=agreement) | Regrouping.objects.filter(target=agreement)
    context = page_context(
        request,
        title=_("Verlauf: %s") % agreement,
        agreement=agreement,
        steps=steps_in_words(steps),
        wanted=f"{wanted} {value}".strip(),
        regroupings=regroupings.select_related("source", "target", "done_by"),
    )
    return render(request, "curation/history.html", context)


@staff_may(VIEW)
@require_GET
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Export the history of one agreement."""
    agreement = get_object_or_404(Agreement, pk=pk)
    return _as_file(steps_of(agreement), f"verlauf-{agreement.slug}.csv")


@staff_may(VIEW)
@require_GET
def export_all(request: HttpRequest) -> StreamingHttpResponse:
    """Export the history of all agreements, one after the other."""
    return _as_file(all_steps(), "verlauf.csv")
