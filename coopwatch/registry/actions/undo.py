"""Taking a merge or a split back."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import REASON_LENGTH, Refused, locked, save_as, settle_as
from coopwatch.registry.actions.move import move_evidence, move_reports
from coopwatch.registry.models import Agreement, Evidence, Proposal, Regrouping, Report
from coopwatch.registry.vocabulary import Decision, RegroupKind, Visibility


@transaction.atomic
def undo(regrouping: Regrouping, editor: AbstractBaseUser) -> Regrouping:
    """Put everything back where it was; decisions that were made in between stay with their evidence."""
    regrouping = Regrouping.objects.select_for_update().get(pk=regrouping.pk)
    refuse_unless_last(regrouping)
    source, target = locked(regrouping.source, regrouping.target)
    step = {RegroupKind.MERGE: _undo_merge, RegroupKind.SPLIT: _undo_split}[regrouping.kind]
    step(regrouping, source, target, editor)
    regrouping.undone_at = timezone.now()
    regrouping.save()
    return regrouping


def refuse_unless_last(regrouping: Regrouping) -> None:
    """Raise Refused where the step is undone already, or where a later one stands on it."""
    if regrouping.undone_at:
        raise Refused(_("Dieser Schritt ist schon zurückgenommen."))
    pair = [regrouping.source_id, regrouping.target_id]
    later = Regrouping.objects.filter(
        Q(source__in=pair) | Q(target__in=pair), pk__gt=regrouping.pk, undone_at=None
    ).first()
    if later:
        raise Refused(_("Bitte zuerst den späteren Schritt zurücknehmen: %s.") % later)


def _undo_merge(step: Regrouping, source: Agreement, target: Agreement, editor: AbstractBaseUser) -> None:
    reason = f"Zusammenführung mit „{source}“ zurückgenommen"
    move_evidence(target.evidence.filter(pk__in=step.moved["evidence"]), source, editor, reason)
    Report.objects.filter(pk__in=step.moved["reports"], agreement=target).update(agreement=source)
    for evidence in Evidence.objects.filter(pk__in=step.moved["researched"], decision=Decision.OPEN):
        _delete(evidence, editor, reason)
    for successor in Agreement.objects.filter(pk__in=step.moved["successors"], predecessor=target):
        successor.predecessor = source
        save_as(successor, editor, reason)
    Proposal.objects.filter(pk__in=step.moved["proposals"]).update(
        decision=Decision.OPEN, decided_by=None, decided_at=None
    )
    source.visibility, source.merged_into = step.before["source"], None
    save_as(source, editor, reason)
    settle_as(source, editor, reason)
    target.predecessor_id = step.before["predecessor"]
    if step.before["target"] == Visibility.WAITING and target.visibility == Visibility.PUBLISHED:
        target.visibility = Visibility.WAITING
    save_as(target, editor, reason)
    settle_as(target, editor, reason)


def _undo_split(step: Regrouping, source: Agreement, target: Agreement, editor: AbstractBaseUser) -> None:
    reason = f"Teilung in „{target}“ zurückgenommen"
    for evidence in source.evidence.filter(
        pk__in=step.moved.get("ruled_out", []), decision=Decision.REJECTED
    ):
        _delete(evidence, editor, reason)
    move_evidence(target.evidence.all(), source, editor, reason)
    move_reports(target, source)
    target.visibility, target.merged_into = Visibility.MERGED, source
    save_as(target, editor, reason)
    settle_as(source, editor, reason)


def _delete(evidence: Evidence, editor: AbstractBaseUser, reason: str) -> None:
    evidence._history_user, evidence._change_reason = editor, reason[:REASON_LENGTH]
    evidence.delete()
