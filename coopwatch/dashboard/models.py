"""Texts that the operator writes: Impressum, Datenschutz, Barrierefreiheit."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageKey(models.TextChoices):
    """The pages that the operator fills in."""

    IMPRESSUM = "impressum", _("Impressum")
    DATENSCHUTZ = "datenschutz", _("Datenschutz")
    BARRIEREFREIHEIT = "barrierefreiheit", _("Erklärung zur Barrierefreiheit")


class TextPage(models.Model):
    """The text of one page in one language.

    Empty lines part paragraphs, "## " begins a heading, "- " an item of a list.
    """

    key = models.CharField(_("Seite"), max_length=20, choices=PageKey)
    language = models.CharField(
        _("Sprache"), max_length=2, choices=[("de", _("Deutsch")), ("en", _("Englisch"))], default="de"
    )
    body = models.TextField(_("Text"))
    updated_at = models.DateTimeField(_("geändert"), auto_now=True)

    class Meta:
        verbose_name = _("Textseite")
        verbose_name_plural = _("Textseiten")
        ordering = ["key", "language"]
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="text_page_once_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} ({self.language})"
