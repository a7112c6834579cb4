"""The desk of one recording: what is at hand, what was written, and what is said about it in the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coopwatch.extraction.records import AgreementReading
from coopwatch.intake.evidence import write_evidence
from coopwatch.intake.findings import statements
from coopwatch.intake.match import Decision
from coopwatch.intake.tellings import MOVABLE, with_persons
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Article, Report
from coopwatch.registry.settle import settle
from coopwatch.registry.vocabulary import EvidenceField, ReportRelation

# How the sentence about an agreement ends on which nothing changed.
UNCHANGED = ": unverändert"
_OTHER_LABELS = {
    "title": "Titel",
    "laender": "Beteiligte",
    "bund": "Beteiligte",
    "date_precision": "Datum",
    "date_basis": "Datum",
    "conflicts": "Widersprüche",
    "visibility": "Sichtbarkeit",
}


@dataclass(slots=True)
class Written:
    """One agreement of the reading as it was written down."""

    agreement: int
    decision: Decision
    rows: int
    is_moved: bool


@dataclass(slots=True)
class Desk:
    """One recording. `reports` are those of the article, by agreement; `touched` and the like are keys.

    `bare` are those created ones to which nothing moves that was told before.
    """

    article: Article
    version: str
    lookups: Lookups
    readings: dict[int, AgreementReading] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    emptied: set[int] = field(default_factory=set)
    created: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)
    written: dict[int, Written] = field(default_factory=dict)
    changed: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reports = {report.agreement_id: report for report in self.article.reports.all()}

    def is_pinned(self, report: Report) -> bool:
        """Whether a person or the research put the article here, so that it stays."""
        return report.relation not in MOVABLE or with_persons([report.agreement_id]).get().is_held

    def free(self) -> list[int]:
        """The agreements of the last reading that nothing in this one continues yet."""
        return [key for key in self.reports if key not in self.taken]

    def gone(self) -> Iterator[Report]:
        """The reports of the last reading that this one does not continue."""
        return (self.reports[key] for key in self.free())

    def write(self, number: int, agreement: Agreement, decision: Decision, is_moved: bool = False) -> None:
        """Write report and evidence of one agreement read; facts follow when it is settled."""
        reading = self.readings[number]
        report = None if agreement.pk in self.bare else self._report(agreement)
        if report is None:
            report = Report(agreement=agreement, article=self.article, relation=ReportRelation.NEW)
        report.confidence, report.machine_version = reading.confidence, self.version[:40]
        report.save()
        rows = write_evidence(self.article, agreement, statements(reading), self.version)
        self.written[number] = Written(agreement.pk, decision, rows, is_moved)
        self.touched.add(agreement.pk)

    def _report(self, agreement: Agreement) -> Report | None:
        return Report.objects.filter(agreement=agreement, article=self.article).first()

    def settle(self, key: int) -> None:
        """Bring an agreement in line with its evidence."""
        agreement = Agreement.objects.select_for_update().get(pk=key)
        is_first = key in self.created
        reason = f"aus Artikel {self.article.pk}"
        self.changed[key] = settle(agreement, self.lookups, reason, is_first=is_first)

    def sentence(self, number: int) -> str:
        """Return in German what became of one agreement of the reading."""
        written = self.written[number]
        agreement = Agreement.objects.only("title").get(pk=written.agreement)
        if agreement.pk in self.created:
            return f"{agreement}: neu ({written.decision.reason})"
        if written.is_moved and written.decision.is_further:
            return f"{agreement}: weitere Quelle ({written.decision.reason})"
        changed = self.changed.get(agreement.pk, ())
        has_news = changed or written.rows or written.is_moved
        return f"{agreement}{f': geändert ({_named(changed)})' if has_news else UNCHANGED}"


def _named(changed: tuple[str, ...]) -> str:
    """The changed facts in words; evidence alone can change as well."""
    labels = {str(field): str(field.label) for field in EvidenceField} | _OTHER_LABELS
    return ", ".join(dict.fromkeys(labels.get(name, name) for name in changed)) or "Belege"
