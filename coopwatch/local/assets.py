"""Front-end assets: packages of package-lock.json, from which frontend/build.mjs writes static/build/.

`python -m coopwatch.local.assets`. Node.js is the system's, else the one of requirements/node.lock.
"""

import os
import subprocess
import sys
from pathlib import Path

from coopwatch.local.stamps import ROOT, fingerprint, is_done, mark_done

OLDEST_NODE = 18
INSTALL_SECONDS = 600
BUILD_SECONDS = 120


class AssetError(RuntimeError):
    """The assets cannot be built; the text says what to do."""


def build_assets() -> bool:
    """Bring static/build/ up to date; return False where nothing was to be done."""
    inputs = [ROOT / "package-lock.json", *(path for path in (ROOT / "frontend").iterdir() if path.is_file())]
    stamp, print_ = ROOT / "static" / "build" / ".stamp", fingerprint(inputs)
    if is_done(stamp, print_):
        return False
    folder = node_folder()
    install_packages(folder)
    run([folder / "node", "frontend/build.mjs"], folder, BUILD_SECONDS)
    mark_done(stamp, print_)
    return True


def install_packages(folder: Path) -> None:
    """Install exactly what package-lock.json names, running none of the packages' scripts."""
    stamp, print_ = ROOT / "node_modules" / ".stamp", fingerprint([ROOT / "package-lock.json"])
    if is_done(stamp, print_):
        return
    run([folder / "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, INSTALL_SECONDS)
    mark_done(stamp, print_)


def node_folder() -> Path:
    """Return the folder of `node` and `npm`: the system's, else those in the virtual environment."""
    own = Path(sys.prefix) / "bin"
    if found := installed_node([*map(Path, os.get_exec_path()), own]):
        return found
    lock = ROOT / "requirements" / "node.lock"
    run(
        [own / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock],
        own,
        INSTALL_SECONDS,
    )
    return own


def installed_node(folders: list[Path]) -> Path | None:
    """Return the first of the folders with npm and a Node.js that is new enough."""
    fits = (folder for folder in folders if (folder / "npm").exists() and node_version(folder) >= OLDEST_NODE)
    return next(fits, None)


def node_version(folder: Path) -> int:
    """Return the major version of the Node.js in this folder, 0 where there is none that runs."""
    try:
        answer = subprocess.run([folder / "node", "--version"], capture_output=True, text=True, timeout=30)  # noqa: S603
        return int(answer.stdout.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def run(command: list, folder: Path, seconds: int) -> None:
    """Run a command in the checkout, this folder first on the path; raise AssetError with its last lines."""
    environment = os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '/usr/bin:/bin')}"}
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=seconds
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise AssetError(f"The front-end assets cannot be built: {error}") from error
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        words = " ".join(map(str, command))
        raise AssetError(
            f"The front-end assets cannot be built: `{words}` ended with {done.returncode}. Is the package "
            f"registry within reach, and Node.js {OLDEST_NODE} or newer installed? It said:\n{tail}"
        )


def main() -> int:
    """Run the command line; return its exit code."""
    try:
        print("static/build/ is built." if build_assets() else "static/build/ is up to date.")
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
