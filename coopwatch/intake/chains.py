"""Chains and doubts between acts, brought up to date where acts changed.

What one act is to the others is worked out from what they all are now, so that the order in which articles
came in does not show. Where a person decided, nothing is done.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db.models import QuerySet

from coopwatch.intake.grouping import Links, links
from coopwatch.intake.known import candidates, known
from coopwatch.intake.match import NEW, Decision, Known, Strength, compare
from coopwatch.intake.tellings import Shelf, with_persons
from coopwatch.registry.models import Agreement, Article, Proposal, Report
from coopwatch.registry.vocabulary import ReportRelation, Visibility

_BROKEN = "keine Erneuerung mehr"


def relink(
    touched: Collection[int], gone: Collection[int], article: Article, shelf: Shelf, new: Collection[int] = ()
) -> list[Agreement]:
    """Bring chains and proposals in line after `touched` changed and `gone` went away.

    `new` were just made, of this article alone. Return all that were looked at, locked and as they are now.
    """
    changed = known(touched)
    near = {one.key: shelf.standing_around(one.facts, touched) for one in changed}
    pointing = _pointing_to({*touched, *gone}) - near.keys()
    whole = {act.key: act for act in (known({*near, *pointing}) if pointing else changed)}
    rows = _locked(whole)
    for key, act in whole.items():
        others = near[key] if key in near else candidates(act.facts, standing=True)
        found = links(act, others)
        # What was just made has no links yet that would have to go.
        if key not in new or found != Links():
            _write(rows[key], found, article)
    around = {act.key: act for acts in near.values() for act in acts}
    part = [act for key, act in around.items() if key not in whole and _concerns(act, changed)]
    present = _present_links(part)
    rows |= _locked([act.key for act in part])
    for act in part:
        others = changed + [other for key, other in present.items() if key != act.key]
        _write(rows[act.key], links(act, others), article)
    return list(rows.values())


def _locked(keys: Collection[int]) -> dict[int, Agreement]:
    """The agreements by key, with `is_held`, locked: nobody decides on them before this is written."""
    rows = with_persons(keys).order_by("pk").select_for_update(of=("self",)) if keys else ()
    return {row.pk: row for row in rows}


def _pointing_to(keys: Collection[int]) -> set[int]:
    proposals = Proposal.objects.undecided().filter(candidate__in=keys).values_list("agreement_id", flat=True)
    return set(proposals) | set(Agreement.objects.filter(predecessor__in=keys).values_list("pk", flat=True))


def _concerns(act: Known, changed: Iterable[Known]) -> bool:
    return any(compare(act.facts, other).strength or compare(other.facts, act).strength for other in changed)


def _present_links(acts: Iterable[Known]) -> dict[int, Known]:
    """What the acts are linked with now: a better link has to be better than these."""
    keys = [act.key for act in acts]
    if not keys:
        return {}
    proposed = Proposal.objects.undecided().filter(agreement__in=keys).values_list("candidate_id", flat=True)
    before = Agreement.objects.filter(pk__in=keys).exclude(predecessor=None)
    wanted = {*proposed, *before.values_list("predecessor_id", flat=True)}
    return {act.key: act for act in known(wanted)}


def _write(agreement: Agreement, found: Links, article: Article) -> None:
    if agreement.is_held or agreement.visibility in {Visibility.MERGED, Visibility.REJECTED}:
        return
    if not (agreement.researched or {}).get("predecessor"):
        _join(agreement, found.renewal)
    _propose(agreement, found.doubts, article)


def _join(agreement: Agreement, renewal: Decision | None) -> None:
    """Let the agreement follow the one that it renews, or none."""
    wanted = renewal.key if renewal and not _follows(renewal.key, agreement.pk) else None
    before = agreement.predecessor_id
    if before != wanted:
        agreement.predecessor_id = wanted
        agreement.save_as_step(renewal.reason if renewal and wanted else _BROKEN)
        _first_reports(before).filter(relation=ReportRelation.NEW).update(reason=NEW.reason)
    if renewal and wanted:
        _explain(agreement, renewal)
    else:
        told = _first_reports(agreement.pk).filter(relation=ReportRelation.RENEWAL)
        told.update(relation=ReportRelation.NEW, reason=NEW.reason)


def _first_reports(key: int | None) -> QuerySet[Report]:
    """The report with which an agreement began: researched acts have none."""
    return Report.objects.filter(agreement=key, relation__in=[ReportRelation.NEW, ReportRelation.RENEWAL])


def _follows(key: int, other: int) -> bool:
    """Whether the agreement `key` goes back to `other`: then a link would close a circle."""
    seen: set[int] = set()
    at: int | None = key
    while at is not None and at not in seen:
        if at == other:
            return True
        seen.add(at)
        at = Agreement.objects.values_list("predecessor_id", flat=True).get(pk=at)
    return False


def _explain(agreement: Agreement, renewal: Decision) -> None:
    """Keep the reason with the first source of the later act, else with that of the earlier one."""
    if _first_reports(agreement.pk).update(relation=ReportRelation.RENEWAL, reason=renewal.reason):
        return
    reason = f"geht der Vereinbarung „{agreement}“ voraus: {renewal.reason}"
    _first_reports(renewal.key).filter(relation=ReportRelation.NEW).update(reason=reason)


def _propose(agreement: Agreement, doubts: Sequence[Decision], article: Article) -> None:
    """Have the proposals that are wanted and no others; those on which an editor decided stay."""
    undecided = agreement.proposals.undecided()
    undecided.exclude(candidate__in=[doubt.key for doubt in doubts]).delete()
    for doubt in doubts:
        relation = ReportRelation.FURTHER if doubt.strength == Strength.DOUBT else ReportRelation.RENEWAL
        values = {"relation": relation, "reason": doubt.reason}
        if not undecided.filter(candidate=doubt.key).update(**values):
            Proposal.objects.get_or_create(
                agreement=agreement, candidate_id=doubt.key, defaults=values | {"article": article}
            )
