"""What a visitor sees when something failed: a page, never a traceback; 503 while the database is away."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

# Seconds after which browsers and crawlers may ask again: a restart of the database takes about as long.
RETRY_AFTER = "5"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed. Django calls this while it handles the exception, in any middleware."""
    if is_outage(sys.exc_info()[1]):
        headers = {"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
        return HttpResponse(render_to_string("503.html"), status=503, headers=headers)
    return defaults.server_error(request)


def is_outage(error: BaseException | None) -> bool:
    """Whether an exception, or what caused it, says that the database does not answer."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False
