"""The page that shows a person where they are logged in, and ends it elsewhere (ASVS 7.4.3, 7.5.2)."""

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from coopwatch.curation.access import VIEW, page_context, staff_may
from coopwatch.curation.own_sessions import end_others, sessions_of


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@staff_may(VIEW)
def show(request: HttpRequest) -> HttpResponse:
    """List the person's sessions; with the right password, end all but this one."""
    wrong = request.method == "POST" and not knows_password(request)
    if request.method == "POST" and not wrong:
        count = end_others(request.user, request.session.session_key)
        said = ngettext("{n} Anmeldung wurde beendet.", "{n} Anmeldungen wurden beendet.", count)
        messages.success(request, said.format(n=count))
        return HttpResponseRedirect(request.path)
    own = {"sessions": sessions_of(request.user), "present": request.session.session_key, "wrong": wrong}
    context = page_context(request, title=_("Eigene Anmeldungen"), **own)
    return render(request, "curation/own_sessions.html", context, status=400 if wrong else 200)


def knows_password(request: HttpRequest) -> bool:
    """Ask for the password as at the login, so that guessing it here counts as guessing there."""
    given = request.POST.get("password", "")
    return authenticate(request, username=request.user.get_username(), password=given) == request.user
