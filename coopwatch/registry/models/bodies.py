"""Organisations, portals and the publishers of articles."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.models.history import ThriftyRecords
from coopwatch.registry.models.places import Land
from coopwatch.registry.vocabulary import CheckState, OrganisationKind, SourceKind


def spellings_field() -> ArrayField:
    """Return the field that holds further spellings, as articles use them."""
    return ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("weitere Schreibweisen"),
        help_text=_("Ein Stern steht für eine Adjektivendung, ein Plus für die Endung des Genitivs."),
    )


def file_spellings_field() -> ArrayField:
    """Return the field that keeps what the data files said at the last load; NULL for a body of other origin.

    So a spelling that went from the files is told from one that an editor added, and one that an editor took
    away from one that the files never had.
    """
    return ArrayField(models.CharField(max_length=200), null=True, blank=True, editable=False)


def origin_field() -> models.CharField:
    """Return the field that says who vouches for the body: reference data and editors count as checked."""
    return models.CharField(_("Prüfstand"), max_length=10, choices=CheckState, default=CheckState.CHECKED)


class Organisation(models.Model):
    """A public party that is neither Bund, Land nor Kommune: association, IT provider, joint body."""

    slug = models.SlugField(_("Adresse"), max_length=160, unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    kind = models.CharField(
        _("Art"), max_length=20, choices=OrganisationKind, default=OrganisationKind.SONSTIGE
    )
    spellings = spellings_field()
    file_spellings = file_spellings_field()
    check_state = origin_field()
    laender = models.ManyToManyField(Land, blank=True, related_name="organisations", verbose_name=_("Länder"))
    history = ThriftyRecords(m2m_fields=[laender])

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Portal(models.Model):
    """A named portal, platform or base component."""

    slug = models.SlugField(_("Adresse"), max_length=160, unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    spellings = spellings_field()
    file_spellings = file_spellings_field()
    check_state = origin_field()
    laender = models.ManyToManyField(Land, blank=True, related_name="portals", verbose_name=_("Länder"))
    url = models.URLField(_("Internetadresse"), blank=True)
    history = ThriftyRecords(m2m_fields=[laender])

    class Meta:
        verbose_name = _("Portal")
        verbose_name_plural = _("Portale")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """A publisher (Quelle) with its kind and, where there is one, the feed that is watched."""

    slug = models.SlugField(_("Adresse"), max_length=160, unique=True)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    kind = models.CharField(_("Art"), max_length=20, choices=SourceKind, default=SourceKind.PRESS)
    home_url = models.URLField(_("Internetseite"), blank=True)
    feed_url = models.URLField(_("Feed"), blank=True)
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    crawl_interval = models.DurationField(_("Abstand der Abrufe"), null=True, blank=True)
    enabled = models.BooleanField(_("wird abgerufen"), default=False)
    last_success = models.DateTimeField(_("letzter Erfolg"), null=True, blank=True)
    last_error = models.TextField(_("letzter Fehler"), blank=True)
    last_tried = models.DateTimeField(_("zuletzt versucht"), null=True, blank=True)
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("Quelle")
        verbose_name_plural = _("Quellen")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(enabled=False) | ~models.Q(feed_url=""), name="source_enabled_has_a_feed"
            ),
        ]

    def __str__(self) -> str:
        return self.name
