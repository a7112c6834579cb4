"""What a merge or a split would bring, without doing it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from coopwatch.registry.actions.review import held_values
from coopwatch.registry.derive import Claim, Derived, derive
from coopwatch.registry.facts import Facts
from coopwatch.registry.models import Agreement, Evidence
from coopwatch.registry.settle import researched_facts
from coopwatch.registry.vocabulary import Decision, EvidenceField


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One field: the values that stand now on either side, and those that would stand."""

    field: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    result: tuple[str, ...]
    conflict: bool

    @property
    def label(self) -> str:
        """The field's name for a person."""
        return str(EvidenceField(self.field).label)


def preview_merge(source: Agreement, target: Agreement) -> list[PreviewRow]:
    """Return the facts of source (left), target (right) and of the two as one."""
    of_source, of_target = list(source.evidence.all()), list(target.evidence.all())
    left, right = _derived(source, of_source), _derived(target, of_target)
    researched = researched_facts(source)
    kept = [Claim(f, v) for f, v in held_values(researched)] if researched else []
    result = derive(researched_facts(target), kept + claims(of_source + of_target))
    return rows(left.facts, right.facts, result)


def preview_split(agreement: Agreement, keys: Collection[int]) -> tuple[list[PreviewRow], Derived]:
    """Return the facts now (left), of the new agreement (right) and of what would stay (result)."""
    evidence = list(agreement.evidence.all())
    chosen = [row for row in evidence if row.pk in keys]
    stay = [row for row in evidence if row.pk not in keys]
    now, new = _derived(agreement, evidence), derive(None, claims(chosen))
    return rows(now.facts, new.facts, _derived(agreement, stay)), new


def claims(evidence: Iterable[Evidence]) -> list[Claim]:
    """Return evidence of one or several agreements as claims, ordered by the time of the decisions."""
    by_time = lambda e: (e.decision != Decision.OPEN, e.decided_at or e.created_at, e.pk)  # noqa: E731
    ordered = sorted(evidence, key=by_time)
    return [
        Claim(e.field, e.value, e.detail, e.article_id, e.confidence or 0.0, e.decision, order)
        for order, e in enumerate(ordered)
    ]


def rows(left: Facts, right: Facts, result: Derived) -> list[PreviewRow]:
    """Return a row for each field in which any of the three says something."""
    now, other, then = _by_field(left), _by_field(right), _by_field(result.facts)
    return [
        PreviewRow(
            field, now.get(field, ()), other.get(field, ()), then.get(field, ()), field in result.conflicts
        )
        for field in EvidenceField
        if field in {*now, *other, *then}
    ]


def _derived(agreement: Agreement, evidence: Iterable[Evidence]) -> Derived:
    return derive(researched_facts(agreement), claims(evidence))


def _by_field(facts: Facts) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for field, value in held_values(facts):
        found[field] = (*found.get(field, ()), value)
    return found
