"""CSV straight from the database: COPY, streamed piece by piece, in constant memory."""

import csv
import io
from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet

from coopwatch.dashboard.exports.columns import heads, with_columns

BOM = "\ufeff".encode()
# Pieces of COPY are single lines; fewer, larger ones are quicker to send.
PIECE = 64 * 1024


def head_line(human: bool, delimiter: str) -> bytes:
    """Return the first line."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter, lineterminator="\n").writerow(heads(human))
    return line.getvalue().encode()


def copied(agreements: QuerySet, human: bool, delimiter: str) -> Iterator[bytes]:
    """Yield the lines as PostgreSQL writes them."""
    sql, params = with_columns(agreements, human).query.sql_with_params()
    statement = f"COPY ({sql}) TO STDOUT WITH (FORMAT csv, DELIMITER '{delimiter}', ENCODING 'UTF8')"
    connection.ensure_connection()
    # Django's own cursor does not pass parameters on to COPY; psycopg's does.
    with connection.connection.cursor() as cursor, cursor.copy(statement, params) as copy:
        piece = bytearray()
        for line in copy:
            piece += line
            if len(piece) >= PIECE:
                yield bytes(piece)
                piece.clear()
        yield bytes(piece)


def excel_csv(agreements: QuerySet) -> Iterator[bytes]:
    """Yield CSV as German Excel opens it by double click: BOM, semicolons, words in place of codes."""
    yield BOM + head_line(True, ";")
    yield from copied(agreements, True, ";")


def machine_csv(agreements: QuerySet) -> Iterator[bytes]:
    """Yield CSV for programs: UTF-8, commas, codes, ISO dates."""
    yield head_line(False, ",")
    yield from copied(agreements, False, ",")
