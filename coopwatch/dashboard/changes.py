"""The public log of changes of an agreement: when, what, from, to, and whether a person did it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from coopwatch.dashboard.words import PartyNames, spoken_date
from coopwatch.registry.models import Agreement

SHOWN = ("title", "name", "kind", "status", "bund", "check_state", "visibility", "summary")
MOST = 20
MAKING = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """One change: `what` of the agreement went `before` -> `after`."""

    when: dt.datetime
    what: str
    before: str
    after: str
    by_person: bool


def shown(record, field: str) -> str:
    """Return a value as pages show it."""
    display = getattr(record, f"get_{field}_display", None)
    value = display() if display else getattr(record, field)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(value or "–")


def date_change(old, new) -> Iterable[tuple[str, str, str]]:
    """Return the change of the date, as exact as it was and is known."""
    if (old.date, old.date_precision) != (new.date, new.date_precision):
        spoken = [spoken_date(record.date, record.date_precision) for record in (old, new)]
        yield _("Datum"), *spoken


def party_change(old, new, names: PartyNames) -> Iterable[tuple[str, str, str]]:
    """Return the change of the Länder that take part."""
    links = [record.historicalagreement_laender_set.all() for record in (old, new)]
    sets = [sorted(link.land_id for link in found) for found in links]
    if sets[0] != sets[1]:
        yield _("Länder"), *(names.listed(codes) or "–" for codes in sets)


def differences(old, new, names: PartyNames) -> list[tuple[str, str, str]]:
    """Return what differs between two states: (what, before, after)."""
    fields = {field: new._meta.get_field(field).verbose_name for field in SHOWN}
    found = [
        (str(title), shown(old, field), shown(new, field))
        for field, title in fields.items()
        if getattr(old, field) != getattr(new, field)
    ]
    return [*found, *date_change(old, new), *party_change(old, new, names)]


def records_of(agreement: Agreement) -> list:
    """Return the latest states, the newest first; how the agreement was put together counts as one."""
    history = agreement.history.prefetch_related("historicalagreement_laender_set")
    records = list(history.order_by("-history_date", "-history_id")[: MOST + 1])
    made_until = agreement.created_at + MAKING
    making = [record for record in records if record.history_date <= made_until]
    return records[: len(records) - len(making)] + making[:1]


def changes_between(records: list, names: PartyNames) -> list[Change]:
    """Return what changed from state to state; the newest state comes first."""
    return [
        Change(new.history_date, *parts, new.history_user_id is not None)
        for new, old in pairwise(records)
        for parts in differences(old, new, names)
    ]


def changes_of(agreement: Agreement, names: PartyNames) -> list[Change]:
    """Return the latest changes, the newest first."""
    return changes_between(records_of(agreement), names)[:MOST]


@dataclass(frozen=True)
class Corrected:
    """A change that a person made, with the agreement."""

    agreement: Agreement
    change: Change


def corrections(names: PartyNames, most: int = 100) -> list[Corrected]:
    """Return what persons changed last on public agreements, the newest first; the queries are fixed."""
    history = Agreement.history.filter(history_user__isnull=False).order_by("-history_date")
    keys = list(dict.fromkeys(history.values_list("id", flat=True)[: most * 3]))[:most]
    agreements = Agreement.objects.public().filter(pk__in=keys).defer("search", "search_text").in_bulk()
    by_agreement: dict[int, list] = {key: [] for key in agreements}
    states = Agreement.history.filter(id__in=list(agreements)).order_by("-history_date", "-history_id")
    for record in states.prefetch_related("historicalagreement_laender_set"):
        by_agreement[record.id].append(record)
    found = [
        Corrected(agreements[key], change)
        for key, records in by_agreement.items()
        for change in changes_between(records, names)
        if change.by_person
    ]
    return sorted(found, key=lambda item: item.change.when, reverse=True)[:most]
