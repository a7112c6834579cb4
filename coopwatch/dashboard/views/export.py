"""The exports of exactly what is filtered."""

from collections.abc import Callable

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.cards.reading import rows_on, rows_one_by_one
from coopwatch.dashboard.exports.atom import MOST, feed
from coopwatch.dashboard.exports.csv import excel_csv, machine_csv
from coopwatch.dashboard.exports.records import json_list
from coopwatch.dashboard.exports.xlsx import workbook_file

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def root_of(request: HttpRequest) -> str:
    """Return the address of the site without a slash at its end."""
    return request.build_absolute_uri("/").rstrip("/")


def file_name(ending: str) -> str:
    """Return the name under which an export is saved."""
    return f"coopwatch-{timezone.localdate():%Y-%m-%d}.{ending}"


def as_file(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Have the browser save the response."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def export_excel_csv(request: HttpRequest) -> HttpResponseBase:
    """Send CSV for German Excel."""
    pieces = excel_csv(Answer.to(request.GET).agreements)
    return as_file(
        StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8"), file_name("excel.csv")
    )


def export_csv(request: HttpRequest) -> HttpResponseBase:
    """Send CSV for machines."""
    pieces = machine_csv(Answer.to(request.GET).agreements)
    return as_file(StreamingHttpResponse(pieces, content_type=CSV), file_name("csv"))


def export_xlsx(request: HttpRequest) -> HttpResponseBase:
    """Send XLSX."""
    answer = Answer.to(request.GET)
    sentence = answer.wording.sentence(answer.agreements.count())
    file = workbook_file(answer.agreements, sentence)
    return FileResponse(file, content_type=XLSX, as_attachment=True, filename=file_name("xlsx"))


def export_json(request: HttpRequest) -> HttpResponseBase:
    """Send JSON."""
    answer = Answer.to(request.GET)
    count = answer.agreements.count()
    head = {
        "title": answer.wording.sentence(count),
        "count": count,
        "filter": answer.state.query,
        "created": timezone.localdate().isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": "coopwatch",
    }
    pieces = json_list(rows_one_by_one(answer.agreements), root_of(request), head)
    return as_file(StreamingHttpResponse(pieces, content_type="application/json"), file_name("json"))


def export_atom(request: HttpRequest) -> HttpResponse:
    """Send the Atom feed of a filter."""
    answer = Answer.to(request.GET)
    rows = rows_on(answer.agreements.order_by("-updated_at", "-pk")[:MOST])
    root = root_of(request)
    title = answer.wording.sentence(answer.agreements.count()) if answer.state else _("Vereinbarungen")
    page, own = root + answer.state.address("/"), root + answer.state.address(request.path)
    text = feed(rows, answer.parties, title, root, page, own)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


EXPORTS: dict[str, Callable[[HttpRequest], HttpResponseBase]] = {
    "excel.csv": export_excel_csv,
    "daten.csv": export_csv,
    "daten.xlsx": export_xlsx,
    "daten.json": export_json,
    "feed.atom": export_atom,
}
