"""Recording what an article tells: which agreements, known or new, and the evidence for each fact.

Recording is idempotent: the same reading again changes nothing, a better one of the same article replaces
what no person has decided. It runs inside the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.db import connection

from coopwatch.extraction.records import AgreementReading, Reading
from coopwatch.intake.chains import relink
from coopwatch.intake.desk import UNCHANGED, Desk
from coopwatch.intake.evidence import withdraw_evidence
from coopwatch.intake.findings import facts_read
from coopwatch.intake.grouping import Telling, assign_homes, group
from coopwatch.intake.known import known
from coopwatch.intake.match import NEW, Known, compare
from coopwatch.intake.placing import place
from coopwatch.intake.tellings import Shelf, read_telling, tellings_before
from coopwatch.registry.facts import Facts
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Article, Report
from coopwatch.registry.settle import has_parties, is_decided, settle
from coopwatch.registry.vocabulary import CheckState, ReportRelation, Visibility

__all__ = ["UNCHANGED", "record"]

# One number for all recorders: two articles of one act must not both find it unknown.
_RECORDING = 20_260_401
_GONE = "der Artikel nennt diese Vereinbarung nicht mehr"


def record(article: Article, reading: Reading) -> list[str]:
    """Write all agreements of a reading; return a sentence in German for each, and for each withdrawn one.

    What is recorded in the end is a function of all tellings, whichever article was read first.
    """
    if not reading.agreements and not article.reports.exists():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RECORDING])
    desk = Desk(article, reading.version, Lookups.load())
    before = tellings_before(article)
    fresh = _sort_readings(desk, reading.agreements, before)
    withdrawn = [line for report in desk.gone() if (line := _withdraw(desk, report))]
    shelf = Shelf(article.pk, fresh)
    parts = shelf.components(before.values())
    place(desk, assign_homes(found for part in parts for found in group(part.tellings, part.anchors)))
    for agreement in relink(desk.touched, desk.emptied, article, shelf, desk.bare):
        _rate(agreement)
    return [desk.sentence(number) for number in range(len(reading.agreements))] + withdrawn


def _sort_readings(
    desk: Desk, readings: Sequence[AgreementReading], before: Mapping[int, Facts]
) -> list[Telling]:
    """Write what stays where it is; return as tellings what has to find its agreement."""
    desk.readings = dict(enumerate(readings))
    told = [read_telling(desk.article, number, reading, None) for number, reading in desk.readings.items()]
    fresh = []
    for telling, report in zip(told, _continued(told, desk, before), strict=True):
        if report is not None and desk.is_pinned(report):
            desk.write(telling.number, _held(report.agreement_id), NEW)
            desk.settle(report.agreement_id)
        else:
            fresh.append(replace(telling, home=report.agreement_id if report else None))
    return fresh


def _continued(told: Sequence[Telling], desk: Desk, before: Mapping[int, Facts]) -> list[Report | None]:
    """The report of an earlier reading that each telling continues: first those that tell just the same."""
    found: dict[int, Report | None] = {}
    for look in (lambda telling: _told_the_same(telling, desk, before), lambda t: _told_alike(t, desk)):
        for telling in told:
            if found.get(telling.number) is None and (report := look(telling)):
                found[telling.number] = report
                desk.taken.add(report.agreement_id)
    return [found.get(telling.number) for telling in told]


def _told_the_same(telling: Telling, desk: Desk, before: Mapping[int, Facts]) -> Report | None:
    return next((desk.reports[key] for key in desk.free() if before.get(key) == telling.facts), None)


def _told_alike(telling: Telling, desk: Desk) -> Report | None:
    """The report of the act that the telling fits best, if at all."""
    facts = facts_read(desk.readings[telling.number])
    free = desk.free()
    fits = [
        (compare(facts, act).strength, act.key)
        for act in known(free)
        if _may_continue(facts, act, is_only=len(free) == 1)
    ]
    best = max(fits, key=lambda fit: (fit[0], -fit[1]), default=None)
    return desk.reports[best[1]] if best else None


def _may_continue(facts: Facts, act: Known, is_only: bool) -> bool:
    same = facts.parties == act.facts.parties or compare(facts, act).is_further
    return same or (is_only and bool(facts.parties & act.facts.parties))


def _held(key: int) -> Agreement:
    """The agreement, locked and fresh: what an editor decides meanwhile must not be written over."""
    return Agreement.objects.select_for_update().get(pk=key)


def _rate(agreement: Agreement) -> None:
    """Set confidence and visibility of an agreement that only the machine vouches for."""
    if agreement.check_state != CheckState.AUTOMATIC:
        return
    told = agreement.reports.exclude(confidence=None).values_list("confidence", flat=True)
    before, sure_before = agreement.visibility, agreement.confidence
    agreement.confidence = max(told, default=None)
    if before in {Visibility.WAITING, Visibility.PUBLISHED} and not _is_decided(agreement):
        agreement.visibility = _machine_visibility(agreement)
    if agreement.visibility == before:
        if agreement.confidence != sure_before:
            agreement.save_without_step()
    else:
        agreement.save_as_step(f"Sicherheit {agreement.confidence or 0:.2f}".replace(".", ","))


def _is_decided(agreement: Agreement) -> bool:
    """Asked only where anything of a person was seen, or nobody has looked yet."""
    return getattr(agreement, "is_held", True) and is_decided(agreement)


def _machine_visibility(agreement: Agreement) -> str:
    if (agreement.confidence or 0) < settings.PUBLISH_CONFIDENCE:
        return Visibility.WAITING
    doubtful = agreement.proposals.undecided().exists() or not has_parties(agreement)
    return Visibility.WAITING if doubtful else Visibility.PUBLISHED


def _withdraw(desk: Desk, report: Report) -> str:
    """Take back what an earlier reading found, unless a person or the research stands for it."""
    if report.relation in {ReportRelation.EDITOR, ReportRelation.RESEARCHED}:
        return ""
    agreement = _held(report.agreement_id)
    if not withdraw_evidence(desk.article, agreement):
        return f"{agreement}: bleibt, eine Person hat darüber entschieden"
    report.delete()
    desk.touched.add(agreement.pk)
    settle(agreement, desk.lookups, _GONE)
    _rate(agreement)
    if agreement.check_state == CheckState.AUTOMATIC and not agreement.reports.exists():
        agreement.visibility = Visibility.REJECTED
        agreement.save_as_step(_GONE)
    return f"{agreement}: zurückgenommen, {_GONE}"
