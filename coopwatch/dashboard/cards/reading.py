"""From cards back to rows: what pages and exports show, read from the sheets."""

from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery

from coopwatch.dashboard.cards.making import row_on
from coopwatch.dashboard.cards.models import Sheet
from coopwatch.dashboard.rows import Row

PIECE = 2000  # rows that are fetched at once where all are not wanted in memory


def on_sheets(cards: QuerySet, column: str) -> QuerySet:
    """Select a column of the sheets, in the order of the cards."""
    wanted = Sheet.objects.filter(pk=OuterRef("pk")).values(column)
    return cards.values_list(Subquery(wanted), flat=True)


def rows_on(cards: QuerySet) -> list[Row]:
    """Return the agreements as rows, in the order of the cards, with one query."""
    return [row_on(document) for document in on_sheets(cards, "document")]


def rows_one_by_one(cards: QuerySet) -> Iterator[Row]:
    """Yield the same in constant memory."""
    for document in on_sheets(cards, "document").iterator(chunk_size=PIECE):
        yield row_on(document)
