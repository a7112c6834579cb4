"""The browser of the browser tests: one that is there, else Debian's chromium, which root can install.

`python -m coopwatch.local.browser` makes sure of it as far as it can; without one those tests are skipped.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from coopwatch.local.assets import installed_node, node_version

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
INSTALL_SECONDS = 900
WITHOUT = (
    "no chromium on this machine: install it (sudo apt-get install chromium) or name one in COOPWATCH_BROWSER"
)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one of COOPWATCH_BROWSER, else one on the path."""
    named = os.environ.get("COOPWATCH_BROWSER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def use_running_node(driver: Path | None = None) -> None:
    """Have Playwright take another Node.js where the one of its driver does not run.

    That of Playwright needs libatomic1, which a bare Debian does not have. Sets PLAYWRIGHT_NODEJS_PATH.
    """
    if node_version(driver or playwright_driver()):
        return
    if folder := installed_node([*map(Path, os.get_exec_path()), Path(sys.prefix) / "bin"]):
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(folder / "node"))


def playwright_driver() -> Path:
    """Return the folder of Playwright's own Node.js; it need not be there."""
    spec = find_spec("playwright")
    return Path(spec.origin if spec and spec.origin else "playwright").parent / "driver"


def install_browser() -> bool:
    """Install Debian's chromium as root; return False where that cannot be done."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print("Installing Debian's chromium for the browser tests (a minute or two) …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
        try:
            subprocess.run(  # noqa: S603
                ["apt-get", *command],  # noqa: S607
                env=environment,
                check=True,
                capture_output=True,
                timeout=INSTALL_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as error:
            print(f"apt-get did not succeed: {error}", file=sys.stderr)
            return False
    return find_browser() is not None


def main() -> int:
    """Make sure of a browser, or say why the browser tests will be skipped; never a failure."""
    if not find_browser() and not install_browser():
        print(f"Browser tests will be skipped: {WITHOUT}.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
