"""The one stage between the models and everything shown: agreements as plain, frozen records.

Cards are made of them; pages read them back from the cards.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from coopwatch.registry.models import AGS_PREFIXES, Agreement, Evidence, Kommune, Pilotkommune, Report

# When a row was made that says nothing of it.
NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A Kommune as figures and tables need it; `lat` and `lon` in degrees (WGS 84)."""

    ags: str
    slug: str
    name: str
    kind: str
    land: str
    lat: float
    lon: float

    @property
    def full_name(self) -> str:
        """The name with "Landkreis" where the bare name would not tell."""
        return Kommune(name=self.name, kind=self.kind).full_name


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and a page; `key` is that of its row."""

    slug: str
    name: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Where an agreement is told: publisher, address, day of publication (ISO, "" if unknown).

    `source` is the key of the publisher, 0 where none is known.
    """

    slug: str
    name: str
    url: str
    published_on: str
    origin: str
    source: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement with everything that a table line, a mark in a figure or an export line says."""

    pk: int
    slug: str
    title: str
    summary: str
    name: str
    kind: str
    status: str
    date: dt.date | None
    date_precision: str
    date_basis: str
    bund: bool
    check_state: str
    sure: str
    confidence: float | None
    topics: tuple[str, ...]
    predecessor: int | None
    updated_at: dt.datetime
    has_quote: bool
    laender: tuple[str, ...]
    portals: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    kommunen: tuple[Place, ...] = ()
    pilots: tuple[Place, ...] = ()
    told: tuple[Told, ...] = ()
    created_at: dt.datetime = NEVER
    predecessor_slug: str = ""

    @property
    def nationwide(self) -> bool:
        """Whether all sixteen Länder take part: such an act says nothing about who chose whom."""
        return len(self.laender) == len(AGS_PREFIXES)

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of the parties, the Bund ("DE") first."""
        return (("DE",) if self.bund else ()) + self.laender

    @property
    def year(self) -> int | None:
        """The year of the act, or None."""
        return self.date.year if self.date else None


SCALARS = (
    "pk", "slug", "title", "summary", "name", "kind", "status", "date", "date_precision", "date_basis",
    "bund", "check_state", "sure", "confidence", "topics", "predecessor", "created_at", "updated_at",
)  # fmt: skip
# What stands before the collections in a line of the statement, and in the JSON of a card's sheet.
FIRST = (*SCALARS, "predecessor__slug")
PLACE = ("ags", "slug", "name", "kind", "land", "lat", "lon")


def links(model, value, *order: str) -> ArraySubquery:
    """Return the expression that collects `value` from the rows of `model` that point to the agreement."""
    return ArraySubquery(model.objects.filter(agreement=OuterRef("pk")).order_by(*order).values_list(value))


def named(column: str) -> JSONObject:
    """Return the expression for a linked row with slug and name."""
    return JSONObject(slug=F(f"{column}__slug"), name=F(f"{column}__name"), key=F(f"{column}__pk"))


def place(column: str = "kommune") -> JSONObject:
    """Return the expression for a linked Kommune."""
    return JSONObject(**{name: F(f"{column}__{'land_id' if name == 'land' else name}") for name in PLACE})


def told() -> JSONObject:
    """Return the expression for the article of a report and its publisher."""
    return JSONObject(
        slug=F("article__source__slug"),
        name=F("article__source__name"),
        url=F("article__url"),
        published_on=F("article__published_on"),
        origin=F("article__origin"),
        source=F("article__source"),
    )


def with_row_columns(agreements: QuerySet) -> QuerySet:
    """Select everything that a `Row` holds, in one statement."""
    model = Agreement
    quotes = Evidence.objects.standing().filter(agreement=OuterRef("pk")).exclude(quote="")
    return agreements.values_list(
        *FIRST,
        Exists(quotes),
        links(model.laender.through, "land_id", "land_id"),
        links(model.portals.through, named("portal"), "portal__name"),
        links(model.partner_organisations.through, named("organisation"), "organisation__name"),
        links(model.partner_kommunen.through, place(), "kommune__name", "kommune_id"),
        links(Pilotkommune, place(), "kommune__name", "kommune_id"),
        links(Report, told(), "pk"),
    )


def build(record: Sequence) -> Row:
    """Build a row from one line of the statement."""
    *scalars, before, has_quote, laender, portals, organisations, kommunen, pilots, reports = record
    values = dict(zip(SCALARS, scalars, strict=True))
    values["topics"] = tuple(values["topics"])
    return Row(
        **values,
        predecessor_slug=before or "",
        has_quote=has_quote,
        laender=tuple(laender),
        portals=tuple(Named(**item) for item in portals),
        organisations=tuple(Named(**item) for item in organisations),
        kommunen=tuple(Place(**item) for item in kommunen),
        pilots=tuple(Place(**item) for item in pilots),
        told=tuple(told_of(item) for item in reports),
    )


def told_of(item: dict) -> Told:
    """Build where an agreement is told; what is not known is empty."""
    return Told(**{key: value or "" for key, value in item.items()} | {"source": item["source"] or 0})


def rows_of(agreements: QuerySet) -> list[Row]:
    """Load the agreements as rows, in the order of the queryset, with one query."""
    return [build(record) for record in with_row_columns(agreements)]
