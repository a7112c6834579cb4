"""docker-compose.yml as the compose client understands it."""

import secrets
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = "coopwatch.test"


@dataclass(frozen=True)
class Service:
    """One service: what runs, as whom, with which environment and which places it may write to."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    user: str = ""
    tmpfs: tuple[str, ...] = ()
    volumes: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    probe: tuple[str, ...] = field(default=())


def write_env(path: Path) -> None:
    """Write what a deployment must set, and the few things that let the trial look inside."""
    lines = [
        f"COOPWATCH_DOMAIN={DOMAIN}",
        f"DJANGO_SECRET_KEY={secrets.token_urlsafe(50)}",
        f"POSTGRES_PASSWORD={secrets.token_hex(24)}",
        f"BROKER_PASSWORD={secrets.token_hex(24)}",
        f"COOPWATCH_METRICS_TOKEN={secrets.token_hex(16)}",
        "COOPWATCH_TLS=tls internal",
        "COOPWATCH_CONTACT=betrieb@coopwatch.test",
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    path.chmod(0o600)


def read_services(env_file: Path) -> dict[str, Service]:
    """Return the services of `docker-compose config`, which refuses a file that is no compose file."""
    command = ["docker-compose", "--env-file", str(env_file), "--profile", "tls", "config"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise SystemExit(f"docker-compose refuses docker-compose.yml:\n{done.stderr}")
    services = yaml.safe_load(done.stdout)["services"]
    return {name: service_of(name, given) for name, given in services.items()}


def service_of(name: str, given: dict) -> Service:
    """Return one service from its section; `$$` is how compose writes a dollar."""
    probe = given.get("healthcheck", {}).get("test", [])
    return Service(
        name=name,
        command=tuple(undollar(word) for word in given.get("command", ())),
        environment={key: str(value) for key, value in given.get("environment", {}).items()},
        user=given.get("user", ""),
        tmpfs=tuple(given.get("tmpfs", ())),
        volumes=tuple(given.get("volumes", ())),
        capabilities=tuple(given.get("cap_add", ())),
        needs=tuple(given.get("depends_on", ())),
        probe=tuple(undollar(word) for word in probe),
    )


def undollar(word: str) -> str:
    """Return the word as the container gets it."""
    return word.replace("$$", "$")


def in_order(services: dict[str, Service]) -> list[Service]:
    """Return the services so that each comes after those it needs."""
    ordered: list[Service] = []
    while len(ordered) < len(services):
        started = {service.name for service in ordered}
        ready = [s for s in services.values() if s.name not in started and started >= set(s.needs)]
        if not ready:
            raise SystemExit("docker-compose.yml: services wait for each other in a circle.")
        ordered += ready
    return ordered
