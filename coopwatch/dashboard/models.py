"""Texts that the operator writes, and who wants a weekly e-mail about a filter."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from coopwatch.dashboard.cards.models import Card, Sheet, Stale

__all__ = ["Card", "PageKey", "Sheet", "Stale", "Subscription", "TextPage"]


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


class SubscriptionQuerySet(models.QuerySet):
    """Questions about subscriptions."""

    def confirmed(self) -> "SubscriptionQuerySet":
        """Return those whose owner said yes."""
        return self.filter(confirmed_at__isnull=False)

    def due(self, now: dt.datetime) -> "SubscriptionQuerySet":
        """Return the confirmed ones whose last digest reaches back a week."""
        return self.confirmed().filter(covered_until__lte=now - Subscription.EVERY)

    def never_confirmed(self, now: dt.datetime) -> "SubscriptionQuerySet":
        """Return those that nobody confirmed in time: their addresses are not ours to keep."""
        return self.filter(confirmed_at__isnull=True, created_at__lte=now - Subscription.TO_CONFIRM)


class Subscription(models.Model):
    """A mailbox that wants a weekly digest of one filter; `query` is the filter's canonical query string.

    Ending a subscription deletes the row. Nothing else about its owner is kept.
    """

    EVERY = dt.timedelta(days=7)
    TO_CONFIRM = dt.timedelta(days=7)

    email = models.EmailField(_("E-Mail"), max_length=254)
    query = models.TextField(_("Filter"), blank=True)
    language = models.CharField(
        _("Sprache"), max_length=2, choices=[("de", _("Deutsch")), ("en", _("Englisch"))], default="de"
    )
    created_at = models.DateTimeField(_("angelegt"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("bestätigt"), null=True, blank=True)
    covered_until = models.DateTimeField(_("berichtet bis"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Abonnement")
        verbose_name_plural = _("Abonnements")
        constraints = [
            models.UniqueConstraint(fields=["email", "query"], name="subscription_once_per_filter"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True, covered_until__isnull=True)
                | models.Q(confirmed_at__isnull=False, covered_until__isnull=False),
                name="subscription_covers_from_its_confirmation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.query or '*'}"

    def confirm(self, now: dt.datetime) -> None:
        """Note that the owner of the mailbox said yes; a second yes changes nothing."""
        if self.confirmed_at is None:
            self.confirmed_at = self.covered_until = now
            self.save(update_fields=["confirmed_at", "covered_until"])
