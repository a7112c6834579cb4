"""Merging two records of one act. The source stays as a row that says into what it went."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import RESEARCH_RULE, Refused, locked, save_as, settle_as
from coopwatch.registry.actions.move import move_evidence, move_reports
from coopwatch.registry.actions.review import held_values
from coopwatch.registry.models import Agreement, Evidence, Proposal, Regrouping
from coopwatch.registry.settle import party_count, researched_facts
from coopwatch.registry.vocabulary import Decision, RegroupKind, Visibility


@transaction.atomic
def merge(source: Agreement, target: Agreement, editor: AbstractBaseUser) -> Regrouping:
    """Let `source` go into `target`: evidence, articles and followers move, the source is no longer shown."""
    refuse_unless_mergeable(source, target)
    source, target = locked(source, target)
    refuse_unless_mergeable(source, target)
    reason = f"zusammengeführt mit „{source}“"
    before = {"source": source.visibility, "target": target.visibility, "predecessor": target.predecessor_id}
    moved = {
        "evidence": move_evidence(source.evidence.all(), target, editor, reason),
        "reports": move_reports(source, target),
        "successors": _move_successors(source, target, editor),
        "researched": _keep_researched(source, target, editor),
    }
    _chain(source, target)
    source.visibility, source.merged_into = Visibility.MERGED, target
    save_as(source, editor, f"aufgegangen in „{target}“")
    settle_as(target, editor, reason)
    _publish_if(before["source"] == Visibility.PUBLISHED, target, editor, reason)
    moved["proposals"] = _close_proposals(source, target, editor)
    return Regrouping.objects.create(
        kind=RegroupKind.MERGE, source=source, target=target, moved=moved, before=before, done_by=editor
    )


def refuse_unless_mergeable(source: Agreement, target: Agreement) -> None:
    """Raise Refused where the two cannot become one."""
    if source.pk == target.pk:
        raise Refused(_("Eine Vereinbarung lässt sich nicht mit sich selbst zusammenführen."))
    for agreement in (source, target):
        if agreement.visibility == Visibility.MERGED:
            raise Refused(_("„%s“ ist schon in einer anderen Vereinbarung aufgegangen.") % agreement)
    if target.visibility == Visibility.REJECTED:
        raise Refused(_("„%s“ ist verworfen. Bitte zuerst wiederherstellen.") % target)


def _keep_researched(source: Agreement, target: Agreement, editor: AbstractBaseUser) -> list[int]:
    """Turn the researched facts of the source into evidence of the target, so that none is lost."""
    facts = researched_facts(source)
    if facts is None:
        return []
    held = {(e.field, e.value) for e in target.evidence.filter(article=None)}
    made = []
    for field, value in held_values(facts):
        if (field, value) in held:
            continue
        detail = facts.date_basis if field == "date" else ""
        evidence = Evidence(agreement=target, field=field, value=value, detail=detail, rule=RESEARCH_RULE)
        save_as(evidence, editor, f"aus der Recherche „{source.register_id}“")
        made.append(evidence.pk)
    return made


def _move_successors(source: Agreement, target: Agreement, editor: AbstractBaseUser) -> list[int]:
    moved = []
    for successor in source.successors.exclude(pk=target.pk):
        successor.predecessor = target
        save_as(successor, editor, f"Vorgängerin ging auf in „{target}“")
        moved.append(successor.pk)
    return moved


def _chain(source: Agreement, target: Agreement) -> None:
    """Give the target the source's predecessor where it has none of its own."""
    if target.predecessor_id in (None, source.pk):
        target.predecessor = source.predecessor if source.predecessor_id != target.pk else None


def _publish_if(was_public: bool, target: Agreement, editor: AbstractBaseUser, reason: str) -> None:
    """What the public saw under the source it sees under the target."""
    if was_public and target.visibility == Visibility.WAITING and party_count(target) > 1:
        target.visibility = Visibility.PUBLISHED
        save_as(target, editor, reason)


def _close_proposals(source: Agreement, target: Agreement, editor: AbstractBaseUser) -> list[int]:
    pair = Q(agreement=source, candidate=target) | Q(agreement=target, candidate=source)
    proposals = Proposal.objects.filter(pair, decision=Decision.OPEN)
    keys = list(proposals.values_list("pk", flat=True))
    proposals.update(decision=Decision.ACCEPTED, decided_by=editor, decided_at=timezone.now())
    return keys
