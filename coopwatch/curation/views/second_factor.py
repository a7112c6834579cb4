"""The page that asks for the second factor, or sets one up."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from coopwatch.curation import second_factor
from coopwatch.curation.access import VIEW, page_context, staff_may

LONGEST_CODE = 32


@never_cache
@staff_may(VIEW)
def show(request: HttpRequest) -> HttpResponse:
    """Ask for the code; who has no device yet, or has given the code, sets up a new one."""
    owes_code = second_factor.has_device(request.user) and not request.user.is_verified()
    return ask(request) if owes_code else set_up(request)


def ask(request: HttpRequest) -> HttpResponse:
    """Let in whose code is right, and say so where it is not."""
    if request.method == "POST" and second_factor.let_in(request, given_code(request)):
        return HttpResponseRedirect(next_page(request))
    return page(request, wrong=request.method == "POST")


def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret until a code of it is right, then the codes for need, once."""
    device = second_factor.device_to_set_up(request.user)
    if request.method == "POST" and (codes := second_factor.confirm(request, device, given_code(request))):
        return page(request, codes=codes, next=next_page(request))
    shown = {"picture": second_factor.picture(device), "secret": second_factor.secret(device)}
    return page(request, wrong=request.method == "POST", **shown)


def page(request: HttpRequest, **more) -> HttpResponse:
    """Return the page in one of its three states."""
    context = page_context(request, title=_("Zweiter Faktor"), required=settings.SECOND_FACTOR, **more)
    return render(request, "curation/second_factor.html", context, status=400 if more.get("wrong") else 200)


def given_code(request: HttpRequest) -> str:
    """Return the code as typed, without the blanks that apps show in it."""
    return "".join(request.POST.get("code", "")[:LONGEST_CODE].split())


def next_page(request: HttpRequest) -> str:
    """Return where the person wanted to go, if that is one of our pages, else the start page of the admin."""
    there = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return there if ours else reverse("admin:index")
