"""What all verbs share: the refusal, the lock, and the row of history that names the editor."""

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone

from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Evidence
from coopwatch.registry.settle import settle
from coopwatch.registry.vocabulary import CheckState, Decision

# The rule of evidence that a person wrote, and of evidence made from a researched line on merging.
EDITOR_RULE, RESEARCH_RULE = "redaktion", "recherche"
REASON_LENGTH = 100


class Refused(ValueError):
    """A step that is not possible; the message says in German why, and what to do."""


def locked(*agreements: Agreement) -> list[Agreement]:
    """Return fresh rows of the agreements, locked until the transaction ends, in the order given."""
    keys = [agreement.pk for agreement in agreements]
    rows = {row.pk: row for row in Agreement.objects.order_by("pk").select_for_update().filter(pk__in=keys)}
    return [rows[key] for key in keys]


def save_as(row: models.Model, editor: AbstractBaseUser, reason: str) -> None:
    """Save a row with a step of history that names the editor and the reason."""
    row._history_user = editor
    row._change_reason = reason[:REASON_LENGTH]
    row.save()


def decide(rows: Iterable[Evidence], decision: str, editor: AbstractBaseUser, reason: str) -> None:
    """Set the decision on pieces of evidence; those that already have it stay untouched."""
    now = timezone.now()
    for evidence in rows:
        if evidence.decision == decision:
            continue
        evidence.decision = decision
        is_open = decision == Decision.OPEN
        evidence.decided_by, evidence.decided_at = (None, None) if is_open else (editor, now)
        save_as(evidence, editor, reason)


def settle_as(agreement: Agreement, editor: AbstractBaseUser, reason: str) -> Agreement:
    """Bring the agreement in line with its evidence in the editor's name; return it."""
    agreement._history_user = editor
    settle(agreement, Lookups.load(new_state=CheckState.CHECKED), reason[:REASON_LENGTH])
    return agreement
