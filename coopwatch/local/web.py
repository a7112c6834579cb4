"""The web server of a local run: gunicorn at a free port of the own machine."""

import os
import socket
import sys
import time
import urllib.error
import urllib.request

from coopwatch.local.supervisor import Supervisor

HOST = "127.0.0.1"
PORT = 8000
PORTS_TRIED = 20
READY_SECONDS = 30
PROCESSES, THREADS = 2, 4


class WebError(RuntimeError):
    """The web server does not start; the text says what to do."""


def serve(supervisor: Supervisor) -> str:
    """Start the web server at COOPWATCH_PORT or the next free port; return the address that answers."""
    listener = listen(os.environ.get("COOPWATCH_HOST", HOST), wanted_port())
    command = [sys.executable, "-m", "gunicorn", "coopwatch.wsgi", "--bind", f"fd://{listener.fileno()}"]
    command += ["--workers", str(PROCESSES), "--threads", str(THREADS), "--access-logfile", "-"]
    # Loaded once for all its processes; no socket for remote control in the home folder.
    command += ["--preload", "--no-control-socket"]
    web = supervisor.run("web", command, pass_fds=[listener.fileno()])
    host, port = listener.getsockname()[:2]
    address = f"http://{'localhost' if host == HOST else host}:{port}/"
    if not answers(address, lambda: web.is_dead()):
        raise WebError(f"{address} does not answer. {web.log_end()}")
    return address


def wanted_port() -> int:
    """Return the port that COOPWATCH_PORT names, else the usual one."""
    named = os.environ.get("COOPWATCH_PORT", str(PORT))
    if not named.isdecimal() or not 0 < int(named) < 65536:
        raise WebError(f"COOPWATCH_PORT={named} is no port: name a number from 1 to 65535.")
    return int(named)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at this port, or says why not and listens at the next free one."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(128)
        except OSError as error:
            listener.close()
            print(f"\n  port {candidate}: {error.strerror}", end=" ", flush=True)
            continue
        return listener
    raise WebError(
        f"None of the ports {port} to {port + PORTS_TRIED - 1} is free: name one in COOPWATCH_PORT."
    )


def answers(address: str, given_up) -> bool:
    """Wait until the address answers; return False for an error of the server, or where it takes too long."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and not given_up():
        try:
            with urllib.request.urlopen(address, timeout=READY_SECONDS) as answer:  # noqa: S310
                return answer.status < 500
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            time.sleep(0.1)
    return False
