"""From a name to the addresses that we may call: asked once, checked, and used as they are.

Who resolves a name a second time for the connection may be led to another address than the one that was
checked (DNS rebinding). Here the connection goes to the checked address itself.
"""

import socket
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from django.utils.translation import gettext as _

from coopwatch.intake.fetching.address import Target
from coopwatch.intake.fetching.errors import Refused, Unreachable
from coopwatch.intake.fetching.networks import is_public

Resolver = Callable[[str, int], Sequence[str]]
MOST_ADDRESSES = 8


def system_addresses(host: str, port: int) -> list[str]:
    """Return the IP addresses of a name as the system's resolver gives them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    target: Target, resolver: Resolver, allowed: frozenset[str], seconds: float
) -> list[str]:
    """Return the addresses of the target's host, each of them public or permitted by `allowed` (IP:port).

    One private address among several refuses the whole name: no honest site has such a mixture. Raises
    Refused, and Unreachable where the name is unknown or the resolver takes longer than `seconds`.
    """
    addresses = _resolve(target, resolver, seconds)[:MOST_ADDRESSES]
    for address in addresses:
        if not _may_call(address, target.port, allowed):
            what = {"host": target.host, "address": address}
            raise Refused(
                _("%(host)s führt zu %(address)s. Nur öffentliche Adressen werden abgerufen.") % what
            )
    return addresses


def _may_call(address: str, port: int, allowed: frozenset[str]) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        # An IPv6 address with a zone ("fe80::1%eth0") or something that is no address.
        return False
    return is_public(parsed) or (parsed.is_loopback and f"{parsed}:{port}" in allowed)


def _resolve(target: Target, resolver: Resolver, seconds: float) -> list[str]:
    """Ask the resolver in a thread, since the system's knows no time limit of ours."""
    answer: list[Sequence[str] | OSError] = []

    def ask() -> None:
        try:
            answer.append(resolver(target.host, target.port))
        except OSError as error:
            answer.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(seconds)
    if not answer:
        raise Unreachable(_("Der Name %s ließ sich nicht in der erlaubten Zeit auflösen.") % target.host)
    if isinstance(answer[0], OSError) or not answer[0]:
        raise Unreachable(_("Den Rechner %s gibt es nicht, oder er ist gerade nicht bekannt.") % target.host)
    return list(answer[0])
