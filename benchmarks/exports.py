"""CSV of all rows: ours against psql's \\copy, Datasette and django-import-export."""

import csv
import io
from pathlib import Path

from benchmarks.import_columns import COLUMNS
from benchmarks.measure import Line, at_least, at_most, take_turns
from benchmarks.peers import datasette, import_export, make_sqlite, psql_copy
from benchmarks.stand import VAR, Client, python

ADDRESS = "/export/daten.csv"
STREAM = "/bench/agreements.csv?_stream=on"
QUERY = """
from django.db import connection
from django.conf import settings
from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.cards.reading import on_sheets
from coopwatch.broker import conninfo
sql, values = on_sheets(Answer.to({}).agreements, "machine_line").query.sql_with_params()
connection.ensure_connection()
from psycopg import ClientCursor
print(conninfo(settings.DATABASES["default"]), end=chr(0))
print(ClientCursor(connection.connection).mogrify(sql, values), end="")
"""


def measure(agreements: int, rounds: int, client: Client, with_slow: bool) -> list[Line]:
    """Return the lines of the export; the slow peer runs once, and only where asked for."""
    url, sql = python(agreements, QUERY).split("\0")
    ours, copied = client.get(ADDRESS).body.decode(), VAR / "psql.csv"
    before = client.peak()
    psql_copy(url, sql, copied)
    check_equal(ours, copied)
    make_sqlite(ours, VAR / "bench.db")
    with datasette(VAR / "bench.db") as other:
        same_rows(ours, other.get(STREAM).body.decode(), None)
        times = take_turns(
            rounds,
            {
                "ours": lambda: client.drain(ADDRESS),
                "psql": lambda: psql_copy(url, sql, copied),
                "datasette": lambda: other.drain(STREAM),
            },
        )
    first = sorted(client.get(ADDRESS).first for _round in range(rounds))[rounds // 2]
    grown = client.peak() - before
    own = times["ours"].median
    lines = [
        at_most(
            "CSV, times psql \\copy",
            own / times["psql"].median,
            1.5,
            f"{times['ours']}, psql {times['psql']}",
        ),
        at_least("CSV, faster than Datasette", times["datasette"].median / own, 5, f"{times['datasette']}"),
        at_most("CSV, first byte in ms", first * 1000, 50, f"median of {rounds}"),
        at_most("CSV, memory grown in MB", grown, 20, f"peak of the process after {2 * rounds} exports"),
    ]
    if with_slow:
        target = VAR / "import_export.csv"
        import_export(agreements, target)
        same_rows(ours, target.read_bytes().decode(), COLUMNS)
        slow = float(target.with_suffix(".seconds").read_text("ascii"))
        detail = f"{slow:.1f} s, one run, {len(COLUMNS)} of our columns"
        lines.append(at_least("CSV, faster than django-import-export", slow / own, 15, detail))
    return lines


def check_equal(ours: str, copied: Path) -> None:
    """End where our lines after the head are not, byte by byte, what psql wrote."""
    if ours.split("\n", 1)[1] != copied.read_bytes().decode():
        raise SystemExit("Our CSV differs from that of psql: nothing was measured.")


def same_rows(ours: str, others: str, columns: tuple[str, ...] | None) -> None:
    """End where the rows of a peer differ from ours in the columns that both have."""
    one, other = rows(ours, columns), rows(others, columns)
    if one != other:
        raise SystemExit(f"A peer's rows differ: {len(one)} and {len(other)}, e.g. {different(one, other)}")


def rows(text: str, columns: tuple[str, ...] | None) -> dict[str, tuple[str, ...]]:
    """Return the lines by their id; an apostrophe before a formula is ours alone."""
    found = {}
    for line in csv.DictReader(io.StringIO(text)):
        names = columns or [name for name in line if name != "rowid"]
        found[line["id"]] = tuple((line[name] or "").removeprefix("'") for name in names)
    return found


def different(one: dict, other: dict) -> str:
    """Return the first difference."""
    key = next(key for key in [*one, *other] if one.get(key) != other.get(key))
    return f"{key}: {one.get(key)} / {other.get(key)}"
