"""Ending a review: checked and shown, discarded, or back into the queue."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import Refused, locked, save_as
from coopwatch.registry.actions.facts import accept_all
from coopwatch.registry.derive import derive
from coopwatch.registry.facts import MANY_FIELDS, SINGLE_FIELDS, Facts
from coopwatch.registry.models import Agreement
from coopwatch.registry.settle import claims_of, party_count, researched_facts
from coopwatch.registry.vocabulary import CheckState, EvidenceField, Visibility


def held_values(facts: Facts) -> list[tuple[str, str]]:
    """Return all facts as pairs of field and value, in the order of the vocabulary."""
    values: dict[str, list[str]] = {field: [getattr(facts, field)] for field in SINGLE_FIELDS}
    values |= {field: sorted(getattr(facts, field)) for field in MANY_FIELDS}
    values[EvidenceField.SIGNATORIES] = sorted(name for name, _ in facts.signatories)
    return [(str(field), value) for field in EvidenceField for value in values[field] if value]


@transaction.atomic
def complete(agreement: Agreement, editor: AbstractBaseUser) -> Agreement:
    """Accept all facts that stand, mark the agreement as checked and show it to the public."""
    [agreement] = locked(agreement)
    _refuse_unless_open(agreement)
    derived = derive(researched_facts(agreement), claims_of(agreement))
    if derived.conflicts:
        names = ", ".join(str(EvidenceField(field).label) for field in derived.conflicts)
        words = _("Die Quellen widersprechen sich noch (%s). Bitte zuerst je einen Wert bestätigen.")
        raise Refused(words % names)
    agreement = accept_all(agreement, held_values(derived.facts), editor)
    if party_count(agreement) < 2:
        raise Refused(
            _("Eine Vereinbarung braucht mindestens zwei Beteiligte. Bitte ergänzen oder verwerfen.")
        )
    agreement.check_state, agreement.visibility = CheckState.CHECKED, Visibility.PUBLISHED
    save_as(agreement, editor, "geprüft")
    return agreement


@transaction.atomic
def discard(agreement: Agreement, editor: AbstractBaseUser, reason: str = "") -> Agreement:
    """Say that this is no agreement: nobody but editors sees it any more."""
    [agreement] = locked(agreement)
    _refuse_unless_open(agreement)
    agreement.visibility = Visibility.REJECTED
    save_as(agreement, editor, f"verworfen: {reason}" if reason else "verworfen")
    return agreement


@transaction.atomic
def restore(agreement: Agreement, editor: AbstractBaseUser) -> Agreement:
    """Put a discarded agreement back: it waits for review again."""
    [agreement] = locked(agreement)
    if agreement.visibility != Visibility.REJECTED:
        raise Refused(_("Nur eine verworfene Vereinbarung lässt sich wiederherstellen."))
    agreement.visibility = Visibility.WAITING
    save_as(agreement, editor, "wiederhergestellt")
    return agreement


def _refuse_unless_open(agreement: Agreement) -> None:
    if agreement.visibility == Visibility.MERGED:
        raise Refused(_("Diese Vereinbarung ist in einer anderen aufgegangen. Bitte dort weiterarbeiten."))
    if agreement.visibility == Visibility.REJECTED:
        raise Refused(_("Diese Vereinbarung ist verworfen. Bitte zuerst wiederherstellen."))
