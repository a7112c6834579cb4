"""The cards of a question fetched once, so that every facet can be counted without its own part of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Aggregate, BinaryField, Case, Expression, IntegerField, Q, QuerySet, Value, When
from psycopg import ClientCursor, Cursor
from psycopg.pq import Format

from coopwatch.dashboard.cards.tally import Tally


class Together(Aggregate):
    """The bytes of a column of all rows, one after the other."""

    function = "string_agg"
    template = "%(function)s(%(expressions)s, ''::bytea)"
    output_field = BinaryField()


@dataclass(frozen=True)
class Census:
    """The cards that fit a question in all of its parts but at most one of `own`.

    `own` are the conditions of the facets that count without their own part. Bit i of the number in `parts`
    stands for the i-th of them and is set where it is missed.
    """

    own: tuple[str, ...]
    parts: Mapping[int, Tally]

    @classmethod
    def take(cls, cards: QuerySet, conditions: Mapping[str, Q], own: tuple[str, ...]) -> "Census":
        """Fetch the cards with one query."""
        base = cards.filter(*(q for name, q in conditions.items() if name not in own)).order_by()
        missed: Expression = Value(0, output_field=IntegerField())
        for place, name in enumerate(own):
            missed += Case(When(conditions[name], then=0), default=1 << place, output_field=IntegerField())
        numbered = base.annotate(missed=missed).values("missed")
        if own:
            numbered = numbered.filter(missed__in=[0, *(1 << place for place in range(len(own)))])
        return cls(own, {n: Tally.packed(*packed) for n, *packed in fetched(numbered)})

    @cached_property
    def whole(self) -> Tally:
        """The agreements that fit the whole question."""
        return self.parts.get(0, Tally.packed(b"", b""))

    def within(self, name: str) -> Tally:
        """The agreements that fit all parts of the question but, perhaps, this one."""
        if name not in self.own:
            return self.whole
        return self.whole + self.parts.get(1 << self.own.index(name), Tally.packed(b"", b""))


def fetched(numbered: QuerySet) -> list[tuple[int, bytes, bytes]]:
    """Return number, heads and links of the cards of each number."""
    found = numbered.annotate(heads=Together("head"), linked=Together("links"))
    return [(n, bytes(heads or b""), bytes(links or b"")) for n, heads, links in binary(found)]


def binary(found: QuerySet) -> list[tuple[Any, ...]]:
    """Fetch rows in PostgreSQL's binary form: bytes come as they are, not as twice as many hex digits.

    Django's own cursors know no binary form; wrapped as these are, ours is seen by who looks at queries.
    """
    sql, values = found.query.sql_with_params()
    connection.ensure_connection()
    statement = ClientCursor(connection.connection).mogrify(sql, values)
    plain = Cursor(connection.connection)
    plain.format = Format.BINARY
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrapped(plain) as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
