"""Taking a web address apart, and refusing what is no address of a public page before anybody is asked."""

import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit

import idna
from django.utils.translation import gettext as _

from coopwatch.intake.fetching.errors import Refused

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")
# What browsers and resolvers read as a number: decimal, octal or hexadecimal.
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
# Names that never belong to a public site (RFC 6761, 6762, 7686, 8375, ICANN's reserved .internal).
_PRIVATE_SUFFIXES = (
    *(".localhost", ".local", ".internal", ".intranet", ".lan"),
    *(".home.arpa", ".onion", ".invalid", ".test"),
)
# Kept as written; everything else of a path becomes percent-encoded.
_PATH_SIGNS = "/:;@!$&'()*+,=~%?[]"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host` is in ASCII (IDNA) or an IP address; `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        """Host and port, as the header Host and the allow list write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as a whole."""
        return f"{self.scheme}://{self.netloc}{self.path}"


def parse_target(url: str, allowed: frozenset[str] = frozenset()) -> Target:
    """Return where `url` leads; raises Refused with a sentence for whoever entered it.

    `allowed` are the loopback addresses (IP:port) that the settings permit for tests: their ports are.
    """
    url = url.strip()
    if len(url) > LONGEST_URL:
        raise Refused(_("Die Adresse ist länger als %d Zeichen.") % LONGEST_URL)
    if _FORBIDDEN.search(url):
        raise Refused(_("Die Adresse enthält Leer- oder Steuerzeichen: bitte ohne diese angeben."))
    parts = _split(url)
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise Refused(_("Nur Adressen mit http:// oder https:// werden abgerufen."))
    if "@" in parts.netloc:
        raise Refused(_("Die Adresse enthält Zugangsdaten: bitte ohne Name und Passwort angeben."))
    target = Target(scheme, _host(parts.hostname or ""), _port(parts, scheme), _path(parts))
    if target.port not in {*DEFAULT_PORTS.values(), *(int(entry.rpartition(":")[2]) for entry in allowed)}:
        raise Refused(_("Port %d wird nicht abgerufen, nur 80 und 443.") % target.port)
    return target


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise Refused(_("Das ist keine gültige Adresse: %s") % error) from None


def _port(parts: SplitResult, scheme: str) -> int:
    try:
        return DEFAULT_PORTS[scheme] if parts.port is None else parts.port
    except ValueError as error:
        raise Refused(_("Der Port der Adresse ist keine Zahl bis 65535.")) from error


def _path(parts: SplitResult) -> str:
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe=_PATH_SIGNS)


def _host(host: str) -> str:
    """The host in the form that is resolved; names that only private networks know are refused."""
    host = host.rstrip(".")
    if not host:
        raise Refused(_("Die Adresse nennt keinen Rechner."))
    if ":" in host:
        return str(_ipv6(host))
    name = _ascii_name(host)
    if _NUMBER.fullmatch(name.rpartition(".")[2]):
        return _dotted_ipv4(name)
    if "." not in name or name.endswith(_PRIVATE_SUFFIXES):
        raise Refused(_("„%s“ ist kein Rechner im öffentlichen Netz.") % host)
    return name


def _ascii_name(host: str) -> str:
    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii").lower()
    except idna.IDNAError as error:
        what = {"host": host, "why": error}
        raise Refused(_("„%(host)s“ ist kein gültiger Rechnername: %(why)s") % what) from None


def _dotted_ipv4(host: str) -> str:
    """An IPv4 address in its one plain form: 2130706433, 0x7f.1 and 0177.0.0.1 hide where they lead."""
    try:
        return str(ip_address(host))
    except ValueError:
        raise Refused(_("„%s“ ist eine verschleierte IP-Adresse: bitte den Namen angeben.") % host) from None


def _ipv6(host: str) -> IPv6Address:
    try:
        if "%" in host:
            raise ValueError
        return IPv6Address(host)
    except ValueError:
        raise Refused(_("„%s“ ist keine gültige IPv6-Adresse.") % host) from None
