"""The frozen records that pass between the stages of the extraction, and the form that leaves it.

Every offset counts characters of the article's own text (`ArticleText.text`), so that
`text[finding.start:finding.end] == finding.quote` holds for everything that is reported.
"""

from dataclasses import dataclass, field
from datetime import date

KINDS = (
    "staatsvertrag",
    "verwaltungsabkommen",
    "kooperationsvereinbarung",
    "absichtserklaerung",
    "pakt",
    "rahmenvertrag",
    "pilotprojekt",
    "entwicklungsgemeinschaft",
    "sonstige",
)
STATUSES = ("geplant", "geschlossen", "erneuert", "beigetreten", "beendet")
TOPICS = (
    "ozg",
    "portale",
    "nutzerkonto",
    "infrastruktur",
    "cybersicherheit",
    "ki",
    "register",
    "souveraenitaet",
    "e_akte",
    "daten",
    "fachverfahren",
    "kompetenzen",
    "recht",
    "smart_city",
)
FIELDS = (
    "name",
    "kind",
    "status",
    "date",
    "parties",
    "partners",
    "portals",
    "pilotkommunen",
    "topics",
    "signatories",
    "earlier",
)


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as the reader receives it; `published_on` is None where neither metadata nor text has it."""

    id: str
    text: str
    title: str = ""
    published_on: date | None = None
    url: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One value read in an article, with its proof.

    `field` is one of FIELDS. `value` is canonical text: an ISO 3166-2 code, a kind, an ISO date of the
    stated precision, a topic, a year, a canonical name; for `pilotkommunen` the AGS where the place is
    certain, else the bare name; for `signatories` the person's name. `start`/`end` are offsets into the
    article's text and `quote` is exactly what stands there. `rule` names the rule that read it,
    `confidence` is the estimated probability (0 to 1) that the value is right.
    """

    field: str
    value: str
    quote: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PilotKommune:
    """A Kommune that takes part as a pilot; `ags` is None while several places fit (see `candidates`)."""

    name: str
    type: str
    land: str
    ags: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs for a party: `party` is a Land's code, "DE", a partner's name, or None where not said."""

    name: str
    party: str | None


@dataclass(frozen=True, slots=True)
class AgreementReading:
    """One agreement as an article tells it. Fields and their values are those of the annotation guide."""

    kind: str
    status: str
    parties: tuple[str, ...]
    name: str | None = None
    date: str | None = None
    date_basis: str | None = None
    partners: tuple[str, ...] = ()
    portals: tuple[str, ...] = ()
    pilotkommunen: tuple[PilotKommune, ...] = ()
    topics: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    earlier: tuple[str, ...] = ()
    confidence: float = 0.0
    evidence: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding with several possible readings, left to a person: which place "Neustadt" is meant."""

    field: str
    quote: str
    start: int
    end: int
    candidates: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that `extract()` says of one article. `reason` tells why there is no agreement, if so."""

    article_id: str
    published_on: date | None
    agreements: tuple[AgreementReading, ...] = ()
    open_findings: tuple[OpenFinding, ...] = ()
    language: str = "de"
    reason: str = ""
    version: str = field(default="")
