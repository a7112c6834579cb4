"""One figure alone, to be embedded elsewhere by an iframe."""

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt

from coopwatch.dashboard.answer import FIGURES, Answer


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request: HttpRequest, name: str) -> HttpResponse:
    """Show one figure with its source, for a frame on another site."""
    if name not in FIGURES:
        raise Http404
    answer = Answer.to(request.GET)
    figure = answer.figure(name, by_kind=request.GET.get("spuren") == "art")
    return render(request, "dashboard/embedded.html", {"figure": figure, "answer": answer})
