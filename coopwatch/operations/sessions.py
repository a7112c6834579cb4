"""Sessions of editors end when nobody uses them for a while, and with the working day."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN, BEGUN = "seen", "begun"
# A session is written at most so often (seconds), so that reading pages does not mean writing rows.
WRITTEN_EVERY = 60


def idle_sessions(get_response: GetResponse) -> GetResponse:
    """Log out who has not asked for a page for `SESSION_IDLE_SECONDS`, or logged in `SESSION_COOKIE_AGE` ago.

    Visitors have no session to lose.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            end_or_renew(request)
        response = get_response(request)
        if getattr(request, "has_logged_out", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return handle


def end_or_renew(request: HttpRequest) -> None:
    """End a session that is old or was idle for too long, else note that it is in use.

    Django itself counts the age of a session from the last time it was written, not from the login.
    """
    now = time.time()
    idle = now - request.session.get(SEEN, now)
    age = now - request.session.setdefault(BEGUN, now)
    if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
        logout(request)
    elif idle > WRITTEN_EVERY or SEEN not in request.session:
        request.session[SEEN] = now


@receiver(user_logged_in)
def note_login(request: HttpRequest, **_signal: object) -> None:
    """Count the age of the session from here."""
    request.session[BEGUN] = time.time()


@receiver(user_logged_out)
def note_logout(request: HttpRequest | None, **_signal: object) -> None:
    """Have the answer tell the browser to forget what it kept of the editors' pages (ASVS 14.3.1)."""
    if request is not None:
        request.has_logged_out = True  # type: ignore[attr-defined]
