"""What the operation remembers: when the whole chain of beat, broker and worker last did something."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """That a task which the beat sent came through the broker to a worker; one row per queue."""

    queue = models.CharField(_("Warteschlange"), max_length=60, primary_key=True)
    at = models.DateTimeField(_("zuletzt"))

    class Meta:
        verbose_name = _("Herzschlag")
        verbose_name_plural = _("Herzschläge")

    def __str__(self) -> str:
        return f"{self.queue}: {self.at:%d.%m.%Y %H:%M:%S}"


class DataChange(models.Model):
    """That a transaction changed what public pages show; the sum of `n` is the number of the data's state.

    Triggers write it, a task adds rows up. `txid` is PostgreSQL's number of the transaction.
    """

    txid = models.BigIntegerField(primary_key=True)
    n = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.txid}: {self.n}"
