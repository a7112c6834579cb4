"""Splitting a record that tells of two acts: chosen evidence becomes an agreement of its own."""

from collections.abc import Collection, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import Refused, locked, save_as, settle_as
from coopwatch.registry.actions.move import move_evidence, move_reports
from coopwatch.registry.models import Agreement, Evidence, Regrouping, Report
from coopwatch.registry.slugs import slugify_german
from coopwatch.registry.vocabulary import Decision, EvidenceField, RegroupKind, ReportRelation, Visibility

SHARED = (EvidenceField.PARTIES, EvidenceField.KIND, EvidenceField.STATUS)


@transaction.atomic
def split(agreement: Agreement, evidence: Collection[int], editor: AbstractBaseUser) -> Regrouping:
    """Move the evidence of these keys to a new agreement, which waits for review."""
    [agreement] = locked(agreement)
    rows = chosen_evidence(agreement, evidence)
    new = settle_as(_new_beside(agreement), editor, f"geteilt aus „{agreement}“")
    moved = {"evidence": move_evidence(rows, new, editor, f"geteilt aus „{agreement}“")}
    told = {row.article_id for row in rows if row.article_id}
    stay = set(agreement.evidence.filter(article__in=told).values_list("article_id", flat=True))
    moved["reports"] = move_reports(agreement, new, told - stay)
    _report_twice(new, told & stay)
    moved["ruled_out"] = _rule_out(agreement, [row for row in rows if row.article_id in stay], editor)
    settle_as(new, editor, f"geteilt aus „{agreement}“")
    settle_as(agreement, editor, f"geteilt: „{new}“")
    return Regrouping.objects.create(
        kind=RegroupKind.SPLIT, source=agreement, target=new, moved=moved, done_by=editor
    )


def chosen_evidence(agreement: Agreement, keys: Collection[int]) -> list[Evidence]:
    """Return the evidence of these keys; Refused where nothing, or everything, would move."""
    if agreement.visibility == Visibility.MERGED:
        raise Refused(_("Diese Vereinbarung ist in einer anderen aufgegangen. Bitte dort teilen."))
    rows = list(agreement.evidence.filter(pk__in=keys))
    if not rows:
        raise Refused(_("Bitte mindestens einen Beleg auswählen, der zur neuen Vereinbarung gehört."))
    if len(rows) == agreement.evidence.count() and agreement.researched is None:
        raise Refused(_("Das sind alle Belege. Mindestens einer muss bei dieser Vereinbarung bleiben."))
    return rows


def _new_beside(agreement: Agreement) -> Agreement:
    wish = f"{slugify_german(agreement.slug)[:140]}-teil"
    taken = set(Agreement.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    slug = next(s for s in (wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
    return Agreement(slug=slug, visibility=Visibility.WAITING, confidence=agreement.confidence)


def _rule_out(agreement: Agreement, rows: Iterable[Evidence], editor: AbstractBaseUser) -> list[int]:
    """Say that what moved is no fact of the old agreement, or reading the article again would bring it back.

    Who takes part, and kind and stage, may well be those of both acts: they are not ruled out.
    """
    keys: list[int] = []
    held = set(agreement.evidence.values_list("field", "value"))
    for row in rows:
        if row.field in SHARED or (row.field, row.value) in held:
            continue
        row.pk, row._state.adding, row.agreement = None, True, agreement
        row.decision, row.decided_by, row.decided_at = Decision.REJECTED, editor, timezone.now()
        save_as(row, editor, "geteilt: gehört zur anderen Vereinbarung")
        keys.append(row.pk)
    return keys


def _report_twice(new: Agreement, articles: Collection[int]) -> None:
    """Say that articles which stay with the old agreement tell of the new one as well."""
    Report.objects.bulk_create(
        Report(agreement=new, article_id=article, relation=ReportRelation.EDITOR, reason="geteilt")
        for article in sorted(articles)
    )
