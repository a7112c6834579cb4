"""The history of an agreement as steps that a person can read: who changed what, when, from what, to what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from django.utils.translation import gettext as _

from coopwatch.registry.facts import date_value
from coopwatch.registry.models import Agreement, Evidence
from coopwatch.registry.vocabulary import (
    CheckState,
    DateBasis,
    Decision,
    EvidenceField,
    Kind,
    Stage,
    Topic,
    Visibility,
)

WORDS = {
    "visibility": dict(Visibility.choices),
    "check_state": dict(CheckState.choices),
    "decision": dict(Decision.choices),
    "kind": dict(Kind.choices),
    "status": dict(Stage.choices),
    "date_basis": dict(DateBasis.choices),
}
_TOPICS = dict(Topic.choices)
COLUMNS = (
    "title", "summary", "name", "kind", "status", "date", "date_basis", "bund", "topics",
    "earlier", "predecessor", "merged_into", "visibility", "check_state",
)  # fmt: skip
# How many agreements are read at once for the whole history.
BATCH = 500
RELATIONS = {
    "laender": "land",
    "partner_organisations": "organisation",
    "partner_kommunen": "kommune",
    "portals": "portal",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One change. `who` is a user name, or empty where a machine did it: then `machine` is its version.

    `what` names the fact or column, `value` the fact's value, `before` and `after` what changed.
    """

    when: datetime
    who: str
    machine: str
    what: str
    value: str
    before: str
    after: str
    reason: str
    agreement: int

    @property
    def actor(self) -> str:
        """Who did it, in words."""
        if self.who:
            return self.who
        return _("Maschine, Fassung %s") % self.machine if self.machine else _("Maschine")


def steps_of(agreement: Agreement) -> list[Step]:
    """Return all steps of an agreement and its facts, the latest first, even of facts that moved away."""
    return sorted(_steps([agreement.pk]), key=lambda step: step.when, reverse=True)


def all_steps() -> Iterator[Step]:
    """Return the steps of all agreements, one agreement after the other, each step once."""
    keys = Agreement.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=BATCH)
    while batch := list(islice(keys, BATCH)):
        here = (step for step in _steps(batch) if step.agreement in set(batch))
        yield from sorted(here, key=lambda step: (step.agreement, step.when))


def _steps(keys: Sequence[int]) -> Iterator[Step]:
    yield from agreement_steps(keys)
    histories = Evidence.history.filter(agreement_id__in=keys).values("id")
    rows = Evidence.history.filter(id__in=histories).select_related("history_user")
    yield from evidence_steps(rows.order_by("id", "history_date", "history_id"))
    for evidence in Evidence.objects.filter(agreement__in=keys).exclude(pk__in=histories):
        yield _found(evidence)


def agreement_steps(keys: Sequence[int]) -> Iterator[Step]:
    """Return the changes of the records themselves, each record's oldest first."""
    rows = Agreement.history.filter(id__in=keys).select_related("history_user")
    relations = {name: _relation(keys, name, entry) for name, entry in RELATIONS.items()}
    for _key, versions in groupby(rows.order_by("id", "history_date", "history_id"), key=lambda row: row.id):
        before: dict[str, str] = {}
        for row in versions:
            after = {name: _shown(row, name) for name in COLUMNS}
            after |= {name: ", ".join(sorted(entries[row.history_id])) for name, entries in relations.items()}
            for name, shown in after.items():
                if shown != before.get(name, ""):
                    label = str(Agreement._meta.get_field(name).verbose_name)
                    yield _step(row, label, "", before.get(name, ""), shown, row.id)
            before = after


def _relation(keys: Sequence[int], name: str, entry: str) -> dict[int, list[str]]:
    """Return, for each row of history, the names to which a relation pointed, in one query."""
    kept = Agreement._recorder[0].m2m_models[Agreement._meta.get_field(name)]
    found: dict[int, list[str]] = defaultdict(list)
    for row in kept.objects.filter(agreement_id__in=keys).select_related(entry):
        found[row.history_id].append(str(getattr(row, entry)))
    return found


def evidence_steps(rows: Iterable) -> Iterator[Step]:
    """Return the changes of evidence from its history, which is grouped by piece and ordered by time.

    What a machine finds is written many at once and has no step of its own: its row says when that was.
    """
    for _key, versions in groupby(rows, key=lambda row: row.id):
        before = None
        for row in versions:
            if before is None and row.history_type != "+":
                yield _found(row)
            yield from _evidence_step(before, row)
            before = row


def _found(row) -> Step:
    """Return the step by which a machine found a piece of evidence, from a row of it or of its history."""
    what, after = str(EvidenceField(row.field).label), str(Decision.OPEN.label)
    return Step(row.created_at, "", row.machine_version, what, row.value, "", after, "", row.agreement_id)


def _evidence_step(before, row) -> Iterator[Step]:
    label = str(EvidenceField(row.field).label)
    if row.history_type == "-":
        yield _step(row, label, row.value, _decision(row), _("entfernt"), row.agreement_id)
    elif before is None:
        was = "" if row.history_type == "+" else str(Decision.OPEN.label)
        yield _step(row, label, row.value, was, _decision(row), row.agreement_id)
    else:
        if row.decision != before.decision or row.detail != before.detail:
            yield _step(row, label, row.value, _decision(before), _decision(row), row.agreement_id)
        if row.agreement_id != before.agreement_id:
            was, now = (f"{_('Vereinbarung')} {version.agreement_id}" for version in (before, row))
            yield _step(row, label, row.value, was, now, row.agreement_id)


def _step(row, what: str, value: str, before: str, after: str, agreement: int) -> Step:
    who = row.history_user.get_username() if row.history_user else ""
    machine = "" if who else getattr(row, "machine_version", "")
    reason = row.history_change_reason or ""
    return Step(row.history_date, who, machine, what, value, before, after, reason, agreement)


def _decision(row) -> str:
    words = str(WORDS["decision"].get(row.decision, row.decision))
    return f"{words} ({row.detail})" if row.detail else words


def _shown(row, name: str) -> str:
    """Return a column of a history row as text."""
    if name in {"predecessor", "merged_into"}:
        key = getattr(row, f"{name}_id")
        return f"{_('Vereinbarung')} {key}" if key else ""
    if name == "date":
        return date_value(row.date, row.date_precision)
    value = getattr(row, name)
    if name in WORDS:
        return str(WORDS[name].get(value, value))
    if isinstance(value, list):
        return ", ".join(str(_TOPICS.get(entry, entry)) for entry in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return str(value) if value is not None else ""
