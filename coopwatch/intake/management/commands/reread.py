"""`manage.py reread`: read all articles anew with the present extraction and lexicon."""

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import QuerySet

from coopwatch.intake.reading import present_versions, reread
from coopwatch.registry.models import Article


class Command(BaseCommand):
    """Read anew what an older version read. Stopped and started again it goes on where it was."""

    help = "Liest alle Artikel neu, die eine ältere Fassung gelesen hat, und sagt, was sich geändert hat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the choice to read those of the present version as well."""
        parser.add_argument("--all", action="store_true", help="auch Artikel der heutigen Fassung")

    def handle(self, *args, **options) -> None:
        """Read article by article, each in a transaction of its own."""
        keys = list(outdated(options["all"]).order_by("pk").values_list("pk", flat=True))
        changed = 0
        for number, key in enumerate(keys, start=1):
            said = self._read(key)
            changed += bool(said)
            self._progress(number, len(keys), said)
        self.stdout.write(f"{len(keys)} Artikel neu gelesen, bei {changed} hat sich etwas geändert.")

    def _read(self, key: int) -> list[str]:
        try:
            return reread(key)
        except Exception as error:
            # One article that cannot be read must not stop the others; it keeps what was read before.
            self.stderr.write(f"Artikel {key} wurde nicht neu gelesen: {type(error).__name__}: {error}")
            return []

    def _progress(self, number: int, total: int, said: list[str]) -> None:
        for sentence in said:
            self.stdout.write(sentence)
        if number % 50 == 0 or number == total:
            self.stdout.write(f"{number}/{total} gelesen")


def outdated(with_present: bool = False) -> QuerySet[Article]:
    """Return the articles that an older version read, or all that were read."""
    rows = Article.objects.reread_candidates()
    return rows if with_present else rows.exclude(machine_version__in=present_versions())
