"""What the intake keeps for itself: manners towards hosts, and which articles are still to be fetched."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.models import Article

# A message that brought nothing for so long was lost by the broker.
LOST_AFTER = timedelta(minutes=2)


class Host(models.Model):
    """A web host (scheme, name, port) that we visit: its robots.txt, and when the next visit is polite."""

    name = models.CharField(_("Rechner"), max_length=260, unique=True)
    robots = models.TextField(_("robots.txt"), blank=True)
    robots_at = models.DateTimeField(_("robots.txt abgerufen"), null=True, blank=True)
    next_visit = models.DateTimeField(_("nächster Abruf frühestens"), null=True, blank=True)

    class Meta:
        verbose_name = _("Rechner")
        verbose_name_plural = _("Rechner")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DownloadState(models.TextChoices):
    """Where a download stands."""

    WAITING = "waiting", _("wartet")
    RUNNING = "running", _("wird abgerufen")
    DONE = "done", _("abgerufen")
    SAME = "same", _("gleicher Text wie ein anderer Artikel")
    FAILED = "failed", _("fehlgeschlagen")


class DownloadQuerySet(models.QuerySet):
    """Questions about downloads."""

    def due(self, moment):
        """Downloads that wait and whose time has come, the oldest first."""
        return self.filter(state=DownloadState.WAITING, not_before__lte=moment).order_by("not_before", "pk")

    def to_send(self, moment):
        """Downloads that are due and of which no message is on its way."""
        is_lost = Q(sent_at__lt=F("not_before")) | Q(sent_at__lt=moment - LOST_AFTER)
        return self.due(moment).filter(is_lost | Q(sent_at=None))

    def stuck_since(self, moment):
        """Downloads that a worker began before `moment` and never finished."""
        return self.filter(state=DownloadState.RUNNING, state_since__lt=moment)

    def still_to_come(self):
        """Downloads that a worker will end soon: not those that were put off to a later try."""
        unfinished = self.filter(state__in=[DownloadState.WAITING, DownloadState.RUNNING])
        return unfinished.exclude(state=DownloadState.WAITING, tries__gt=0)


class Download(models.Model):
    """That the text of an article is to be fetched from its address, and how far that is.

    The article stands as "nur verlinkt" until its text is there. `not_before` is when the next try is due;
    `sent_at` when a message last went to the workers, `final_url` where the redirects ended.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="download", verbose_name=_("Artikel")
    )
    state = models.CharField(_("Zustand"), max_length=8, choices=DownloadState, default=DownloadState.WAITING)
    state_since = models.DateTimeField(_("Zustand seit"), auto_now_add=True)
    not_before = models.DateTimeField(_("frühestens"), auto_now_add=True)
    sent_at = models.DateTimeField(_("zuletzt verschickt"), null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    error = models.TextField(_("Fehler"), blank=True)
    final_url = models.CharField(_("geladen von"), max_length=2000, blank=True)
    same_as = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gleicher Text wie"),
    )

    objects = DownloadQuerySet.as_manager()

    class Meta:
        verbose_name = _("Abruf")
        verbose_name_plural = _("Abrufe")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="download_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DownloadState.FAILED) | ~Q(error=""), name="download_failed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(same_as__isnull=True) | ~Q(same_as=F("article")),
                name="download_is_not_the_same_as_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_state_display()}"


class Sketch(models.Model):
    """The sketch of an article's text (`coopwatch.intake.sketch`), by which nearly equal ones are found."""

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="sketch")
    numbers = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        verbose_name = _("Skizze")
        verbose_name_plural = _("Skizzen")
        indexes = [GinIndex(fields=["numbers"], name="sketch_numbers")]

    def __str__(self) -> str:
        return str(self.article)
