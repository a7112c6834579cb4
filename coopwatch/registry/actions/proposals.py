"""Deciding on what the machine proposed and what readers reported."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import Refused, locked, save_as
from coopwatch.registry.models import Agreement, ErrorReport, Proposal
from coopwatch.registry.vocabulary import Decision, ReportState


def _decide(proposal: Proposal, decision: str, editor: AbstractBaseUser) -> None:
    if proposal.decision != Decision.OPEN:
        raise Refused(_("Über diesen Vorschlag ist schon entschieden. Bitte die Seite neu laden."))
    proposal.decision, proposal.decided_by, proposal.decided_at = decision, editor, timezone.now()
    proposal.save()


@transaction.atomic
def keep_apart(proposal: Proposal, editor: AbstractBaseUser) -> None:
    """Say that the two are different acts."""
    _decide(Proposal.objects.select_for_update().get(pk=proposal.pk), Decision.REJECTED, editor)


@transaction.atomic
def chain(proposal: Proposal, editor: AbstractBaseUser) -> None:
    """Say that the agreement renews the candidate: the candidate becomes its predecessor."""
    agreement, candidate = locked(proposal.agreement, proposal.candidate)
    _decide(Proposal.objects.select_for_update().get(pk=proposal.pk), Decision.ACCEPTED, editor)
    at, seen = candidate, set()
    while at and at.pk not in seen:
        if at.pk == agreement.pk:
            raise Refused(_("So entstünde ein Kreis: Die andere Vereinbarung geht selbst auf diese zurück."))
        seen.add(at.pk)
        at = at.predecessor
    agreement.predecessor = candidate
    save_as(agreement, editor, f"Erneuerung von „{candidate}“")


@transaction.atomic
def report_error(agreement: Agreement, field: str, message: str, contact: str = "") -> ErrorReport:
    """Put what a reader found wrong into the editors' queue; `field` "" means the agreement as a whole.

    Raises `Refused` where the agreement is not public any more or what is said cannot be kept.
    """
    if not Agreement.objects.public().filter(pk=agreement.pk).exists():
        raise Refused(_("Diese Vereinbarung ist nicht mehr öffentlich. Bitte suchen Sie sie neu."))
    report = ErrorReport(agreement=agreement, field=field, message=message.strip(), contact=contact)
    try:
        report.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    report.save()
    return report


@transaction.atomic
def handle(report: ErrorReport, state: str, editor: AbstractBaseUser) -> None:
    """Close an error report as done or as dismissed."""
    report = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if state not in {ReportState.DONE, ReportState.DISMISSED}:
        raise Refused(_("Eine Fehlermeldung endet als erledigt oder als nicht zutreffend."))
    if report.state != ReportState.OPEN:
        raise Refused(_("Diese Fehlermeldung ist schon bearbeitet. Bitte die Seite neu laden."))
    report.state, report.handled_by, report.handled_at = state, editor, timezone.now()
    report.save()
