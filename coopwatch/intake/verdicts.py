"""What pages say of a researched act: what they confirm or contradict, and what they do not tell. Pure.

What counts as a contradiction is decided where the facts are derived, so that this table and the editors'
queue name the same ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts
from coopwatch.registry.spellings import folded
from coopwatch.registry.vocabulary import DateBasis, Decision, EvidenceField

# The facts that the research states, in the order of the table.
FIELDS = (
    EvidenceField.NAME,
    EvidenceField.KIND,
    EvidenceField.STATUS,
    EvidenceField.DATE,
    EvidenceField.PARTIES,
    EvidenceField.PARTNERS,
    EvidenceField.PORTALS,
    EvidenceField.PILOTKOMMUNEN,
    EvidenceField.TOPICS,
)


class Outcome(Enum):
    """What the pages say of one researched value."""

    CONFIRMED = "bestätigt"
    CONTRADICTED = "widersprochen"
    NOT_FOUND = "nicht gefunden"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value of the research, or one that a page sets against it: `article` is the page's key.

    `told` is the page's value, "" where no page tells; `researched` is "" for a further party of a page.
    """

    field: str
    outcome: Outcome
    researched: str
    told: str = ""
    article: int | None = None


def verdicts(researched: Facts, claims: Iterable[Claim]) -> list[Verdict]:
    """Return a verdict on each researched value, and one on each value that contradicts the research."""
    standing = [claim for claim in claims if claim.decision != Decision.REJECTED and claim.article]
    conflicts = derive(researched, standing).conflicts
    found: list[Verdict] = []
    for field in FIELDS:
        told = [claim for claim in standing if claim.field == field]
        values = _values(researched, field)
        confirmed = [_confirmed(field, value, told) for value in values]
        contradictions = _contradictions(field, values, told) if field in conflicts else []
        # A contradicted single value is no gap as well.
        is_single = field in {EvidenceField.KIND, EvidenceField.STATUS, EvidenceField.DATE}
        gaps = () if contradictions and is_single else (Outcome.NOT_FOUND,)
        kept = {Outcome.CONFIRMED, *gaps}
        found += [verdict for verdict in confirmed if verdict.outcome in kept] + contradictions
    return found


def _values(researched: Facts, field: str) -> list[str]:
    held = getattr(researched, field)
    return [held] if held and isinstance(held, str) else sorted(held)


def _confirmed(field: str, value: str, told: Sequence[Claim]) -> Verdict:
    agreeing = next((claim for claim in told if _agrees(field, value, claim)), None)
    if agreeing is None:
        return Verdict(field, Outcome.NOT_FOUND, value)
    return Verdict(field, Outcome.CONFIRMED, value, agreeing.value, agreeing.article)


def _agrees(field: str, value: str, claim: Claim) -> bool:
    """Whether a page says the same: names may be longer, stated dates more or less exact."""
    if field == EvidenceField.DATE:
        exact = value.startswith(claim.value) or claim.value.startswith(value)
        return exact if claim.detail != DateBasis.PUBLISHED else value == claim.value
    one, other = folded(value), folded(claim.value)
    if field in {EvidenceField.NAME, EvidenceField.PORTALS, EvidenceField.PARTNERS}:
        return one in other or other in one
    return one == other


def _contradictions(field: str, values: Sequence[str], told: Sequence[Claim]) -> list[Verdict]:
    """Each differing value once, with the first page that tells it."""
    differing: dict[str, Claim] = {}
    for claim in told:
        is_day_of_page = field == EvidenceField.DATE and claim.detail == DateBasis.PUBLISHED
        if not is_day_of_page and not any(_agrees(field, value, claim) for value in values):
            differing.setdefault(claim.value, claim)
    shown = "" if field == EvidenceField.PARTIES and not values else ", ".join(values)
    return [
        Verdict(field, Outcome.CONTRADICTED, shown, claim.value, claim.article)
        for claim in differing.values()
    ]
