"""The one stage between database and everything shown: filtered agreements as plain, frozen records."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from coopwatch.registry.models import AGS_PREFIXES, Agreement, Evidence, Kommune, Pilotkommune, Report

# When a row was changed that says nothing of it.
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
    """Something with a name and a page."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Told:
    """Where an agreement is told: publisher, address, day of publication (ISO, "" if unknown)."""

    slug: str
    name: str
    url: str
    published_on: str
    origin: str


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
    told: tuple[Told, ...] = field(default=())

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
    "bund", "check_state", "sure", "confidence", "topics", "predecessor", "updated_at",
)  # fmt: skip
PLACE = ("ags", "slug", "name", "kind", "land", "lat", "lon")


def links(model, value, *order: str) -> ArraySubquery:
    """Return the expression that collects `value` from the rows of `model` that point to the agreement."""
    return ArraySubquery(model.objects.filter(agreement=OuterRef("pk")).order_by(*order).values_list(value))


def named(column: str) -> JSONObject:
    """Return the expression for a linked row with slug and name."""
    return JSONObject(slug=F(f"{column}__slug"), name=F(f"{column}__name"))


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
    )


def with_row_columns(agreements: QuerySet) -> QuerySet:
    """Select everything that a `Row` holds, in one statement."""
    model = Agreement
    quotes = Evidence.objects.standing().filter(agreement=OuterRef("pk")).exclude(quote="")
    return agreements.values_list(
        *SCALARS,
        Exists(quotes),
        links(model.laender.through, "land_id", "land_id"),
        links(model.portals.through, named("portal"), "portal__name"),
        links(model.partner_organisations.through, named("organisation"), "organisation__name"),
        links(model.partner_kommunen.through, place(), "kommune__name", "kommune_id"),
        links(Pilotkommune, place(), "kommune__name", "kommune_id"),
        links(Report, told(), "pk"),
    )


def build(record: tuple) -> Row:
    """Build a row from one line of the statement."""
    *scalars, has_quote, laender, portals, organisations, kommunen, pilots, reports = record
    values = dict(zip(SCALARS, scalars, strict=True)) | {"topics": tuple(scalars[SCALARS.index("topics")])}
    return Row(
        **values,
        has_quote=has_quote,
        laender=tuple(laender),
        portals=tuple(Named(**item) for item in portals),
        organisations=tuple(Named(**item) for item in organisations),
        kommunen=tuple(Place(**item) for item in kommunen),
        pilots=tuple(Place(**item) for item in pilots),
        told=tuple(Told(**{key: value or "" for key, value in item.items()}) for item in reports),
    )


def light_rows_of(agreements: QuerySet) -> list[Row]:
    """Load what figures count, and nothing that names an agreement, with three plain queries.

    For answers of many thousands, where no single agreement is shown: collecting the texts and links of
    each would take minutes.
    """
    keys = agreements.order_by().values("pk")
    laender: dict[int, list[str]] = defaultdict(list)
    # Sorted here: the database would sort by the rules of a language.
    for pk, code in Agreement.laender.through.objects.filter(agreement__in=keys).values_list(
        "agreement_id", "land_id"
    ):
        laender[pk].append(code)
    pilots = pilots_of(keys)
    columns = ("pk", "kind", "status", "date", "date_precision", "bund", "check_state", "sure")
    return [
        light(record, tuple(sorted(laender.get(record[0], ()))), pilots.get(record[0], ()))
        for record in agreements.values_list(*columns)
    ]


def pilots_of(keys: QuerySet) -> dict[int, list[Place]]:
    """Return the Pilotkommunen by the key of their agreement; one that has several is one object."""
    found: dict[int, list[Place]] = defaultdict(list)
    known: dict[str, Place] = {}
    links = list(
        Pilotkommune.objects.filter(agreement__in=keys).order_by().values_list("agreement_id", "kommune_id")
    )
    wanted = {ags for _pk, ags in links}
    for values in (
        Kommune.objects.filter(pk__in=wanted)
        .order_by()
        .values_list("ags", "slug", "name", "kind", "land_id", "lat", "lon")
    ):
        known[values[0]] = Place(*values)
    for pk, ags in links:
        found[pk].append(known[ags])
    return found


def light(record: tuple, laender: tuple[str, ...], pilots: Iterable[Place]) -> Row:
    """Return a row that counts, but names nothing."""
    pk, kind, status, date, precision, bund, check_state, sure = record
    return Row(
        pk, "", "", "", "", kind, status, date, precision, "", bund, check_state, sure, None, (), None,
        NEVER, False, laender, pilots=tuple(pilots),
    )  # fmt: skip


def rows_of(agreements: QuerySet) -> list[Row]:
    """Load the agreements as rows, in the order of the queryset, with one query."""
    return [build(record) for record in with_row_columns(agreements)]
