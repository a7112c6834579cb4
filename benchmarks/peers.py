"""The others: psql's \\copy, Datasette and django-import-export, pinned, in an environment of their own."""

import contextlib
import csv
import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.stand import ROOT, VAR, Client, environment, free_port, serving

PINNED = ROOT / "benchmarks" / "peers.txt"
PLACE = VAR / "peers"
FACETS = ("kind", "status", "bund", "check_state", "date_precision")


def install() -> None:
    """Install the pinned versions where that was not done before."""
    if not make(PLACE, PINNED):
        return
    # django-import-export runs on the program's own models and packages.
    packages = subprocess.run(
        [PLACE / "bin" / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    own = next(path for path in sys.path if path.endswith("site-packages"))
    Path(packages, "coopwatch.pth").write_text(f"{own}\n{ROOT}\n", "utf-8")


def make(place: Path, pinned: Path) -> bool:
    """Make an environment of pinned packages; False where it is there already."""
    stamp = place / "installed"
    if stamp.exists() and stamp.read_text("utf-8") == pinned.read_text("utf-8"):
        return False
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    subprocess.run([place / "bin" / "pip", "install", "--quiet", "-r", pinned], check=True)
    stamp.write_text(pinned.read_text("utf-8"), "utf-8")
    return True


def psql_copy(url: str, sql: str, target: Path) -> None:
    """Write the lines of a query by psql's \\copy; marks that occur in no line keep it from quoting them."""
    script = target.with_suffix(".sql")
    flat = " ".join(sql.split("\n"))
    form = "FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02'"
    script.write_text(f"\\copy ({flat}) TO '{target}' WITH ({form})\n", "utf-8")
    command = ["psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", str(script)]
    subprocess.run(command, check=True, env=os.environ | {"PGCLIENTENCODING": "UTF8"})


def make_sqlite(csv_text: str, path: Path) -> None:
    """Put the same rows into a file for Datasette, with indexes on what is filtered and counted."""
    path.unlink(missing_ok=True)
    lines = csv.reader(io.StringIO(csv_text))
    columns = next(lines)
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        named = ", ".join(f'"{column}" TEXT' for column in columns)
        database.execute(f"CREATE TABLE agreements ({named}, PRIMARY KEY (id))")
        marks = ", ".join("?" for _column in columns)
        database.executemany(f"INSERT INTO agreements VALUES ({marks})", lines)
        for column in (*FACETS, "date"):
            database.execute(f'CREATE INDEX "by_{column}" ON agreements ("{column}")')
        database.execute("ANALYZE")


@contextlib.contextmanager
def datasette(path: Path) -> Iterator[Client]:
    """Run Datasette on the file, with suggestions off and no limits that would cut its answers."""
    port = free_port()
    limits = {
        "suggest_facets": "off",
        "sql_time_limit_ms": "60000",
        "facet_time_limit_ms": "60000",
        "max_csv_mb": "0",
    }
    command = [str(PLACE / "bin" / "datasette"), "serve", "--immutable", str(path), "--port", str(port)]
    for name, value in limits.items():
        command += ["--setting", name, value]
    with serving(command, port, dict(os.environ), VAR / "datasette.log"):
        yield Client(port)


def import_export(agreements: int, target: Path) -> None:
    """Export by django-import-export into a file."""
    subprocess.run(
        [PLACE / "bin" / "python", str(ROOT / "benchmarks" / "peer_resource.py"), str(target)],
        cwd=ROOT, env=environment(agreements), check=True,
    )  # fmt: skip
