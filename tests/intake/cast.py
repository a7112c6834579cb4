"""Readings as the extraction reports them, about a pact of Bavaria and Hesse."""

from dataclasses import replace

from coopwatch.extraction.records import AgreementReading, Finding, PilotKommune, Reading, Signatory
from coopwatch.registry.facts import Facts
from coopwatch.registry.models import Article
from tests.registry import cast

TEXT = "Bayern und Hessen unterzeichnen am 31. Juli 2017 einen Pakt für die BayernID. Halle schaut zu."


def found(field: str, value: str, quote: str, confidence: float = 0.9) -> Finding:
    """A finding at the place where the quote stands in TEXT."""
    start = TEXT.index(quote)
    return Finding(field, value, quote, start, start + len(quote), "test-rule", confidence)


PACT = AgreementReading(
    kind="pakt",
    status="geschlossen",
    parties=("DE-BY", "DE-HE"),
    date="2017-07-31",
    date_basis="stated",
    portals=("BayernID",),
    topics=("nutzerkonto",),
    confidence=0.9,
    evidence=(
        found("parties", "DE-BY", "Bayern"),
        found("parties", "DE-HE", "Hessen"),
        found("kind", "pakt", "Pakt"),
        found("status", "geschlossen", "unterzeichnen"),
        found("date", "2017-07-31", "31. Juli 2017"),
        found("portals", "BayernID", "BayernID"),
        found("topics", "nutzerkonto", "BayernID"),
    ),
)
OPEN_PILOT = PilotKommune("Halle", "Gemeinde", "DE-NI", None, ("03255016", "03456008"))
SIGNED = Signatory("Anna Beispiel", "DE-BY")


def without(reading: AgreementReading, *fields: str, **changes) -> AgreementReading:
    """The reading without the evidence of some fields, and with other values."""
    kept = tuple(finding for finding in reading.evidence if finding.field not in fields)
    return replace(reading, evidence=kept, **changes)


def reading(*agreements: AgreementReading, version: str = "1") -> Reading:
    """All that was read in an article."""
    return Reading("1", None, agreements, version=version)


def article(text: str = TEXT, **facts) -> Article:
    """An article with this text."""
    return cast.article(text, **facts)


def facts(*parties: str, **more) -> Facts:
    """Facts of an act of these parties, by default a signed cooperation about online services."""
    defaults = {"kind": "kooperationsvereinbarung", "topics": frozenset({"ozg"})}
    sets = {
        key: frozenset(value) if isinstance(value, (list, set, tuple)) else value
        for key, value in more.items()
    }
    return Facts(parties=frozenset(parties), **defaults | sets)
