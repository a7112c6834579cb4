"""The evidence of one article for one agreement, in line with what was read last."""

from collections.abc import Sequence

from coopwatch.intake.findings import Statement
from coopwatch.registry.models import Agreement, Article, Evidence
from coopwatch.registry.vocabulary import Decision


def write_evidence(article: Article, agreement: Agreement, stated: Sequence[Statement], version: str) -> int:
    """Add what is new, drop open evidence that was not read again; return how many rows changed.

    Decided evidence stays as it is. Rows of the machine need no history: article and version tell.
    """
    present = {(e.field, e.value, e.start, e.end): e for e in _rows(article, agreement)}
    wanted = {statement.key: statement for statement in stated}
    gone = [e.pk for key, e in present.items() if key not in wanted and e.decision == Decision.OPEN]
    Evidence.objects.filter(pk__in=gone).delete()
    new = [_row(article, agreement, s, version) for key, s in wanted.items() if key not in present]
    Evidence.objects.bulk_create(new)
    return len(gone) + len(new) + _refresh(present, wanted, version)


def withdraw_evidence(article: Article, agreement: Agreement) -> bool:
    """Delete the article's evidence for the agreement; False, and nothing done, where a person decided."""
    rows = _rows(article, agreement)
    if rows.decided().exists():
        return False
    rows.delete()
    return True


def _rows(article: Article, agreement: Agreement):
    return Evidence.objects.filter(article=article, agreement=agreement)


def _refresh(present: dict, wanted: dict[tuple, Statement], version: str) -> int:
    """Bring rule, confidence and details of undecided evidence up to date."""
    stale = []
    for key in present.keys() & wanted.keys():
        row, statement = present[key], wanted[key]
        values = (statement.detail, statement.rule, statement.confidence, list(statement.candidates))
        if row.decision == Decision.OPEN and values != (row.detail, row.rule, row.confidence, row.candidates):
            row.detail, row.rule, row.confidence, row.candidates = values
            row.machine_version = version[:40]
            stale.append(row)
    Evidence.objects.bulk_update(
        stale, ["detail", "rule", "confidence", "candidates", "machine_version"], batch_size=500
    )
    return len(stale)


def _row(article: Article, agreement: Agreement, statement: Statement, version: str) -> Evidence:
    return Evidence(
        agreement=agreement,
        article=article,
        field=statement.field,
        value=statement.value,
        detail=statement.detail,
        quote=statement.quote,
        start=statement.start,
        end=statement.end,
        rule=statement.rule,
        confidence=statement.confidence,
        candidates=list(statement.candidates),
        machine_version=version[:40],
    )
