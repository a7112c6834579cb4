"""The tables of the read model. All of their rows are worked out of the registry's, and can be made anew."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F

from coopwatch.registry.models import Agreement


def keys_field() -> ArrayField:
    """Return the field that holds the keys of linked rows."""
    return ArrayField(models.IntegerField(), default=list)


def codes_field(length: int) -> ArrayField:
    """Return the field that holds codes of at most this length."""
    return ArrayField(models.CharField(max_length=length), default=list)


class WorkedOut(models.Model):
    """What belongs to one public agreement. The key refers to it without a constraint of the database: a card
    may stay for a moment when its agreement goes, until the next reader comes."""

    IS_WORKED_OUT = True  # backups leave these tables out

    agreement = models.OneToOneField(
        Agreement, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="+"
    )

    class Meta:
        abstract = True


class Card(WorkedOut):
    """What filters, facets, counters and figures ask of an agreement; narrow, so that all are read quickly.

    `parties` holds "DE" and the codes of the Länder, `pilots` AGS, `sources` the publishers that tell of it.
    `title_key` orders by title. `head` and `links` say the same in bytes, for counting (see `packing`).
    """

    kind = models.CharField(max_length=30)
    status = models.CharField(max_length=12)
    check_state = models.CharField(max_length=10)
    date = models.DateField(null=True)
    bund = models.BooleanField()
    scope = models.CharField(max_length=7)
    parties = codes_field(5)
    topics = codes_field(20)
    portals = keys_field()
    pilots = codes_field(8)
    organisations = keys_field()
    sources = keys_field()
    title_key = models.TextField(db_collation="C")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    head = models.BinaryField()
    links = models.BinaryField()

    class Meta:
        verbose_name = "Karte"
        verbose_name_plural = "Karten"
        ordering = [F("date").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(F("date").desc(nulls_last=True), F("agreement").desc(), name="card_by_date"),
            models.Index(fields=["title_key", "-agreement"], name="card_by_title"),
            GinIndex(
                fields=["parties", "topics", "portals", "pilots", "organisations", "sources"],
                name="card_links",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Sheet(WorkedOut):
    """What is shown and exported of an agreement, ready to be sent.

    `document` is the JSON that `rows.build` reads; the others are finished lines of the CSV exports, formulas
    made harmless, without the end of the line.
    """

    document = models.TextField()
    machine_line = models.TextField()
    german_line = models.TextField()
    english_line = models.TextField()

    class Meta:
        verbose_name = "Blatt"
        verbose_name_plural = "Blätter"

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Stale(models.Model):
    """That a row was changed from which cards are made; triggers write it, the next reader takes it away.

    `what` names the table by its row ("agreement", "portal" …; "all" for everything), `key` is the row's.
    """

    IS_WORKED_OUT = True

    what = models.CharField(max_length=12)
    key = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "Veraltetes"
        verbose_name_plural = "Veraltetes"

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
