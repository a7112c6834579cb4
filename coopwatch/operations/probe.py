"""The health check of a container: `python -m coopwatch.operations.probe URL|FILE [SECONDS]`.

A URL must answer 200; a file must have been touched within so many seconds (120). Exit code 0 or 1, with a
sentence. Standard library only, since it runs every few seconds.
"""

import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SECONDS = 120.0


def problem_of(target: str, seconds: float) -> str:
    """Return what is wrong with the target, or an empty text."""
    return page_problem(target) if target.startswith("http://") else file_problem(Path(target), seconds)


def page_problem(url: str) -> str:
    """Return what is wrong with the page, or an empty text."""
    try:
        with urllib.request.urlopen(url, timeout=8) as answer:  # noqa: S310 - http:// is checked above
            return "" if answer.status == 200 else f"{url} answers {answer.status}"
    except urllib.error.HTTPError as error:
        return f"{url} answers {error.code}: {error.read(2000).decode('utf-8', 'replace').strip()}"
    except OSError as error:
        return f"{url} does not answer: {error}"


def file_problem(path: Path, seconds: float) -> str:
    """Return what is wrong with the file, or an empty text."""
    try:
        age = time.time() - path.stat().st_mtime
    except OSError as error:
        return f"The process has not begun its work: {error}"
    return f"{path} was last touched {age:.0f} seconds ago" if age > seconds else ""


def main() -> int:
    """Run the command line; return its exit code."""
    if not 2 <= len(sys.argv) <= 3:
        print(__doc__, file=sys.stderr)
        return 2
    problem = problem_of(sys.argv[1], float(sys.argv[2]) if len(sys.argv) == 3 else SECONDS)
    if problem:
        print(problem, file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
