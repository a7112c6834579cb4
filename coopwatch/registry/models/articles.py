"""Articles: texts as publishers wrote them, and their way through reading."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.models.bodies import Source
from coopwatch.registry.querysets import ArticleQuerySet
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState


class Article(models.Model):
    """A text with where and when it was published. A referenced article is an address without a text.

    `content_hash` is the SHA-256 (hex) of the text after normalisation (NFC, white space folded);
    `canonical_url` the address without tracking, fragment and scheme, both unique where known.
    """

    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("Quelle")
    )
    external_id = models.CharField(_("Kennung"), max_length=200, blank=True)
    url = models.URLField(_("Adresse"), max_length=2000, blank=True)
    # Null, not empty: the database compares only addresses and hashes that are known.
    canonical_url = models.CharField(max_length=2000, null=True, blank=True, editable=False)  # noqa: DJ001
    title = models.CharField(_("Titel"), max_length=500, blank=True)
    text = models.TextField(_("Text"), blank=True)
    content_hash = models.CharField(max_length=64, null=True, blank=True, editable=False)  # noqa: DJ001
    published_on = models.DateField(_("veröffentlicht am"), null=True, blank=True)
    # Read in the text, not given with it: a later reading may find another day.
    published_is_read = models.BooleanField(default=False, editable=False)
    language = models.CharField(_("Sprache"), max_length=5, default="de")
    origin = models.CharField(_("Herkunft"), max_length=10, choices=ArticleOrigin)
    original = models.FileField(_("Original"), upload_to="originals/%Y/%m/", blank=True)
    near_duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="near_duplicates",
        verbose_name=_("fast gleich wie"),
    )
    state = models.CharField(_("Zustand"), max_length=10, choices=ArticleState, default=ArticleState.WAITING)
    state_since = models.DateTimeField(_("Zustand seit"), auto_now_add=True)
    tries = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    error = models.TextField(_("Fehler"), blank=True)
    outcome = models.TextField(_("Ergebnis"), blank=True)
    machine_version = models.CharField(_("gelesen mit Fassung"), max_length=40, blank=True)
    added_at = models.DateTimeField(_("hinzugefügt"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Artikel")
        verbose_name_plural = _("Artikel")
        ordering = ["-added_at", "-pk"]
        indexes = [models.Index(fields=["state", "state_since"], name="article_queue")]
        constraints = [
            # Pages link to it: an address that is a script must not come in by any way.
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^[hH][tT][tT][pP][sS]?://"),
                name="article_url_is_of_the_web",
            ),
            models.UniqueConstraint(fields=["content_hash"], name="article_content_hash_unique"),
            models.UniqueConstraint(fields=["canonical_url"], name="article_canonical_url_unique"),
            models.CheckConstraint(
                condition=Q(state=ArticleState.REFERENCED) | Q(content_hash__isnull=False),
                name="article_with_a_state_has_content",
            ),
            models.CheckConstraint(
                condition=~Q(state=ArticleState.FAILED) | ~Q(error=""), name="article_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"{self._meta.verbose_name} {self.pk}"
