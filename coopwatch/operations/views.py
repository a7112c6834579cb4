"""Pages for machines and operators: liveness, readiness, metrics, and the status page of the staff."""

import hmac

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.decorators import staff_member_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from coopwatch.dashboard.cards.inspection import look
from coopwatch.operations.condition import condition, readiness
from coopwatch.operations.metrics import exposition

PLAIN = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
@cache_control(public=True, max_age=86_400)
def icon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the icon by its old name, as on pages of the admin, to the icon."""
    return HttpResponseRedirect(static("img/coopwatch.svg"))


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers; asks nothing else, so that a dead database does not restart the web."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database, migrations and broker are well, else 503; says which part is not."""
    answers = readiness()
    parts = {answer.part: answer.problem or "ok" for answer in answers}
    well = not any(answer.problem for answer in answers)
    return JsonResponse({"ready": well, "parts": parts}, status=200 if well else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures for Prometheus to who knows COOPWATCH_METRICS_TOKEN; without it there is none."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse("Bearer token wanted\n", status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=PLAIN)


@never_cache
@require_safe
@staff_member_required
def status(request: HttpRequest) -> HttpResponse:
    """Show editors and operators whether everything runs, and what waits."""
    found = condition()
    shown = {"title": _("Betriebszustand"), "found": found, "cards": look()}
    context = admin.site.each_context(request) | shown
    return render(request, "operations/status.html", context)
