"""The browser of the browser tests: one that is there, else Debian's chromium, which root can install.

`python -m coopwatch.local.browser` makes sure of it as far as it can; without one those tests are skipped.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
INSTALL_SECONDS = 900
WITHOUT = (
    "no chromium on this machine: install it (sudo apt-get install chromium) or name one in COOPWATCH_BROWSER"
)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one of COOPWATCH_BROWSER, else one on the path."""
    named = os.environ.get("COOPWATCH_BROWSER")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


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
