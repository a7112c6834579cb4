"""From what sources say and persons decided to the facts that are held true. Pure: no database.

The order of trust: what a person accepted; the researched line; what the machine read. What a person rejected
never comes back. Sources that differ are reported as conflicts, not settled.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from coopwatch.registry.facts import MANY_FIELDS, Facts, basis_of
from coopwatch.registry.vocabulary import DateBasis, Decision, EvidenceField, Stage


@dataclass(frozen=True, slots=True)
class Claim:
    """One piece of evidence: `article` is the key of its article (None: a person), `detail` as there."""

    field: str
    value: str
    detail: str = ""
    article: int | None = None
    confidence: float = 0.0
    decision: str = Decision.OPEN
    order: int = 0


@dataclass(frozen=True, slots=True)
class Derived:
    """The facts, and the fields on which undecided sources differ."""

    facts: Facts
    conflicts: tuple[str, ...] = ()


def derive(base: Facts | None, claims: Iterable[Claim]) -> Derived:
    """Return what holds, given the researched facts (None where nobody researched) and all claims."""
    by_field: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_field[claim.field].append(claim)
    plain = base or Facts()
    held: dict[str, object] = {}
    for single in (EvidenceField.NAME, EvidenceField.KIND, EvidenceField.STATUS):
        researched = getattr(base, single) if base else ""
        held[single] = _single(researched, _undone_plans(by_field[single])) or getattr(Facts(), single)
    held["date"], held["date_basis"] = _date(plain, by_field[EvidenceField.DATE])
    for many in MANY_FIELDS:
        held[many] = _many(many, base, by_field[many])
    return Derived(Facts(**held), _conflicts(base, by_field))


def decided(claims: Iterable[Claim]) -> tuple[list[Claim], set[str]]:
    """Return the accepted claims, the last decided first, and the rejected values."""
    claims = list(claims)
    accepted = sorted((c for c in claims if c.decision == Decision.ACCEPTED), key=lambda c: -c.order)
    rejected = {c.value for c in claims if c.decision == Decision.REJECTED}
    return accepted, rejected - {c.value for c in accepted}


def _standing(claims: Iterable[Claim], rejected: set[str]) -> list[Claim]:
    """The undecided claims that no person has ruled out, surest first.

    Among equally sure ones the value decides, so that the order in which articles came in does not.
    """
    still = (c for c in claims if c.decision == Decision.OPEN and c.value not in rejected)
    return sorted(still, key=lambda c: (-c.confidence, c.value, c.detail))


def _undone_plans(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out that an act is planned where another source tells that it was done."""
    done = any(claim.field == EvidenceField.STATUS and claim.value != Stage.GEPLANT for claim in claims)
    return [claim for claim in claims if not (done and _is_open_plan(claim))]


def _is_open_plan(claim: Claim) -> bool:
    is_plan = claim.field == EvidenceField.STATUS and claim.value == Stage.GEPLANT
    return is_plan and claim.decision == Decision.OPEN


def _single(researched: str, claims: Sequence[Claim]) -> str:
    accepted, rejected = decided(claims)
    if accepted:
        return accepted[0].value
    if researched and researched not in rejected:
        return researched
    return next((claim.value for claim in _standing(claims, rejected)), "")


def _date(base: Facts, claims: Sequence[Claim]) -> tuple[str, str]:
    """The date and its basis: stated goes before published, then the more exact of those that agree."""
    accepted, rejected = decided(claims)
    if accepted:
        return accepted[0].value, basis_of(accepted[0].value, accepted[0].detail)
    standing = _standing(claims, rejected)
    stated = [claim.value for claim in standing if claim.detail != DateBasis.PUBLISHED]
    if base.date and base.date not in rejected:
        stated.insert(0, base.date)
    if stated:
        return _most_exact(stated), DateBasis.STATED
    published = sorted(claim.value for claim in standing)
    return (published[0], DateBasis.PUBLISHED) if published else ("", "")


def _most_exact(dates: Sequence[str]) -> str:
    return max((other for other in dates if other.startswith(dates[0])), key=len)


def _many(field: str, base: Facts | None, claims: Sequence[Claim]) -> frozenset:
    accepted, rejected = decided(claims)
    values = {claim.value: claim.detail for claim in reversed(_standing(claims, rejected))}
    if base is not None:
        researched = _pairs(field, base)
        # Who takes part in a researched act is not widened by the machine: a further party is a conflict.
        values = researched if field == EvidenceField.PARTIES else values | researched
    values = {value: detail for value, detail in values.items() if value not in rejected}
    values |= {claim.value: claim.detail for claim in accepted}
    if field == EvidenceField.SIGNATORIES:
        return frozenset(values.items())
    return frozenset(value for value in values if field != EvidenceField.PILOTKOMMUNEN or value.isdigit())


def _pairs(field: str, base: Facts) -> dict[str, str]:
    held = getattr(base, field)
    return dict(held) if field == EvidenceField.SIGNATORIES else dict.fromkeys(held, "")


def _conflicts(base: Facts | None, by_field: dict[str, list[Claim]]) -> tuple[str, ...]:
    differing = {
        EvidenceField.KIND: _differ,
        EvidenceField.STATUS: _differ,
        EvidenceField.DATE: _dates_differ,
        EvidenceField.PARTIES: _parties_differ,
    }
    found = []
    for field, differ in differing.items():
        accepted, rejected = decided(by_field[field])
        standing = _undone_plans(_standing(by_field[field], rejected))
        if not accepted and differ(base, field, standing, rejected):
            found.append(str(field))
    return tuple(found)


def _said(base: Facts | None, field: str, claims: Sequence[Claim], rejected: set[str]) -> set[str]:
    values = {claim.value for claim in claims}
    researched = getattr(base, field) if base else ""
    return values | {researched} if researched and researched not in rejected else values


def _differ(base: Facts | None, field: str, claims: Sequence[Claim], rejected: set[str]) -> bool:
    return len(_said(base, field, claims, rejected)) > 1


def _dates_differ(base: Facts | None, field: str, claims: Sequence[Claim], rejected: set[str]) -> bool:
    stated = [claim for claim in claims if claim.detail != DateBasis.PUBLISHED]
    values = sorted(_said(base, field, stated, rejected), key=len)
    return any(not longer.startswith(values[0]) for longer in values) or (
        len({value for value in values if len(value) == 10}) > 1
    )


def _parties_differ(base: Facts | None, field: str, claims: Sequence[Claim], rejected: set[str]) -> bool:
    by_article: dict[int | None, set[str]] = defaultdict(set)
    for claim in claims:
        by_article[claim.article].add(claim.value)
    told = list(by_article.values())
    if base is not None:
        return any(parties - base.parties for parties in told)
    return any(one - other and other - one for one in told for other in told)


assert {field.name for field in fields(Facts)} >= set(EvidenceField)  # a fact without a field would be lost
