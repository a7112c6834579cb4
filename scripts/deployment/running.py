"""Starting, asking and ending the services."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from deployment.compose import Service
from deployment.image import image_environment
from deployment.places import enter, make_root, make_tmpfs, make_volume, seal

POSTGRES = Path("/usr/lib/postgresql/15/bin")
# The servers' images bring their own users; on Debian these play the parts.
DEBIAN_USERS = {"db": "postgres", "broker": "redis"}
PROBE_SECONDS = 120


class Running:
    """One started service with its log."""

    def __init__(self, service: Service, folder: Path, image: Path) -> None:
        self.service = service
        self.root = folder / "roots" / service.name
        self.log = folder / "log" / f"{service.name}.log"
        self.log.parent.mkdir(exist_ok=True)
        self.environment = environment_of(service)
        self.user = user_of(service)
        prepare_root(self, folder, image)
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the service's very command."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.entered(self.service.command), env=self.environment, stdout=log, stderr=log
            )

    def entered(self, command: tuple[str, ...]) -> list[str]:
        """Return the command line that runs a command as this service."""
        return enter(self.root, command, self.user, self.service.capabilities if self.user == "0:0" else ())

    def run(self, *command: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess:
        """Run a command beside the service, as `docker compose exec` does."""
        environment = self.environment | settings
        return subprocess.run(
            self.entered(command),
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def healthy(self) -> str:
        """Run the health check of the compose file; return its complaint. Of the proxy, try the port."""
        if not self.service.probe:
            with contextlib.closing(socket.socket()) as plug:
                return os.strerror(plug.connect_ex(("127.0.0.1", 443))).removeprefix("Success")
        kind, *words = self.service.probe
        done = self.run(*(["sh", "-c", *words] if kind == "CMD-SHELL" else words))
        return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or str(done.returncode)

    def wait_until_healthy(self) -> float:
        """Return the seconds until the health check passed; end the trial where it does not."""
        began, said = time.monotonic(), ""
        while time.monotonic() - began < PROBE_SECONDS:
            if self.process.poll() is not None:
                break
            said = self.healthy()
            if not said:
                return time.monotonic() - began
            time.sleep(0.5)
        raise SystemExit(f"{self.service.name} is not healthy ({said}). Its log ends with:\n{self.log_end()}")

    def log_end(self, lines: int = 25) -> str:
        """Return the last lines of the log."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])

    def stop(self) -> tuple[int, float]:
        """Ask the service to end as compose does; return its exit code and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(150), time.monotonic() - began
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait(10), time.monotonic() - began


def environment_of(service: Service) -> dict[str, str]:
    """Return the environment in the container: the image's, then that of the compose file."""
    if service.name in DEBIAN_USERS:
        path = f"/image:{POSTGRES}:/usr/bin:/bin"
        own = {"PATH": path, "PGDATA": "/var/lib/postgresql/data", "LC_ALL": "C.UTF-8"}
    elif service.name == "proxy":
        own = {"PATH": "/usr/bin:/bin", "HOME": "/config"}
    else:
        own = image_environment()
    return own | service.environment


def user_of(service: Service) -> str:
    """Return `uid:gid` of the service."""
    if name := DEBIAN_USERS.get(service.name):
        import pwd

        found = pwd.getpwnam(name)
        return f"{found.pw_uid}:{found.pw_gid}"
    return service.user or "0:0"


def prepare_root(running: Running, folder: Path, image: Path) -> None:
    """Make the file system of one service, sealed but for its volumes and places in memory."""
    service, root = running.service, running.root
    make_root(root, folder / "none" if service.name in (*DEBIAN_USERS, "proxy") else image)
    for given in service.tmpfs:
        make_tmpfs(root, given)
    for given in service.volumes:
        make_volume(root, given, folder / "volumes", running.user)
    if service.name in DEBIAN_USERS:
        (root / "image").mkdir()
        (root / "image" / "valkey-server").symlink_to("/usr/bin/redis-server")
        (root / "image" / "valkey-cli").symlink_to("/usr/bin/redis-cli")
    seal(root)


def prepare_database(database: Running) -> None:
    """Do what the image of PostgreSQL does at its first start: cluster, user with password, database."""
    given = database.service.environment
    options = given["POSTGRES_INITDB_ARGS"].split()
    must(
        database.run(
            "sh", "-c", 'exec initdb --pgdata="$PGDATA" --auth-host=scram-sha-256 "$@"', "initdb", *options
        )
    )
    role = f"CREATE ROLE {given['POSTGRES_USER']} SUPERUSER LOGIN PASSWORD '{given['POSTGRES_PASSWORD']}'"
    for statement in (role, f"CREATE DATABASE {given['POSTGRES_DB']} OWNER {given['POSTGRES_USER']}"):
        must(database.run("sh", "-c", 'echo "$0" | postgres --single -D "$PGDATA" postgres', statement))
    listen = "listen_addresses = '127.0.0.1'\nunix_socket_directories = '/run/postgresql'\n"
    must(database.run("sh", "-c", 'printf "$0" >>"$PGDATA/postgresql.conf"', listen))


def must(done: subprocess.CompletedProcess) -> str:
    """Return what the command said; end the trial where it failed."""
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, done.args))}\n{done.stdout}{done.stderr}")
    return done.stdout


def left_processes() -> list[str]:
    """Return the command lines of processes in this name space that are neither we nor our parents."""
    ours, found = {1, os.getpid(), os.getppid()}, []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and int(entry.name) not in ours:
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return [line for line in found if line.strip()]
