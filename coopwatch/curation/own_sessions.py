"""Where a person is logged in at this moment, and the end of all that but one."""

import datetime as dt
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone

from coopwatch.operations.sessions import BEGUN, SEEN


@dataclass(frozen=True)
class OwnSession:
    """One login that still holds: its key, when it began and when it was last used (to the minute)."""

    key: str
    begun: dt.datetime
    seen: dt.datetime


def sessions_of(user: AbstractBaseUser) -> list[OwnSession]:
    """Return the sessions of this person that still open something, the last used first.

    All sessions are looked through, since only editors have one.
    """
    now, found = time.time(), []
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        told = row.get_decoded()
        begun = told.get(BEGUN, now)
        seen = told.get(SEEN, begun)
        in_use = now - seen <= settings.SESSION_IDLE_SECONDS and now - begun <= settings.SESSION_COOKIE_AGE
        if told.get(SESSION_KEY) == str(user.pk) and in_use:
            found.append(OwnSession(row.session_key, moment(begun), moment(seen)))
    return sorted(found, key=lambda session: session.seen, reverse=True)


def moment(seconds: float) -> dt.datetime:
    """Return a point of time in UTC."""
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def end_others(user: AbstractBaseUser, key: str) -> int:
    """End the sessions of this person but the one with this key; return how many there were."""
    others = [session.key for session in sessions_of(user) if session.key != key]
    return Session.objects.filter(session_key__in=others).delete()[0]
