"""Deciding on single facts: accept, reject, correct, add, and take a decision back.

A fact is a field and a canonical value (as in `Evidence`). A decision concerns all evidence for it. Where
there is none, as for researched acts, the decision itself becomes a piece of evidence without a quote.
"""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.registry.actions.base import EDITOR_RULE, Refused, decide, locked, save_as, settle_as
from coopwatch.registry.facts import SINGLE_FIELDS, check_value, date_value
from coopwatch.registry.models import Agreement, Article, Evidence, Kommune
from coopwatch.registry.vocabulary import DateBasis, Decision, EvidenceField

QUOTE_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article: `start` and `end` count characters of its text."""

    article: Article
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words; Refused where the passage lies outside the text, is empty or too long."""
        quote = self.article.text[self.start : self.end] if 0 <= self.start < self.end else ""
        if not quote.strip() or self.end > len(self.article.text):
            raise Refused(
                _("Die markierte Stelle liegt nicht im Text. Bitte die Seite neu laden und neu markieren.")
            )
        if len(quote) > QUOTE_LIMIT:
            raise Refused(_("Die markierte Stelle ist zu lang (höchstens %d Zeichen).") % QUOTE_LIMIT)
        return quote


@transaction.atomic
def accept(agreement: Agreement, field: str, value: str, editor: AbstractBaseUser) -> Agreement:
    """Hold a fact for true. A second value of a field that has only one takes the place of the first."""
    [agreement] = locked(agreement)
    _accept(agreement, field, value, editor)
    return settle_as(agreement, editor, f"bestätigt: {_named(field, value)}")


@transaction.atomic
def accept_all(agreement: Agreement, facts: list[tuple[str, str]], editor: AbstractBaseUser) -> Agreement:
    """Hold several facts for true in one step."""
    [agreement] = locked(agreement)
    for field, value in facts:
        _accept(agreement, field, value, editor)
    return settle_as(agreement, editor, f"{len(facts)} Angaben bestätigt")


@transaction.atomic
def reject(agreement: Agreement, field: str, value: str, editor: AbstractBaseUser) -> Agreement:
    """Hold a fact for false: no later run brings it back."""
    [agreement] = locked(agreement)
    _reject(agreement, field, value, editor)
    return settle_as(agreement, editor, f"verworfen: {_named(field, value)}")


@transaction.atomic
def reopen(agreement: Agreement, field: str, value: str, editor: AbstractBaseUser) -> Agreement:
    """Take a decision back: the machine's evidence is open again, what an editor wrote goes."""
    [agreement] = locked(agreement)
    rows = list(evidence_for(agreement, field, value).decided())
    if not rows:
        raise Refused(_("Über diese Angabe wurde noch nicht entschieden."))
    reason = f"Entscheidung zurückgenommen: {_named(field, value)}"
    for evidence in rows:
        if evidence.rule == EDITOR_RULE:
            evidence._history_user, evidence._change_reason = editor, reason
            evidence.delete()
        else:
            decide([evidence], Decision.OPEN, editor, reason)
    return settle_as(agreement, editor, reason)


@transaction.atomic
def correct(
    agreement: Agreement,
    field: str,
    value: str,
    new: str,
    editor: AbstractBaseUser,
    detail: str = "",
    keep_quotes: bool = True,
) -> Agreement:
    """Replace a value by another; with `keep_quotes` the passages of the old one are those of the new one."""
    [agreement] = locked(agreement)
    new = checked_value(field, new)
    places = list(evidence_for(agreement, field, value).exclude(start=None)) if keep_quotes else []
    if new != value:
        _reject(agreement, field, value, editor)
    for old in places:
        _write(agreement, field, new, editor, detail, Passage(old.article, old.start, old.end))
    if not places:
        _write(agreement, field, new, editor, detail, None)
    _accept(agreement, field, new, editor)
    return settle_as(agreement, editor, f"berichtigt: {_named(field, value)} → {new}")


@transaction.atomic
def add(
    agreement: Agreement,
    field: str,
    value: str,
    editor: AbstractBaseUser,
    detail: str = "",
    passage: Passage | None = None,
) -> Agreement:
    """Add a fact that was missed, with the words that prove it or as a statement of the editor."""
    [agreement] = locked(agreement)
    value = checked_value(field, value)
    _write(agreement, field, value, editor, detail, passage)
    _accept(agreement, field, value, editor)
    return settle_as(agreement, editor, f"ergänzt: {_named(field, value)}")


def refuse_if_decided_meanwhile(agreement: Agreement, field: str, value: str, seen: str) -> None:
    """Raise Refused where another editor decided on a fact since the page showed the decision `seen`."""
    last = evidence_for(agreement, field, value).decided().order_by("decided_at").last()
    now = last.decision if last else Decision.OPEN
    if now != seen:
        who = last.decided_by.get_username() if last and last.decided_by else _("jemand")
        words = {"who": who, "decision": Decision(now).label}
        raise Refused(
            _("Inzwischen hat %(who)s hier entschieden (%(decision)s). Jetzt steht der neue Stand da.")
            % words
        )


def evidence_for(agreement: Agreement, field: str, value: str) -> QuerySet[Evidence]:
    """Return the evidence for one fact."""
    return agreement.evidence.filter(field=field, value=value).select_related("article")


def checked_value(field: str, value: str) -> str:
    """Return the value without white space around it; Refused where it cannot stand in the field."""
    value = value.strip()
    if field not in EvidenceField.values:
        raise Refused(_("„%s“ ist keine Angabe einer Vereinbarung.") % field)
    try:
        check_value(field, value)
    except ValueError as error:
        raise Refused(str(error)) from error
    if field == EvidenceField.PILOTKOMMUNEN and not Kommune.objects.filter(ags=value).exists():
        raise Refused(_("Im Gemeindeverzeichnis steht keine Kommune mit dem AGS %s.") % value)
    if len(value) > 300:
        raise Refused(_("Der Wert ist zu lang (höchstens 300 Zeichen)."))
    return value


def _accept(agreement: Agreement, field: str, value: str, editor: AbstractBaseUser) -> None:
    rows = list(evidence_for(agreement, field, value))
    if not rows:
        rows = [
            _write(
                agreement, field, checked_value(field, value), editor, _detail(agreement, field, value), None
            )
        ]
    decide(rows, Decision.ACCEPTED, editor, "bestätigt")
    held = _detail(agreement, field, value)
    if held and all(row.detail != held for row in rows):
        # The research knew the day from the text, the machine only from the date of publication.
        _write(agreement, field, value, editor, held, None)
    if field in SINGLE_FIELDS:
        others = agreement.evidence.filter(field=field, decision=Decision.ACCEPTED).exclude(value=value)
        decide(others, Decision.REJECTED, editor, "durch einen anderen Wert ersetzt")


def _reject(agreement: Agreement, field: str, value: str, editor: AbstractBaseUser) -> None:
    rows = list(evidence_for(agreement, field, value))
    if not rows:
        rows = [_write(agreement, field, value, editor, _detail(agreement, field, value), None)]
    decide(rows, Decision.REJECTED, editor, "verworfen")


def _write(
    agreement: Agreement,
    field: str,
    value: str,
    editor: AbstractBaseUser,
    detail: str,
    passage: Passage | None,
) -> Evidence:
    """Return the editor's evidence for a fact: the row that says so already, or a new accepted one."""
    if field == EvidenceField.DATE:
        detail = detail or DateBasis.STATED
    place = {"article": passage.article, "start": passage.start, "end": passage.end} if passage else {}
    key = {"article": None, "start": None, "end": None} | place
    known = agreement.evidence.filter(field=field, value=value, **key).first()
    evidence = known or Evidence(agreement=agreement, field=field, value=value, **key)
    if known is None:
        evidence.quote, evidence.rule = passage.quote if passage else "", EDITOR_RULE
    elif (not detail or known.detail == detail) and known.decision == Decision.ACCEPTED:
        return known
    evidence.detail = detail or evidence.detail
    evidence.decision, evidence.decided_by, evidence.decided_at = Decision.ACCEPTED, editor, timezone.now()
    save_as(evidence, editor, "von der Redaktion eingetragen")
    return evidence


def _detail(agreement: Agreement, field: str, value: str) -> str:
    """What belongs to a held value without evidence: a date's basis, for whom a person signs."""
    if field == EvidenceField.DATE:
        held = date_value(agreement.date, agreement.date_precision)
        return agreement.date_basis if held == value else ""
    if field == EvidenceField.SIGNATORIES:
        return agreement.signatories.filter(name=value).values_list("party", flat=True).first() or ""
    return ""


def _named(field: str, value: str) -> str:
    return f"{EvidenceField(field).label} „{value}“"[:90]
