"""What the Dockerfile would put into the image, made by the same steps into a folder."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from deployment.compose import ROOT
from deployment.places import enter, make_root

COPY = re.compile(r"^COPY (?!--from)(?P<what>.+) (?P<to>\S+)$", re.M)


def stage(name: str) -> str:
    """Return the lines of one stage of the Dockerfile."""
    stages = re.split(r"^FROM .+ AS (\w+)$", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.M)
    return stages[stages.index(name) + 1]


def image_environment() -> dict[str, str]:
    """Return the variables that the last stage of the Dockerfile sets."""
    found = re.search(r"^ENV (?P<pairs>(?:.+\\\n)*.+)$", stage("application"), re.M)
    return dict(pair.split("=", 1) for pair in found["pairs"].replace("\\\n", " ").split())


def build(folder: Path, roots: Path) -> None:
    """Make the trees /app, /srv/static and /opt/venv of the image below `folder`; steps run in `roots`.

    Needs the package registry, unless the environment was built from the same lock file before.
    """
    shutil.rmtree(folder / "app", ignore_errors=True)
    shutil.rmtree(folder / "static", ignore_errors=True)
    copy_application(folder / "app")
    (folder / "static").mkdir(parents=True)
    build_environment(folder, roots)
    finish_application(folder, roots)


def copy_application(app: Path) -> None:
    """Copy what the Dockerfile copies, less what .dockerignore leaves out, and the built assets."""
    app.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "build")
    for match in COPY.finditer(stage("application")):
        for name in match["what"].split():
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, app / name, ignore=ignored)
            else:
                shutil.copy2(ROOT / name, app / name)
    shutil.copytree(ROOT / "static" / "build", app / "static" / "build")


def build_environment(folder: Path, roots: Path) -> None:
    """Install run.lock into /opt/venv as the Dockerfile does; nothing where the lock file has not changed."""
    lock = (ROOT / "requirements" / "run.lock").read_bytes()
    stamp, print_ = folder / "venv.stamp", hashlib.sha256(lock + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == print_:
        return
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder / "venv", ignore_errors=True)
    (folder / "venv").mkdir()
    (folder / "app" / "run.lock").write_bytes(lock)
    place = make_root(roots / "environment", folder, writable=["/opt/venv"])
    run(place, [f"{sys.base_prefix}/bin/python3", "-m", "venv", "/opt/venv"])
    run(place, ["/opt/venv/bin/pip", "install", "--quiet", "--require-hashes", "-r", "/app/run.lock"])
    (folder / "app" / "run.lock").unlink()
    stamp.write_text(print_, "utf-8")


def finish_application(folder: Path, roots: Path) -> None:
    """Run the very line of the Dockerfile that compiles the translations and collects the static files."""
    place = make_root(roots / "application", folder, writable=["/app", "/srv/static"])
    line = re.findall(r"^RUN ((?:.+\\\n)*.+)$", stage("application"), re.M)[-1].replace("\\\n", " ")
    run(place, ["sh", "-ec", line], image_environment())


def run(place: Path, command: list[str], settings: dict[str, str] | None = None) -> None:
    """Run one step of the build; end with its words where it fails."""
    proxies = {name: value for name, value in os.environ.items() if "proxy" in name.lower() or "PIP_" in name}
    environment = {"PATH": "/opt/venv/bin:/usr/bin:/bin", "HOME": "/tmp", **proxies, **(settings or {})}
    done = subprocess.run(
        enter(place, command), env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    if done.returncode:
        raise SystemExit(f"A step of the image fails: {' '.join(command)}\n{done.stdout}{done.stderr}")
