"""One request and its answer, over a connection to a checked address, within limits of time and size."""

import contextlib
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import certifi
from django.utils.translation import gettext as _
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from coopwatch.intake.fetching.address import Target
from coopwatch.intake.fetching.errors import TooMuch, Unreachable

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost: bytes after decompression, and seconds of network in all."""

    size: int = 5 * 1024 * 1024
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Deadline:
    """A moment after which every connection that is watched breaks, however slowly it still drips.

    Time limits of sockets start anew with each byte, so a byte a second would hold a worker for ever.
    """

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._watched: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._break)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        for watched in self._watched:
            watched.close()

    @property
    def left(self) -> float:
        """Seconds that are left, never less than a hundredth."""
        return max(self._until - time.monotonic(), 0.01)

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self._until

    def watch(self, connected: socket.socket) -> None:
        """Break this connection when the time is over; a copy is kept since TLS takes the socket over."""
        self._watched.append(connected.dup())
        if self.passed:
            self._break()

    def _break(self) -> None:
        for watched in self._watched:
            with contextlib.suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)


def ask(
    target: Target, addresses: Sequence[str], headers: Mapping[str, str], limits: Limits, deadline: Deadline
) -> Answer:
    """Ask for the target at the first of the addresses that takes the connection.

    Raises Unreachable where none does, the connection breaks or the time is over; TooMuch beyond the size.
    """
    for address in addresses:
        pool = _pool(target, address, deadline)
        with contextlib.closing(pool), _as_fetch_errors(target, deadline):
            try:
                response = _send(pool, target, headers)
            except (OSError, HTTPError):
                if address == addresses[-1] or deadline.passed:
                    raise
                continue
            body = _body(response, limits)
            if deadline.passed:
                # A broken connection looks like the end of a body whose length was not announced.
                raise TimeoutError
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status, headers, body)
    raise Unreachable(_("Der Rechner %s nennt keine Adresse.") % target.host)


def _send(pool: HTTPConnectionPool, target: Target, headers: Mapping[str, str]) -> BaseHTTPResponse:
    return pool.urlopen(
        "GET",
        target.path,
        headers={**headers, "Host": target.netloc},
        retries=False,
        redirect=False,
        preload_content=False,
        decode_content=False,
        assert_same_host=False,
    )


def _body(response: BaseHTTPResponse, limits: Limits) -> bytes:
    """The body, decompressed piece by piece, so that a bomb is left at the limit and not in memory."""
    too_much = TooMuch(_("Die Seite ist größer als %d MB.") % (limits.size // 1024 // 1024))
    if int(response.headers.get("Content-Length", "0").strip() or 0) > limits.size:
        raise too_much
    body = bytearray()
    for piece in response.stream(PIECE, decode_content=True):
        body += piece
        if len(body) > limits.size:
            raise too_much
    return bytes(body)


@contextlib.contextmanager
def _as_fetch_errors(target: Target, deadline: Deadline) -> Iterator[None]:
    try:
        yield
    except (OSError, HTTPError, ValueError) as error:
        if deadline.passed:
            raise Unreachable(_("%s antwortete nicht in der erlaubten Zeit.") % target.host) from error
        what = {"host": target.host, "why": _short(error)}
        raise Unreachable(_("Von %(host)s kam keine brauchbare Antwort (%(why)s).") % what) from error


def _short(error: BaseException) -> str:
    """The innermost reason, without the objects that urllib3 writes before it."""
    reason = getattr(error, "reason", None) or error
    return str(reason).rpartition(": ")[2][:200] or type(error).__name__


def _pool(target: Target, address: str, deadline: Deadline) -> HTTPConnectionPool:
    """A pool for one connection to this very address. Certificate and SNI are those of the host's name."""
    timeout = Timeout(connect=min(CONNECT_SECONDS, deadline.left), read=min(READ_SECONDS, deadline.left))
    if target.scheme == "http":
        pool = HTTPConnectionPool(address, target.port, timeout=timeout)
        pool.ConnectionCls = _watched_class(HTTPConnection, deadline)
        return pool
    pool = HTTPSConnectionPool(
        address,
        target.port,
        timeout=timeout,
        ssl_context=tls_context(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )
    pool.ConnectionCls = _watched_class(HTTPSConnection, deadline)
    return pool


def _watched_class(base: type[HTTPConnection], deadline: Deadline) -> type[HTTPConnection]:
    """The connection of urllib3, which tells the deadline of its socket before TLS begins."""

    class Watched(base):  # type: ignore[valid-type,misc]
        def _new_conn(self) -> socket.socket:
            connected = super()._new_conn()
            deadline.watch(connected)
            return connected

    return Watched


def tls_context() -> ssl.SSLContext:
    """The authorities of SSL_CERT_FILE or of the system; certifi's where a bare machine has none."""
    context = ssl.create_default_context()
    if not os.environ.get("SSL_CERT_FILE") and not context.get_ca_certs() and not _system_folder():
        context.load_verify_locations(certifi.where())
    return context


def _system_folder() -> bool:
    """Whether the system keeps authorities in a folder; they are loaded only when one is needed."""
    folder = ssl.get_default_verify_paths().capath
    return bool(folder and any(os.scandir(folder)))
