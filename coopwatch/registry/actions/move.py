"""Moving evidence and reports from one agreement to another; what the other has already stays where it is."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser

from coopwatch.registry.actions.base import save_as
from coopwatch.registry.models import Agreement, Evidence, Report


def _key(evidence: Evidence) -> tuple:
    return evidence.article_id, evidence.field, evidence.value, evidence.start, evidence.end


def move_evidence(
    rows: Iterable[Evidence], target: Agreement, editor: AbstractBaseUser, reason: str
) -> list[int]:
    """Move evidence with a step of history each; return the keys of the rows that moved."""
    known = {_key(evidence) for evidence in target.evidence.all()}
    moved = []
    for evidence in rows:
        if _key(evidence) in known:
            continue
        evidence.agreement = target
        save_as(evidence, editor, reason)
        moved.append(evidence.pk)
    return moved


def move_reports(source: Agreement, target: Agreement, articles: Iterable[int] | None = None) -> list[int]:
    """Move the reports (of these articles, or all); return the keys of those that moved."""
    known = target.reports.values_list("article_id", flat=True)
    rows = source.reports.exclude(article_id__in=known)
    if articles is not None:
        rows = rows.filter(article_id__in=list(articles))
    keys = list(rows.values_list("pk", flat=True))
    Report.objects.filter(pk__in=keys).update(agreement=target)
    return keys
