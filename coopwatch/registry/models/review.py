"""What lies before the editors: proposals of the machine, reports of readers, and the steps they took."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.models.agreements import Agreement
from coopwatch.registry.models.articles import Article
from coopwatch.registry.vocabulary import Decision, EvidenceField, RegroupKind, ReportRelation, ReportState


def editor_field(label) -> models.ForeignKey:
    """Return the field that names the editor; the step stays when the account goes."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=label
    )


class ProposalQuerySet(models.QuerySet):
    """Questions about proposals."""

    def undecided(self):
        """Proposals that wait for an editor."""
        return self.filter(decision=Decision.OPEN)


class Proposal(models.Model):
    """That two agreements may be one act, or one the renewal of the other: unsure, so a person decides."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="proposals", verbose_name=_("Vereinbarung")
    )
    candidate = models.ForeignKey(
        Agreement,
        models.CASCADE,
        related_name="proposals_as_candidate",
        verbose_name=_("vielleicht dieselbe"),
    )
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, verbose_name=_("Artikel"))
    relation = models.CharField(_("Vorschlag"), max_length=10, choices=ReportRelation)
    reason = models.TextField(_("Begründung"))
    decision = models.CharField(_("Entscheidung"), max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = editor_field(_("entschieden von"))
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "candidate"], name="proposal_once_per_pair"),
            models.CheckConstraint(
                condition=~Q(agreement=F("candidate")), name="proposal_names_two_agreements"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} = {self.candidate}?"


class Regrouping(models.Model):
    """A merge or split that an editor made, with what was moved, so that it can be undone.

    `moved` maps "evidence", "reports" and "articles" to lists of primary keys; `before` keeps what the
    target and the source were.
    """

    kind = models.CharField(_("Schritt"), max_length=5, choices=RegroupKind)
    source = models.ForeignKey(
        Agreement, models.CASCADE, related_name="regroupings_from", verbose_name=_("aus")
    )
    target = models.ForeignKey(
        Agreement, models.CASCADE, related_name="regroupings_into", verbose_name=_("nach")
    )
    moved = models.JSONField(_("bewegt"), default=dict)
    before = models.JSONField(_("vorher"), default=dict)
    done_by = editor_field(_("von"))
    done_at = models.DateTimeField(_("am"), auto_now_add=True)
    undone_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zusammenführung oder Teilung")
        verbose_name_plural = _("Zusammenführungen und Teilungen")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="regrouping_names_two_agreements"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.source} → {self.target}"


class ErrorReport(models.Model):
    """What a reader of the public pages found wrong. `contact` is optional and never shown in public."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="error_reports", verbose_name=_("Vereinbarung")
    )
    field = models.CharField(_("Angabe"), max_length=14, choices=EvidenceField, blank=True)
    message = models.TextField(_("Hinweis"), max_length=4000)
    contact = models.EmailField(_("Rückfragen an"), blank=True)
    state = models.CharField(_("Zustand"), max_length=9, choices=ReportState, default=ReportState.OPEN)
    handled_by = editor_field(_("bearbeitet von"))
    handled_at = models.DateTimeField(_("bearbeitet am"), null=True, blank=True)
    created_at = models.DateTimeField(_("eingegangen"), auto_now_add=True)

    class Meta:
        verbose_name = _("Fehlermeldung")
        verbose_name_plural = _("Fehlermeldungen")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(message=""), name="error_report_says_something"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, handled_at__isnull=True)
                | ~Q(state=ReportState.OPEN) & Q(handled_at__isnull=False),
                name="error_report_handled_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.message[:60]}"


class Visit(models.Model):
    """That an editor has the review page of an agreement open, so that a second one is told."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="visits")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Besuch")
        verbose_name_plural = _("Besuche")
        constraints = [models.UniqueConstraint(fields=["agreement", "editor"], name="visit_once_per_editor")]

    def __str__(self) -> str:
        return f"{self.editor}: {self.agreement}"
