"""Recording what an article tells: which agreements, known or new, and the evidence for each fact.

Recording is idempotent: the same reading again changes nothing, a better one of the same article replaces
what no person has decided. It runs inside the caller's transaction.
"""

from django.conf import settings
from django.db import connection

from coopwatch.extraction.records import AgreementReading, Reading
from coopwatch.intake.evidence import withdraw_evidence, write_evidence
from coopwatch.intake.findings import facts_read, statements
from coopwatch.intake.known import candidates, known
from coopwatch.intake.match import NEW, Decision, Outcome, Strength, compare, match
from coopwatch.registry.facts import Facts
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Article, Proposal, Report
from coopwatch.registry.settle import is_decided, party_count, settle
from coopwatch.registry.slugs import free_slug, slugify_german
from coopwatch.registry.titles import title_of
from coopwatch.registry.vocabulary import CheckState, EvidenceField, ReportRelation, Visibility

# One number for all recorders: two articles of one act must not both find it unknown.
_RECORDING = 20_260_401
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
_GONE = "der Artikel nennt diese Vereinbarung nicht mehr"


def record(article: Article, reading: Reading) -> list[str]:
    """Write all agreements of a reading; return a sentence in German for each, and for each withdrawn one."""
    if not reading.agreements and not article.reports.exists():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RECORDING])
    lookups = Lookups.load()
    reports = {report.agreement_id: report for report in article.reports.all()}
    taken: set[int] = set()
    said = []
    for agreement_reading in reading.agreements:
        agreement, sentence = _record_one(
            article, agreement_reading, reports, taken, lookups, reading.version
        )
        taken.add(agreement.pk)
        said.append(sentence)
    gone = [report for key, report in reports.items() if key not in taken]
    return said + [line for report in gone if (line := _withdraw(article, report, lookups))]


def _record_one(
    article: Article,
    reading: AgreementReading,
    reports: dict[int, Report],
    taken: set[int],
    lookups: Lookups,
    version: str,
) -> tuple[Agreement, str]:
    facts = facts_read(reading)
    report = _told_before(facts, reports, taken)
    outcome = None if report else match(facts, candidates(facts, besides=taken))
    decision = outcome.decision if outcome else NEW
    key = report.agreement_id if report else decision.key if decision.is_further else None
    agreement = _held(key) if key else _new_agreement(facts, lookups)
    is_new = agreement.pk is None
    if is_new:
        agreement.save_without_step()
    _write_report(article, agreement, report, decision, reading, version)
    written = write_evidence(article, agreement, statements(reading), version)
    changed = settle(agreement, lookups, f"aus Artikel {article.pk}", is_first=is_new)
    if outcome is not None:
        _link(agreement, outcome, article)
    _rate(agreement)
    return agreement, _sentence(agreement, is_new, changed, written, decision)


def _told_before(facts: Facts, reports: dict[int, Report], taken: set[int]) -> Report | None:
    """The report of an earlier reading of this article that this agreement continues."""
    still_free = [key for key in reports if key not in taken]
    for candidate in known(still_free):
        same = facts.parties == candidate.facts.parties or compare(facts, candidate).is_further
        if same or (len(still_free) == 1 and facts.parties & candidate.facts.parties):
            return reports[candidate.key]
    return None


def _held(key: int) -> Agreement:
    """The agreement, locked and fresh: what an editor decides meanwhile must not be written over."""
    return Agreement.objects.select_for_update().get(pk=key)


def _new_agreement(facts: Facts, lookups: Lookups) -> Agreement:
    title = title_of(facts, lookups.land_names)
    taken = set(
        Agreement.objects.filter(slug__startswith=slugify_german(title)).values_list("slug", flat=True)
    )
    return Agreement(
        slug=free_slug(title, taken),
        title=title,
        kind=facts.kind,
        status=facts.status,
        check_state=CheckState.AUTOMATIC,
    )


def _write_report(
    article: Article,
    agreement: Agreement,
    report: Report | None,
    decision: Decision,
    reading: AgreementReading,
    version: str,
) -> None:
    if report is None:
        relation, reason = _relation(decision)
        report = Report(agreement=agreement, article=article, relation=relation, reason=reason)
    report.confidence, report.machine_version = reading.confidence, version[:40]
    report.save()


def _relation(decision: Decision) -> tuple[str, str]:
    if decision.is_further:
        return ReportRelation.FURTHER, decision.reason
    if decision.strength == Strength.RENEWAL:
        return ReportRelation.RENEWAL, decision.reason
    return ReportRelation.NEW, decision.reason


def _rate(agreement: Agreement) -> None:
    """Set confidence and visibility of an agreement that only the machine vouches for."""
    if agreement.check_state != CheckState.AUTOMATIC:
        return
    told = agreement.reports.exclude(confidence=None).values_list("confidence", flat=True)
    before = agreement.visibility
    agreement.confidence = max(told, default=None)
    if before in {Visibility.WAITING, Visibility.PUBLISHED} and not is_decided(agreement):
        agreement.visibility = _machine_visibility(agreement)
    if agreement.visibility == before:
        agreement.save_without_step()
    else:
        agreement.save_as_step(f"Sicherheit {agreement.confidence or 0:.2f}".replace(".", ","))


def _machine_visibility(agreement: Agreement) -> str:
    sure = (agreement.confidence or 0) >= settings.PUBLISH_CONFIDENCE
    doubtful = agreement.proposals.undecided().exists()
    return (
        Visibility.PUBLISHED if sure and not doubtful and party_count(agreement) > 1 else Visibility.WAITING
    )


def _link(agreement: Agreement, outcome: Outcome, article: Article) -> None:
    """Join the chain that was found, and propose to an editor what is not sure."""
    decision = outcome.decision
    if decision.strength == Strength.RENEWAL and agreement.predecessor_id is None:
        agreement.predecessor_id = decision.key
        agreement.save_as_step(decision.reason)
    if decision.strength == Strength.PRECEDES:
        successor = _held(decision.key)
        successor.predecessor = agreement
        successor.save_as_step(decision.reason)
    if outcome.doubt is not None and outcome.doubt.key != agreement.pk:
        _propose(agreement, outcome.doubt, article)


def _propose(agreement: Agreement, decision: Decision, article: Article) -> None:
    relation = ReportRelation.FURTHER if decision.strength == Strength.DOUBT else ReportRelation.RENEWAL
    Proposal.objects.get_or_create(
        agreement=agreement,
        candidate_id=decision.key,
        defaults={"relation": relation, "reason": decision.reason, "article": article},
    )


def _withdraw(article: Article, report: Report, lookups: Lookups) -> str:
    """Take back what an earlier reading found, unless a person or the research stands for it."""
    if report.relation in {ReportRelation.EDITOR, ReportRelation.RESEARCHED}:
        return ""
    agreement = _held(report.agreement_id)
    if not withdraw_evidence(article, agreement):
        return f"{agreement}: bleibt, eine Person hat darüber entschieden"
    report.delete()
    settle(agreement, lookups, _GONE)
    _rate(agreement)
    if agreement.check_state == CheckState.AUTOMATIC and not agreement.reports.exists():
        agreement.visibility = Visibility.REJECTED
        agreement.save_as_step(_GONE)
    return f"{agreement}: zurückgenommen, {_GONE}"


def _sentence(agreement: Agreement, is_new: bool, changed: tuple, written: int, decision: Decision) -> str:
    if is_new:
        return f"{agreement}: neu ({decision.reason})"
    if decision.is_further:
        return f"{agreement}: weitere Quelle ({decision.reason})"
    return f"{agreement}{f': geändert ({_named(changed)})' if changed or written else UNCHANGED}"


def _named(changed: tuple[str, ...]) -> str:
    """The changed facts in words; evidence alone can change as well."""
    labels = {str(field): str(field.label) for field in EvidenceField} | _OTHER_LABELS
    return ", ".join(dict.fromkeys(labels.get(name, name) for name in changed)) or "Belege"
