"""What is measured: the database with made data, our web server, and a client that times it."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
SEED = 1


def environment(agreements: int) -> dict[str, str]:
    """Return the environment of all programs: a var folder for each size, the settings of a deployment."""
    own = {
        "COOPWATCH_VAR": str(VAR / str(agreements)),
        "PYTHONPATH": str(ROOT),
        "COOPWATCH_LOG_LEVEL": "WARNING",
    }
    return os.environ | own | {"DJANGO_SETTINGS_MODULE": "coopwatch.settings"}


def manage(agreements: int, *words: str) -> str:
    """Run manage.py on the database of this size; return what it says."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment(agreements), check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def python(agreements: int, code: str) -> str:
    """Run code in the program on the database of this size; return what it says."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
        cwd=ROOT, env=environment(agreements), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def prepare(agreements: int) -> None:
    """Have a database with so many made agreements and as many articles; made once, then kept."""
    var = VAR / str(agreements)
    subprocess.run(
        [sys.executable, "-m", "coopwatch.local.postgres", "start", "--var", str(var)], cwd=ROOT, check=True
    )
    manage(agreements, "migrate", "--verbosity", "0")
    stamp = var / "made"
    if not stamp.exists():
        manage(agreements, "load_reference")
        words = [f"--agreements={agreements}", f"--articles={agreements}", f"--seed={SEED}"]
        print(manage(agreements, "generate", *words).splitlines()[-1], flush=True)
        stamp.touch()
    manage(agreements, "make_cards")
    manage(agreements, "collectstatic", "--no-input", "--verbosity", "0")


def end(agreements: int) -> None:
    """Stop the database."""
    var = VAR / str(agreements)
    subprocess.run(
        [sys.executable, "-m", "coopwatch.local.postgres", "stop", "--var", str(var)], cwd=ROOT, check=True
    )


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        return plug.getsockname()[1]


@contextlib.contextmanager
def serving(command: list[str], port: int, settings: dict[str, str], log: Path) -> Iterator[subprocess.Popen]:
    """Run a web server until the end of the block."""
    with log.open("wb") as target:
        process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=target, stderr=target)
    try:
        wait_for(port, process, log)
        yield process
    finally:
        process.terminate()
        process.wait(60)


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    """Wait until somebody listens."""
    for _attempt in range(300):
        with socket.socket() as plug:
            if plug.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise SystemExit(f"A server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


@contextlib.contextmanager
def our_server(agreements: int, processes: int = 1) -> Iterator["Client"]:
    """Run gunicorn with the settings of a deployment, usually one process, whose memory can be read."""
    port = free_port()
    own = {"COOPWATCH_BIND": f"127.0.0.1:{port}", "WEB_CONCURRENCY": str(processes)}
    settings = environment(agreements) | own
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "python:coopwatch.operations.serving",
        "coopwatch.wsgi",
    ]
    with serving(command, port, settings, VAR / "web.log") as process:
        yield Client(port, process.pid)


@dataclass(frozen=True)
class Answer:
    """What a request brought: seconds to the first byte and to the last."""

    status: int
    headers: dict[str, str]
    body: bytes
    first: float
    whole: float


@dataclass(frozen=True)
class Client:
    """Asks one server."""

    port: int
    pid: int = 0

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page; header names are written with underscores."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=900)
        connection.request(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        start = response.read(1)
        first = time.perf_counter() - began
        body = start + response.read()
        connection.close()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, body, first, time.perf_counter() - began)

    def drain(self, path: str) -> int:
        """Ask for a page and throw it away piece by piece; return its size."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=900)
        connection.request("GET", path)
        response, size = connection.getresponse(), 0
        while piece := response.read(1 << 16):
            size += len(piece)
        connection.close()
        return size

    def megabytes(self) -> float:
        """Return the memory of the server's processes in MB."""
        found = subprocess.run(["pgrep", "-P", str(self.pid)], capture_output=True, text=True, check=False)
        return max(resident(int(pid)) for pid in [*found.stdout.split(), str(self.pid)])

    def peak(self) -> float:
        """Return the largest memory that a worker process ever had, in MB."""
        found = subprocess.run(["pgrep", "-P", str(self.pid)], capture_output=True, text=True, check=False)
        return max(resident(int(pid), "VmHWM") for pid in found.stdout.split())


def resident(pid: int, field: str = "VmRSS") -> float:
    """Return one figure of a process in MB."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) / 1024
    return 0.0
