"""A small web server on 127.0.0.1 for the tests: real sockets, answers as each test wants them."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from coopwatch.intake.fetching.connection import Limits
from coopwatch.intake.fetching.rules import Rules

Handler = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A running server: `routes` maps a path to what it does, `asked` lists the paths that were asked for."""

    port: int
    routes: dict[str, Handler] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path, under a name of choice."""
        return f"http://{host}:{self.port}{path}"

    @property
    def allowed(self) -> str:
        """The entry that permits this server."""
        return f"127.0.0.1:{self.port}"

    def page(
        self, path: str, body: bytes | str, media_type: str = "text/html; charset=utf-8", **headers
    ) -> str:
        """Serve a body at a path; return its address."""
        data = body.encode() if isinstance(body, str) else body
        self.routes[path] = answer(200, data, {"Content-Type": media_type, **headers})
        return self.url(path)


def answer(status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> Handler:
    """A handler that gives this answer."""

    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return handle


def redirect(to: str, status: int = 302) -> Handler:
    """A handler that leads elsewhere."""
    return answer(status, headers={"Location": to})


@contextlib.contextmanager
def running_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Run a server during the test."""
    server = _Server(("127.0.0.1", 0), _Requests)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing of callers that hang up."""


class _Requests(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server.site
        site.asked.append(self.path)
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        path = self.path.partition("?")[0]
        handler = site.routes.get(self.path) or site.routes.get(path) or answer(404)
        with contextlib.suppress(OSError):
            handler(self)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the tests look at `asked`."""


def rules_for(site: Site, **changed) -> Rules:
    """Rules that permit this server only, under every name that ends with .example, with no pause."""
    values = {
        "user_agent": "coopwatch (+test)",
        "delay": 0.0,
        "allowed": frozenset({site.allowed}),
        "limits": Limits(seconds=2.0),
        "resolver": resolve_locally,
    }
    return Rules(**(values | changed))


def resolve_locally(host: str, _port: int) -> list[str]:
    """A resolver that asks nobody: numbers are themselves, names ending with .example are 127.0.0.1."""
    with contextlib.suppress(OSError):
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
        return [host]
    if host.endswith(".example"):
        return ["127.0.0.1"]
    raise OSError(f"unknown: {host}")
