"""Agreements, who takes part in them, and the evidence for each of their facts."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.models.articles import Article
from coopwatch.registry.models.bodies import Organisation, Portal
from coopwatch.registry.models.history import ThriftyRecords
from coopwatch.registry.models.places import Kommune, Land
from coopwatch.registry.querysets import AgreementQuerySet, EvidenceQuerySet
from coopwatch.registry.vocabulary import (
    CheckState,
    DateBasis,
    DatePrecision,
    Decision,
    EvidenceField,
    Kind,
    ReportRelation,
    Stage,
    Topic,
    Visibility,
)


class Agreement(models.Model):
    """One act of cooperation (Vereinbarung).

    `date` is the first day of the period that the sources name and `date_precision` how long that period
    is; a date is never more exact than its source. `confidence` is the extraction's (0 to 1), None for
    researched acts. `researched` is the line of the register from which the act was loaded, `conflicts` the
    facts on which sources differ. `search_text` holds title, parties and portals for full-text search.
    """

    slug = models.SlugField(_("Adresse"), max_length=160, unique=True)
    title = models.CharField(_("Titel"), max_length=300)
    summary = models.TextField(_("Zusammenfassung"), blank=True)
    name = models.CharField(_("Eigenname"), max_length=300, blank=True)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind)
    status = models.CharField(_("Stand"), max_length=12, choices=Stage)
    date = models.DateField(_("Datum"), null=True, blank=True)
    date_precision = models.CharField(
        _("Genauigkeit"), max_length=7, choices=DatePrecision, default=DatePrecision.UNKNOWN
    )
    date_basis = models.CharField(_("Grundlage des Datums"), max_length=9, choices=DateBasis, blank=True)
    bund = models.BooleanField(_("Bund beteiligt"), default=False)
    laender = models.ManyToManyField(Land, blank=True, related_name="agreements", verbose_name=_("Länder"))
    partner_organisations = models.ManyToManyField(
        Organisation, blank=True, related_name="agreements", verbose_name=_("Partner")
    )
    partner_kommunen = models.ManyToManyField(
        Kommune, blank=True, related_name="partner_agreements", verbose_name=_("Kommunen als Partner")
    )
    portals = models.ManyToManyField(Portal, blank=True, related_name="agreements", verbose_name=_("Portale"))
    topics = ArrayField(
        models.CharField(max_length=20, choices=Topic), default=list, blank=True, verbose_name=_("Themen")
    )
    earlier = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, verbose_name=_("Vorgeschichte")
    )
    predecessor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("Vorgängerin"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name=_("aufgegangen in"),
    )
    visibility = models.CharField(
        _("Sichtbarkeit"), max_length=9, choices=Visibility, default=Visibility.WAITING
    )
    check_state = models.CharField(
        _("Prüfstand"), max_length=10, choices=CheckState, default=CheckState.AUTOMATIC
    )
    confidence = models.FloatField(_("Sicherheit"), null=True, blank=True)
    register_id = models.CharField(
        _("Kennung der Recherche"), max_length=120, unique=True, null=True, blank=True
    )
    sure = models.CharField(_("Sicherheit der Recherche"), max_length=6, blank=True)
    researched = models.JSONField(null=True, blank=True, editable=False)
    conflicts = ArrayField(
        models.CharField(max_length=14, choices=EvidenceField),
        default=list,
        blank=True,
        editable=False,
        verbose_name=_("Widersprüche"),
    )
    search_text = models.TextField(blank=True, editable=False)
    search = models.GeneratedField(
        expression=SearchVector(F("search_text"), config="german"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    updated_at = models.DateTimeField(_("geändert"), auto_now=True)

    objects = AgreementQuerySet.as_manager()
    history = ThriftyRecords(
        m2m_fields=[laender, partner_organisations, partner_kommunen, portals],
        excluded_fields=["search_text", "search", "researched"],
    )
    # In a tuple, since Django would otherwise install the recorder a second time under this name.
    _recorder = (history,)

    class Meta:
        verbose_name = _("Vereinbarung")
        verbose_name_plural = _("Vereinbarungen")
        ordering = [F("date").desc(nulls_last=True), "-pk"]
        indexes = [
            GinIndex(fields=["search"], name="agreement_search"),
            GinIndex(fields=["topics"], name="agreement_topics"),
            models.Index(fields=["visibility", "-date", "-id"], name="agreement_public_by_date"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(date__isnull=True, date_precision=DatePrecision.UNKNOWN, date_basis="")
                | Q(date__isnull=False)
                & ~Q(date_precision=DatePrecision.UNKNOWN)
                & (
                    Q(date_precision=DatePrecision.DAY)
                    | Q(date_precision=DatePrecision.MONTH, date__day=1)
                    | Q(date_precision=DatePrecision.YEAR, date__day=1, date__month=1)
                ),
                name="agreement_date_fits_its_precision",
            ),
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
                name="agreement_confidence_is_a_probability",
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.MERGED, merged_into__isnull=False)
                | ~Q(visibility=Visibility.MERGED) & Q(merged_into__isnull=True),
                name="agreement_merged_says_into_what",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("id")), name="agreement_is_not_its_own_predecessor"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the agreement's public page."""
        return reverse("dashboard:agreement", args=[self.slug])

    def record_step(self, kind: str, reason: str = "") -> None:
        """Write one row of history with the present parties and portals; `kind` is "+" or "~"."""
        self._change_reason = reason or None
        self._recorder[0].create_historical_record(self, kind)

    def save_without_step(self) -> None:
        """Save what is derived from other rows; the history keeps those."""
        self.skip_history_when_saving = True
        self.save()
        del self.skip_history_when_saving

    def save_as_step(self, reason: str) -> None:
        """Save with a row of history that tells the reason."""
        self._change_reason = reason
        self.save()

    @property
    def party_codes(self) -> list[str]:
        """The parties as sorted codes: "DE" for the Bund, ISO 3166-2 for the Länder."""
        return (["DE"] if self.bund else []) + sorted(land.code for land in self.laender.all())


class Pilotkommune(models.Model):
    """A Kommune that takes part in an agreement as a pilot."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="pilotkommunen", verbose_name=_("Vereinbarung")
    )
    kommune = models.ForeignKey(
        Kommune, models.PROTECT, related_name="pilot_roles", verbose_name=_("Kommune")
    )
    history = ThriftyRecords()

    class Meta:
        verbose_name = _("Pilotkommune")
        verbose_name_plural = _("Pilotkommunen")
        ordering = ["kommune__name"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kommune"], name="pilotkommune_once_per_agreement")
        ]

    def __str__(self) -> str:
        return str(self.kommune)


class Signatory(models.Model):
    """A person who signs for a party: `party` is a Land's code, "DE", or the name of a partner."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="signatories", verbose_name=_("Vereinbarung")
    )
    name = models.CharField(_("Name"), max_length=120)
    party = models.CharField(_("für"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Unterzeichnende Person")
        verbose_name_plural = _("Unterzeichnende")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "name"], name="signatory_once_per_agreement")
        ]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """That an article tells of an agreement, and why the two were brought together."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="reports", verbose_name=_("Vereinbarung")
    )
    article = models.ForeignKey(Article, models.PROTECT, related_name="reports", verbose_name=_("Artikel"))
    relation = models.CharField(_("Beziehung"), max_length=10, choices=ReportRelation)
    reason = models.TextField(_("Begründung"), blank=True)
    confidence = models.FloatField(_("Sicherheit"), null=True, blank=True)
    machine_version = models.CharField(_("Fassung"), max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Meldung")
        verbose_name_plural = _("Meldungen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "article"], name="report_once_per_article")
        ]

    def __str__(self) -> str:
        return f"{self.article} → {self.agreement}"


class Evidence(models.Model):
    """A finding stored for one fact of an agreement, with the editor's decision on it.

    `value` is canonical text (code, slug-free name, AGS, ISO date of the stated precision). Without a quote
    it is a statement of an editor, or a value for which the extraction named no place ("kein Beleg").
    `detail` is what belongs to the value: the basis of a date, the party for which a person signs.
    `candidates` holds the AGS that fit an ambiguous place.
    """

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="evidence", verbose_name=_("Vereinbarung")
    )
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name=_("Artikel")
    )
    field = models.CharField(_("Angabe"), max_length=14, choices=EvidenceField)
    value = models.CharField(_("Wert"), max_length=300)
    detail = models.CharField(_("Zusatz"), max_length=200, blank=True)
    quote = models.TextField(_("Zitat"), blank=True)
    start = models.PositiveIntegerField(_("Anfang"), null=True, blank=True)
    end = models.PositiveIntegerField(_("Ende"), null=True, blank=True)
    rule = models.CharField(_("Regel"), max_length=80, blank=True)
    confidence = models.FloatField(_("Sicherheit"), null=True, blank=True)
    candidates = ArrayField(
        models.CharField(max_length=8), default=list, blank=True, verbose_name=_("Kandidaten")
    )
    machine_version = models.CharField(_("Fassung"), max_length=40, blank=True)
    decision = models.CharField(_("Entscheidung"), max_length=8, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()
    history = ThriftyRecords()

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        ordering = ["field", "article_id", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "article", "field", "value", "start", "end"],
                nulls_distinct=False,
                name="evidence_once",
            ),
            models.CheckConstraint(
                condition=Q(quote="", start__isnull=True, end__isnull=True)
                | Q(article__isnull=False, start__isnull=False, end__gt=F("start")) & ~Q(quote=""),
                name="evidence_quote_has_its_place",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.OPEN, decided_at__isnull=True)
                | ~Q(decision=Decision.OPEN) & Q(decided_at__isnull=False),
                name="evidence_decision_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.value}"
