"""The editors' queue: agreements that need a person, the most valuable first.

An agreement stands in the queue under the first reason that applies to it. A place in the queue is a reason
and a key, so that the next one is found without counting those before it.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.actions.visits import stale_before
from coopwatch.registry.models import Agreement, ErrorReport, Evidence, Proposal, Visit
from coopwatch.registry.vocabulary import CheckState, Decision, ReportState, Visibility

ALIVE = (Visibility.WAITING, Visibility.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why agreements need a person: a key for addresses, a heading, and what to do about it."""

    key: str
    label: str
    help: str


REASONS = (
    Reason("widerspruch", _("Widersprüche"), _("Quellen nennen verschiedene Werte: welcher gilt?")),
    Reason(
        "dublette", _("Mögliche Dubletten"), _("Vielleicht zweimal dieselbe: zusammenführen oder trennen?")
    ),
    Reason("meldung", _("Fehlermeldungen"), _("Leserinnen und Leser haben einen Fehler gemeldet.")),
    Reason(
        "ort", _("Mehrdeutige Orte"), _("Mehrere Kommunen tragen den genannten Namen: welche ist gemeint?")
    ),
    Reason("unsicher", _("Geringe Sicherheit"), _("Wartet auf Prüfung, weil die Erfassung unsicher ist.")),
    Reason("recherche", _("Recherche, mittlere Sicherheit"), _("Recherchiert, aber nicht sicher belegt.")),
    Reason(
        "ungeprueft", _("Automatisch erfasst"), _("Öffentlich sichtbar, aber noch von niemandem geprüft.")
    ),
)
KEYS = tuple(reason.key for reason in REASONS)


def reason_of(key: str) -> Reason:
    """Return the reason of this key; ValueError for an unknown one."""
    return REASONS[KEYS.index(key)]


def _open_proposals() -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        agreement__visibility__in=ALIVE, candidate__visibility__in=ALIVE, decision=Decision.OPEN
    )


def _condition(key: str) -> Q:
    """Return what must hold for an agreement to have this reason, whatever others it has."""
    if key == "widerspruch":
        return ~Q(conflicts=[])
    # Lists of keys, not a look into another table for each agreement: PostgreSQL reads each of them once.
    if key == "dublette":
        either = (_open_proposals().order_by().values(side) for side in ("agreement", "candidate"))
        return Q(pk__in=next(either)) | Q(pk__in=next(either))
    if key == "meldung":
        return Q(pk__in=ErrorReport.objects.filter(state=ReportState.OPEN).order_by().values("agreement"))
    if key == "ort":
        return Q(pk__in=Evidence.objects.with_several_candidates().order_by().values("agreement"))
    if key == "unsicher":
        low = Q(visibility=Visibility.WAITING) | Q(confidence__lt=settings.PUBLISH_CONFIDENCE)
        return low & ~Q(check_state=CheckState.CHECKED)
    if key == "recherche":
        return Q(check_state=CheckState.RESEARCHED, sure="medium")
    return Q(check_state=CheckState.AUTOMATIC)


def queue(key: str) -> QuerySet[Agreement]:
    """Return the agreements that stand in the queue under this reason, the newest record first."""
    rows = Agreement.objects.filter(_condition(key), visibility__in=ALIVE)
    for earlier in KEYS[: KEYS.index(key)]:
        rows = rows.exclude(_condition(earlier))
    return rows.order_by("-pk")


def counts() -> dict[str, int]:
    """Return how many agreements stand under each reason, in one query."""
    first = Case(*(When(_condition(key), then=Value(key)) for key in KEYS), output_field=CharField())
    rows = Agreement.objects.filter(visibility__in=ALIVE).order_by().annotate(reason=first)
    found = dict(rows.values_list("reason").annotate(number=Count("pk")))
    return {key: found.get(key, 0) for key in KEYS}


def place_of(agreement: Agreement) -> str | None:
    """Return the reason under which an agreement stands in the queue, None where it needs nobody."""
    if agreement.visibility not in ALIVE:
        return None
    rows = Agreement.objects.filter(pk=agreement.pk)
    return next((key for key in KEYS if rows.filter(_condition(key)).exists()), None)


def next_after(key: str, pk: int | None, editor, only: bool = False) -> tuple[str, Agreement] | None:
    """Return the next place in the queue that no other editor has open, after this one; None at its end.

    Without `pk` the search begins with the first of the reason; with `only` it ends with the reason.
    """
    for reason in [key] if only else KEYS[KEYS.index(key) :]:
        rows = queue(reason).exclude(_open_elsewhere(editor))
        if reason == key and pk is not None:
            rows = rows.filter(pk__lt=pk)
        if found := rows.first():
            return reason, found
    return None


def _open_elsewhere(editor) -> Q:
    visits = Visit.objects.filter(agreement=OuterRef("pk"), seen_at__gte=stale_before())
    return Q(Exists(visits.exclude(editor=editor)))
