"""Makes .venv and installs the locked packages: `python3 coopwatch/local/install.py run|dev`.

The first thing that runs on a bare machine, by the system's Python and its standard library alone.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from coopwatch.local.assets import installed_node  # noqa: E402
from coopwatch.local.stamps import fingerprint, is_done, mark_done  # noqa: E402

VENV = ROOT / ".venv"
VERSIONS = ((3, 11), (3, 14))
# What each kind of installation has; the packages of the development contain those that run the program.
LOCKS = {"run": ["run"], "dev": ["dev", "run"]}


class InstallError(RuntimeError):
    """The packages cannot be installed; the text says what to do."""


def install(kind: str) -> None:
    """Bring .venv up to date with requirements/<kind>.lock; nothing is done where it is."""
    check_version()
    make_venv()
    prints = {name: fingerprint([ROOT / "requirements" / f"{name}.lock"]) for name in LOCKS[kind]}
    if is_done(VENV / f".stamp-{kind}", prints[kind]):
        return
    print(
        f"Installing the packages of requirements/{kind}.lock into .venv (about half a minute) …", flush=True
    )
    with assets_meanwhile():
        pip(f"requirements/{kind}.lock")
    for name, print_ in prints.items():
        mark_done(VENV / f".stamp-{name}", print_)


def check_version() -> None:
    """Refuse a Python that the locked packages are not made for."""
    oldest, too_new = VERSIONS
    if not oldest <= sys.version_info[:2] < too_new:
        found = ".".join(map(str, sys.version_info[:3]))
        raise InstallError(
            f"Python {found} does not fit: 3.11, 3.12 or 3.13 is needed. Name one: make run PYTHON=python3.11"
        )


def make_venv() -> None:
    """Make the virtual environment unless a working one is there."""
    if works(VENV / "bin" / "python", "import pip"):
        return
    print("Making the virtual environment .venv …", flush=True)
    if not works(sys.executable, "import ensurepip"):
        install_venv_module()
    shutil.rmtree(VENV, ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)], "The virtual environment cannot be made.")


def works(python: Path | str, statement: str) -> bool:
    """Say whether this Python exists and runs the statement."""
    try:
        done = subprocess.run([python, "-c", statement], capture_output=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


def install_venv_module() -> None:
    """Install the part of Python that Debian ships apart, as root; tell others what to type."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise InstallError(f"Python's module venv is missing. Install it: sudo apt-get install {package}")
    advice = f"Python's module venv is missing, and apt-get could not install {package}."
    run(["apt-get", "update", "-q"], advice)
    run(["apt-get", "install", "-y", "-q", "--no-install-recommends", package], advice)


@contextmanager
def assets_meanwhile() -> Iterator[None]:
    """Build the front-end assets at the same time where Node.js is there.

    What goes wrong with them is said later, when the run comes to the assets and tries again.
    """
    if not installed_node([Path(folder) for folder in os.get_exec_path()]):
        yield
        return
    command = [sys.executable, "-m", "coopwatch.local.assets"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):  # noqa: S603
        yield


def pip(lock: str) -> None:
    """Install the locked packages, each checked by its hash, none built from source."""
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", lock]
    run(command, "The packages cannot be installed. Is the package index within reach, and is the disk full?")


def run(command: list[str], advice: str) -> None:
    """Run a command in the checkout; raise InstallError with the advice and its last lines."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603
    except OSError as error:
        raise InstallError(f"{advice}\n{error}") from error
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:])
        raise InstallError(f"{advice} `{' '.join(command)}` said:\n{tail}")


def main() -> int:
    """Run the command line; return its exit code."""
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        print(f"usage: install.py {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    try:
        install(sys.argv[1])
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
