"""Who may do what on the editors' own pages; the same permissions rule the admin's lists."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse

VIEW = "registry.view_agreement"
REVIEW = "registry.change_evidence"
REGROUP = "registry.add_regrouping"
UNDO = "registry.change_regrouping"

View = Callable[..., HttpResponse]


def staff_may(permission: str) -> Callable[[View], View]:
    """Let only staff with this permission in: others log in first, or are told 403."""

    def wrap(view: View) -> View:
        return admin.site.admin_view(permission_required(permission, raise_exception=True)(view))

    return wrap


def page_context(request: HttpRequest, **more) -> dict:
    """Return what every page of the admin needs, and `more`."""
    return admin.site.each_context(request) | more
