"""CSV of lines that lie ready in the database, streamed piece by piece, in constant memory."""

from collections.abc import Iterator

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from coopwatch.dashboard.cards.making import HUMAN_DELIMITER, MACHINE_DELIMITER
from coopwatch.dashboard.cards.reading import on_sheets
from coopwatch.dashboard.exports.columns import csv_line, heads

BOM = "\ufeff".encode()
# What comes from the database are single lines; fewer, larger pieces are quicker to send.
PIECE = 64 * 1024
# A line of COPY in binary form: how many columns (2 bytes), how long the first one is (4), then the text.
BEFORE_TEXT = 6
# Before all lines: a mark of 11 bytes, flags, and the length of an extension that there is not.
BEFORE_LINES = 19


def copied(cards: QuerySet, column: str) -> Iterator[bytes]:
    """Yield the lines that a column of the sheets holds, in the order of the cards."""
    sql, params = on_sheets(cards, column).query.sql_with_params()
    connection.ensure_connection()
    # Django's own cursor does not pass parameters on to COPY; psycopg's does.
    with (
        connection.connection.cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT binary)", params) as copy,
    ):
        piece = bytearray()
        for line in lines_in(copy):
            piece += line
            piece += b"\n"
            if len(piece) >= PIECE:
                yield bytes(piece)
                piece.clear()
        yield bytes(piece)


def lines_in(copy) -> Iterator[memoryview]:
    """Yield the texts of a COPY of one column in binary form."""
    first = True
    for data in copy:
        start = BEFORE_LINES if first else 0
        first = False
        # The last two bytes of all say that no line follows.
        if len(data) - start > BEFORE_TEXT:
            yield data[start + BEFORE_TEXT :]


def human_column() -> str:
    """Return the column with the lines in the reader's language."""
    return "english_line" if (get_language() or "de").startswith("en") else "german_line"


def excel_csv(cards: QuerySet) -> Iterator[bytes]:
    """Return CSV as German Excel opens it by double click: BOM, semicolons, words in place of codes."""
    head, column = csv_line(heads(True), HUMAN_DELIMITER), human_column()
    return chained(BOM + f"{head}\n".encode(), copied(cards, column))


def machine_csv(cards: QuerySet) -> Iterator[bytes]:
    """Return CSV for programs: UTF-8, commas, codes, ISO dates."""
    head = csv_line(heads(False), MACHINE_DELIMITER)
    return chained(f"{head}\n".encode(), copied(cards, "machine_line"))


def chained(head: bytes, lines: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the first line, then the others."""
    yield head
    yield from lines
