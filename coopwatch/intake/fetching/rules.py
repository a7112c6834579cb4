"""What the settings say about fetching, as one frozen value that the functions of this package receive."""

from dataclasses import dataclass, field
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from coopwatch.intake.fetching.connection import Limits
from coopwatch.intake.fetching.resolve import Resolver, system_addresses

# The name by which a robots.txt addresses us.
ROBOT = "coopwatch"
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Rules:
    """How we fetch: under which name, from where, how much, with how many seconds between visits of a host.

    `allowed` holds loopback addresses (IP:port) that may be called although they are not public.
    """

    user_agent: str
    delay: float = 2.0
    allowed: frozenset[str] = frozenset()
    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = system_addresses


def rules_of_settings() -> Rules:
    """Return the rules of the settings; raises ImproperlyConfigured with what to do."""
    contact = settings.FETCH_CONTACT.strip()
    if not contact.isascii() or not contact.isprintable() or not contact:
        raise ImproperlyConfigured(
            _(
                "Vor dem ersten Abruf muss COOPWATCH_CONTACT gesetzt sein: eine E-Mail-Adresse oder "
                "Internetseite, unter der Betreiber der abgerufenen Seiten jemanden erreichen."
            )
        )
    return Rules(
        user_agent=f"{ROBOT} (+{contact})",
        delay=settings.FETCH_DELAY,
        allowed=frozenset(_loopback(entry) for entry in settings.FETCH_ALLOW),
    )


def _loopback(entry: str) -> str:
    """Check an entry of COOPWATCH_FETCH_ALLOW: a setting for tests must open no private network."""
    host, _colon, port = entry.rpartition(":")
    try:
        if ip_address(host.strip("[]")).is_loopback and int(port) > 0:
            return f"{host.strip('[]')}:{port}"
    except ValueError:
        pass
    raise ImproperlyConfigured(
        _("COOPWATCH_FETCH_ALLOW: „%s“ ist keine Loopback-Adresse mit Port wie 127.0.0.1:8080.") % entry
    )
