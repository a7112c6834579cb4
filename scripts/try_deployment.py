"""Try docker-compose.yml on a machine without containers: `sudo .venv/bin/python scripts/try_deployment.py`.

The compose client reads the file. Each service's very command is started with its very environment, as its
user, without rights, in a read-only file system in which only its volumes and tmpfs can be written, in a
network of its own. The application comes out of the Dockerfile's steps with the packages of run.lock. The
images of others are played by Debian's packages: postgresql 15, redis-server, caddy. A browser goes through
the proxy; then everything is stopped.
Logs and pictures lie in var/deployment afterwards.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from deployment import browse, image, running
from deployment.compose import ROOT, Service, in_order, read_services, write_env
from deployment.places import hosts, mount

TOOLS = ["docker-compose", "caddy", "redis-server", "chromium", "msgfmt", "unshare", "setpriv"]
ONCE = "migrate"
FOLDER = ROOT / "var" / "deployment"
# The image is made with the network of the machine; what runs has a network, processes and mounts of its own.
SPACES = {
    "image": ["--mount"],
    "run": ["--mount", "--net", "--pid", "--fork", "--mount-proc", "--kill-child"],
}
ARTICLE = json.dumps(
    {
        "id": "probelauf",
        "title": "Bayern und Sachsen arbeiten bei Online-Diensten zusammen",
        "published_on": "2026-03-05",
        "text": "Der Freistaat Bayern und der Freistaat Sachsen haben am 4. März 2026 in Dresden eine "
        "Kooperationsvereinbarung über gemeinsame Online-Dienste der Verwaltung unterzeichnet.",
    },
    ensure_ascii=False,
)


def missing() -> str:
    """Return what this machine lacks for the trial, or an empty text."""
    if os.geteuid() != 0:
        return "root (for name spaces)"
    lacking = [tool for tool in TOOLS if not shutil.which(tool)]
    if not (running.POSTGRES / "postgres").exists():
        lacking.append("postgresql-15")
    if subprocess.run(["unshare", "--mount", "--net", "--pid", "--fork", "true"], check=False).returncode:
        lacking.append("the right to make name spaces")
    return ", ".join(lacking)


def say(sentence: str) -> None:
    """Report one thing that was seen."""
    print(f"{time.strftime('%H:%M:%S')} {sentence}", flush=True)


def main() -> int:
    """Make the image with the network, then go on in name spaces without one."""
    if lacking := missing():
        print(f"The trial needs: {lacking}", file=sys.stderr)
        return 2
    if sys.argv[1:2] == ["--phase"]:
        return {"image": make_image, "run": run_everything}[sys.argv[2]](Path(sys.argv[3]))
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="run-") as run:
        for phase, spaces in SPACES.items():
            command = ["unshare", *spaces, sys.executable, __file__, "--phase", phase, run]
            if code := subprocess.run(command, check=False).returncode:
                return code
    return 0


def make_image(run: Path) -> int:
    """Build what the Dockerfile builds; the environment is kept for the next trial."""
    began = time.monotonic()
    image.build(FOLDER / "image", run / "roots")
    say(f"image made by the Dockerfile's steps in {time.monotonic() - began:.0f} s")
    return 0


def run_everything(run: Path) -> int:
    """Start, use and stop the services; nothing but the loopback interface is there."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    (run / "hosts").write_text(hosts(), "utf-8")
    mount("--bind", run / "hosts", Path("/etc/hosts"))
    write_env(run / "env")
    services = in_order(read_services(run / "env"))
    say(f"docker-compose accepts docker-compose.yml: {', '.join(service.name for service in services)}")
    started: dict[str, running.Running] = {}
    try:
        for service in services:
            started[service.name] = start(service, run)
        use(started, run)
        stop(started)
    finally:
        keep_logs(run)
    return 0


def start(service: Service, run: Path) -> running.Running:
    """Start one service and wait until its health check passes, or until it is through."""
    made = running.Running(service, run, FOLDER / "image")
    if service.name == "db":
        running.prepare_database(made)
    made.start()
    if service.name == ONCE:
        code = made.process.wait(300)
        browse.check(code == 0, f"{ONCE} ended with {code}:\n{made.log_end()}")
        say(f"{ONCE}: through; its log ends: {made.log_end(1)}")
    else:
        say(f"{service.name}: healthy after {made.wait_until_healthy():.1f} s")
    return made


def use(started: dict[str, running.Running], run: Path) -> None:
    """Go through the deployment as a monitoring, a reader and an editor do."""
    web = started["web"]
    browse.check_readiness(say)
    authority = run / "volumes" / "certificates" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    browse.check_transport(authority, web.environment["COOPWATCH_METRICS_TOKEN"], say)
    read_an_article(started["worker"])
    password = secrets.token_urlsafe(16)
    make = [
        "python",
        "manage.py",
        "createsuperuser",
        "--no-input",
        "--username",
        "redaktion",
        "--email",
        "r@x.test",
    ]
    running.must(web.run(*make, DJANGO_SUPERUSER_PASSWORD=password))
    pictures = FOLDER / "pictures"
    pictures.mkdir(exist_ok=True)
    browse.browse(password, pictures, say)
    for name, made in started.items():
        if name != ONCE:
            browse.check(not made.healthy(), f"{name} is no longer healthy")


def read_an_article(worker: running.Running) -> None:
    """Take a text in beside the worker, which has to read it."""
    said = running.must(worker.run("python", "manage.py", "ingest", "-", "--retold", "--wait", stdin=ARTICLE))
    browse.check("gelesen" in said, f"the worker did not read the article: {said}")
    say(f"an article went through the worker: {said.strip().splitlines()[-1]}")


def stop(started: dict[str, running.Running]) -> None:
    """Stop in the opposite order; each must end by itself, and nothing may be left."""
    for name, made in reversed(started.items()):
        if name != ONCE:
            code, seconds = made.stop()
            browse.check(code in (0, -15, 143), f"{name} ended with {code}:\n{made.log_end()}")
            say(f"{name}: stopped with {code} after {seconds:.1f} s")
    left = running.left_processes()
    browse.check(not left, f"processes are left: {left}")
    say("nothing is left running")


def keep_logs(run: Path) -> None:
    """Keep the logs beyond the trial, in var/deployment/log."""
    shutil.rmtree(FOLDER / "log", ignore_errors=True)
    if (run / "log").exists():
        shutil.copytree(run / "log", FOLDER / "log")


if __name__ == "__main__":
    sys.exit(main())
