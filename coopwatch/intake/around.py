"""Which known agreements may be the act of a reading, or stand in a chain with it: rows, by their parties.

Made for the rules of `match.compare`, and so that 100,000 agreements do not slow a reading down: whatever
these rules can bring together is found, as long as no more than LIMIT acts of one sort fit; of more the
nearest in time.
"""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Greatest, Lower, Replace
from django.db.models.lookups import Exact

from coopwatch.intake.likeness import WIDEST_SLACK, period
from coopwatch.registry.facts import Facts
from coopwatch.registry.models import Agreement, Pilotkommune
from coopwatch.registry.spellings import folded

LIMIT = 400
ASKED_FIRST = 3


def keys_around(rows: QuerySet[Agreement], reading: Facts) -> list[int]:
    """Return the keys of the rows that may be the act of the reading or stand in a chain with it."""
    found = [part.values("pk") for part in _parts(rows, reading)]
    return [row["pk"] for row in found[0].union(*found[1:])]


def _parts(rows: QuerySet[Agreement], reading: Facts) -> Iterator[QuerySet[Agreement]]:
    """Each sort of acts that a rule can bring together with the reading, the nearest ones of each."""
    same = rows.filter(_narrower(reading), _wider(reading))
    contained = _contained(rows, reading)
    yield _nearest(same, reading)[:LIMIT]
    if reading.date:
        yield _nearest(contained.filter(_at_the_time(reading)), reading)[:LIMIT]
    if reading.pilotkommunen:
        pilots = Pilotkommune.objects.filter(kommune__in=reading.pilotkommunen).values("agreement")
        yield _nearest(contained.filter(_perhaps_at_the_time(reading), pk__in=pilots), reading)[:LIMIT]
    if reading.name:
        named = rows.filter(_sharing_a_party(reading), _perhaps_at_the_time(reading)).exclude(name="")
        yield _nearest(_of_like_name(named, reading.name), reading)[:LIMIT]


def _own() -> QuerySet:
    return Agreement.laender.through.objects.filter(agreement_id=OuterRef("pk"))


def _sharing_a_party(reading: Facts) -> Q:
    shared = Q(Exists(_own().filter(land__in=reading.laender)))
    return shared | Q(bund=True) if reading.bund else shared


def _wider(reading: Facts) -> Q:
    """All parties of the reading take part; of many Länder some are asked for, and then their number."""
    found = Q(bund=True) if reading.bund else Q()
    for land in sorted(reading.laender)[:ASKED_FIRST]:
        found &= Q(Exists(_own().filter(land=land)))
    if len(reading.laender) <= ASKED_FIRST:
        return found
    whole = _own().filter(land__in=reading.laender).order_by().values("agreement_id")
    number = Subquery(whole.annotate(number=Count("pk")).values("number"))
    return found & Q(Exact(number, len(reading.laender)))


def _narrower(reading: Facts) -> Q:
    """Only parties of the reading take part, and at least one of them."""
    bund = Q() if reading.bund else Q(bund=False)
    return bund & _sharing_a_party(reading) & ~Q(Exists(_own().exclude(land__in=reading.laender)))


def _contained(rows: QuerySet[Agreement], reading: Facts) -> QuerySet[Agreement]:
    """Rows of which all parties are the reading's, or the other way round. For rows that are few already."""
    mine = Value(sorted(reading.laender), output_field=ArrayField(CharField()))
    codes = ArraySubquery(_own().order_by().values("land_id"))
    narrower = Q(codes__contained_by=mine) & (Q() if reading.bund else Q(bund=False))
    wider = Q(codes__contains=mine) & (Q(bund=True) if reading.bund else Q())
    return rows.annotate(codes=codes).filter(narrower | wider, _sharing_a_party(reading))


def _at_the_time(reading: Facts) -> Q:
    """Near in time however the two dates came about; `match` looks closer.

    What is dated by its month or year is kept with the first day of that.
    """
    first, last = period(reading.date)
    begin, end = first - WIDEST_SLACK, last + WIDEST_SLACK
    month = begin.replace(day=1)
    return Q(date__range=(begin, end)) | Q(date=month) | Q(date=month.replace(month=1))


def _perhaps_at_the_time(reading: Facts) -> Q:
    return _at_the_time(reading) | Q(date=None) if reading.date else Q()


def _of_like_name(rows: QuerySet[Agreement], name: str) -> QuerySet[Agreement]:
    """Rows whose name holds the name or is held by it, without case and punctuation (as `folded` does)."""
    letters = Replace(Lower("name"), Value("ß"), Value("ss"))
    plain = Func(
        letters,
        Value(r"[^\w²]|_"),
        Value(""),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    mine = Value(folded(name), output_field=TextField())
    rows = rows.annotate(
        in_mine=Func(mine, plain, function="strpos"), in_theirs=Func(plain, mine, function="strpos")
    )
    return rows.filter(Q(in_mine__gt=0) | Q(in_theirs__gt=0))


def _nearest(rows: QuerySet[Agreement], reading: Facts) -> QuerySet[Agreement]:
    if not reading.date:
        return rows.order_by(F("date").desc(nulls_first=True), "pk")
    day = Value(period(reading.date)[0], output_field=DateField())
    away = Greatest(F("date") - day, day - F("date"))
    return rows.annotate(away=away).order_by(F("away").asc(nulls_last=True), "pk")
