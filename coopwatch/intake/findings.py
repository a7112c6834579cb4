"""What the extraction reports, in the words of the registry. Pure: no database."""

from dataclasses import dataclass

from coopwatch.extraction.records import AgreementReading, Finding
from coopwatch.registry.facts import Facts
from coopwatch.registry.vocabulary import EvidenceField

VALUE_LENGTH, DETAIL_LENGTH, RULE_LENGTH = 300, 200, 80


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that an article states, as a row of evidence holds it; the quote may be missing."""

    field: str
    value: str
    detail: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""
    confidence: float = 0.0
    candidates: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int | None, int | None]:
        """What tells two statements of one article apart."""
        return self.field, self.value, self.start, self.end


def facts_read(reading: AgreementReading) -> Facts:
    """Return the facts of one agreement as read; places that are not certain are left out."""
    return Facts(
        name=reading.name or "",
        kind=reading.kind,
        status=reading.status,
        date=reading.date or "",
        date_basis=(reading.date_basis or "") if reading.date else "",
        parties=frozenset(reading.parties),
        partners=frozenset(reading.partners),
        portals=frozenset(reading.portals),
        pilotkommunen=frozenset(pilot.ags for pilot in reading.pilotkommunen if pilot.ags),
        topics=frozenset(reading.topics),
        earlier=frozenset(reading.earlier),
        signatories=frozenset((person.name, person.party or "") for person in reading.signatories),
    )


def statements(reading: AgreementReading) -> list[Statement]:
    """Return all that one agreement's reading states: what has a quote, then what has none."""
    details, candidates = _details(reading), _candidates(reading)
    found: dict[tuple[str, str, int | None, int | None], Statement] = {}
    for finding in reading.evidence:
        statement = _quoted(finding, details, candidates)
        found.setdefault(statement.key, statement)
    told = {(statement.field, statement.value) for statement in found.values()}
    bare = [
        Statement(field, value, details.get((field, value), ""), confidence=reading.confidence,
                  candidates=candidates.get(value, ()))
        for field, value in _values(reading)
        if (field, value) not in told
    ]  # fmt: skip
    return [*found.values(), *bare]


def _quoted(finding: Finding, details: dict[tuple[str, str], str], candidates: dict) -> Statement:
    value = finding.value[:VALUE_LENGTH]
    return Statement(
        field=finding.field,
        value=value,
        detail=details.get((finding.field, value), ""),
        quote=finding.quote,
        start=finding.start,
        end=finding.end,
        rule=finding.rule[:RULE_LENGTH],
        confidence=finding.confidence,
        candidates=candidates.get(value, ()) if finding.field == EvidenceField.PILOTKOMMUNEN else (),
    )


def _details(reading: AgreementReading) -> dict[tuple[str, str], str]:
    parties = {
        (EvidenceField.SIGNATORIES, p.name): (p.party or "")[:DETAIL_LENGTH] for p in reading.signatories
    }
    basis = {(EvidenceField.DATE, reading.date): reading.date_basis or ""} if reading.date else {}
    return {(str(field), value): detail for (field, value), detail in (parties | basis).items()}


def _candidates(reading: AgreementReading) -> dict[str, tuple[str, ...]]:
    return {pilot.name: pilot.candidates for pilot in reading.pilotkommunen if not pilot.ags}


def _values(reading: AgreementReading) -> list[tuple[str, str]]:
    """Every field and value that the reading holds, as evidence writes them."""
    single = [
        ("name", reading.name),
        ("kind", reading.kind),
        ("status", reading.status),
        ("date", reading.date),
    ]
    many = {
        "parties": reading.parties,
        "partners": reading.partners,
        "portals": reading.portals,
        "pilotkommunen": [pilot.ags or pilot.name for pilot in reading.pilotkommunen],
        "topics": reading.topics,
        "signatories": [person.name for person in reading.signatories],
        "earlier": reading.earlier,
    }
    pairs = [(field, value) for field, values in many.items() for value in values]
    return [(field, value[:VALUE_LENGTH]) for field, value in [*single, *pairs] if value]
