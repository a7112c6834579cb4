"""The known agreements that a reading may be about, as plain facts, in a fixed number of queries."""

from collections.abc import Collection
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from coopwatch.intake.around import keys_around
from coopwatch.intake.match import Known
from coopwatch.registry.facts import Facts, date_value
from coopwatch.registry.models import Agreement, Pilotkommune, Report
from coopwatch.registry.vocabulary import CheckState, Visibility

STANDING = (Visibility.PUBLISHED, Visibility.WAITING)
_COLUMNS = (
    "pk",
    "name",
    "kind",
    "status",
    "date",
    "date_precision",
    "date_basis",
    "bund",
    "topics",
    "earlier",
    "register_id",
    "check_state",
)
_RELATED = ("codes", "organisations", "kommunen", "portal_names", "pilots", "articles")


def candidates(reading: Facts, standing: bool = False) -> list[Known]:
    """Return the agreements that may be the act of the reading or stand in a chain with it.

    With `standing` those that were rejected are left out: nothing follows them.
    """
    return known(candidate_keys(reading, standing))


def candidate_keys(reading: Facts, standing: bool = False) -> list[int]:
    """Return the keys of the candidates."""
    states = STANDING if standing else (*STANDING, Visibility.REJECTED)
    return keys_around(Agreement.objects.filter(visibility__in=sorted(states)), reading)


def known_standing(keys: Collection[int]) -> list[Known]:
    """Return those of these agreements that were neither rejected nor merged."""
    rows = _rows_with_relations().filter(pk__in=keys, visibility__in=STANDING)
    return [_known(row) for row in rows] if keys else []


def known(keys: Collection[int]) -> list[Known]:
    """Return these agreements as plain facts, in one query."""
    return [_known(row) for row in _rows_with_relations().filter(pk__in=keys)] if keys else []


@cache
def _rows_with_relations() -> QuerySet:
    """Agreements with their relations. Made once: putting so large a question together takes a while."""
    related = Agreement.objects.annotate(
        codes=_listed(Agreement.laender.through, "land_id"),
        organisations=_listed(Agreement.partner_organisations.through, "organisation__name"),
        kommunen=_listed(Agreement.partner_kommunen.through, "kommune__name"),
        portal_names=_listed(Agreement.portals.through, "portal__name"),
        pilots=_listed(Pilotkommune, "kommune_id"),
        articles=_listed(Report, "article_id"),
    )
    return related.values(*_COLUMNS, *_RELATED)


def _listed(through, column: str) -> ArraySubquery:
    return ArraySubquery(through.objects.filter(agreement_id=OuterRef("pk")).order_by().values(column))


def _known(row: dict) -> Known:
    facts = Facts(
        name=row["name"],
        kind=row["kind"],
        status=row["status"],
        date=date_value(row["date"], row["date_precision"]),
        date_basis=row["date_basis"],
        parties=frozenset(row["codes"]) | ({"DE"} if row["bund"] else frozenset()),
        partners=frozenset(row["organisations"] + row["kommunen"]),
        portals=frozenset(row["portal_names"]),
        pilotkommunen=frozenset(row["pilots"]),
        topics=frozenset(row["topics"]),
        earlier=frozenset(row["earlier"]),
    )
    is_vouched = row["register_id"] is not None or row["check_state"] != CheckState.AUTOMATIC
    return Known(row["pk"], facts, is_vouched, frozenset(row["articles"]))
