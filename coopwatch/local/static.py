"""Gathers and compresses the static files beside the other steps of a local run."""

import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from coopwatch.local.stamps import ROOT, fingerprint, is_done, mark_done
from coopwatch.local.steps import StepError
from coopwatch.local.supervisor import own_group

COLLECT = ["manage.py", "collectstatic", "--no-input", "--clear", "--verbosity", "0"]
SECONDS = 600


class StaticFiles:
    """The gathering of the static files, begun at once where one of them is another than last time."""

    def __init__(self, log_dir: Path) -> None:
        """Begin; what the command says goes to `log_dir`/static.log."""
        self.log = log_dir / "static.log"
        self.stamp = Path(settings.STATIC_ROOT) / ".stamp"
        self.print = static_print()
        self.process = None if is_done(self.stamp, self.print) else self._begin()

    def _begin(self) -> subprocess.Popen:
        with self.log.open("wb") as log:
            return subprocess.Popen(  # noqa: S603
                [sys.executable, *COLLECT], cwd=ROOT, stdout=log, stderr=log, **own_group(signal.SIGTERM)
            )

    def finish(self) -> None:
        """Wait until all is gathered; raise StepError with the last words where that failed."""
        if self.process is None:
            return
        if self.process.wait(SECONDS):
            tail = "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-6:])
            raise StepError(f"`{' '.join(COLLECT)}` failed:\n{tail}")
        mark_done(self.stamp, self.print)


def static_print() -> str:
    """Return the fingerprint of all that the gathered files are made from."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    names = [str(path.relative_to(ROOT)) for path in files]
    return fingerprint([ROOT / "requirements" / "run.lock", *files], *names)
