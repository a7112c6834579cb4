"""Readings as plain dictionaries: the shape of the annotation guide plus evidence and confidence."""

from typing import Any

from .records import AgreementReading, Finding, OpenFinding, Reading


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """One article's reading, ready for JSON: {"id", "published_on", "language", "agreements", "open",
    "reason"}."""
    return {
        "id": reading.article_id,
        "published_on": reading.published_on.isoformat() if reading.published_on else None,
        "language": reading.language,
        "agreements": [agreement_to_dict(agreement) for agreement in reading.agreements],
        "open": [_open_to_dict(finding) for finding in reading.open_findings],
        "reason": reading.reason,
        "version": reading.version,
    }


def agreement_to_dict(agreement: AgreementReading) -> dict[str, Any]:
    """One agreement in the shape of the annotation guide, with `evidence` and `confidence`."""
    return {
        "name": agreement.name,
        "kind": agreement.kind,
        "status": agreement.status,
        "date": agreement.date,
        "date_basis": agreement.date_basis,
        "parties": list(agreement.parties),
        "partners": list(agreement.partners),
        "portals": list(agreement.portals),
        "pilotkommunen": [_kommune(k) for k in agreement.pilotkommunen],
        "topics": list(agreement.topics),
        "signatories": [{"name": s.name, "party": s.party} for s in agreement.signatories],
        "earlier": list(agreement.earlier),
        "confidence": round(agreement.confidence, 3),
        "evidence": [_finding_to_dict(finding) for finding in agreement.evidence],
    }


def _kommune(kommune: Any) -> dict[str, Any]:
    found = {"name": kommune.name, "type": kommune.type, "land": kommune.land, "ags": kommune.ags}
    if kommune.candidates:
        found["candidates"] = list(kommune.candidates)
    return found


def _finding_to_dict(finding: Finding) -> dict[str, Any]:
    return {
        "field": finding.field,
        "value": finding.value,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "rule": finding.rule,
        "confidence": round(finding.confidence, 3),
    }


def _open_to_dict(finding: OpenFinding) -> dict[str, Any]:
    return {
        "field": finding.field,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "candidates": list(finding.candidates),
        "reason": finding.reason,
    }
