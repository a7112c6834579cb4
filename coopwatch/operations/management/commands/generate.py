"""`manage.py generate --agreements N --articles M --seed S`: fill the database with plausible data."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, connection

from coopwatch.operations.load import load
from coopwatch.registry.models import Agreement, Land


class Command(BaseCommand):
    """Make agreements and articles for trying the program at size. Not for a database that is in service."""

    help = "Erzeugt glaubhafte Vereinbarungen und Artikel, um große Mengen auszuprobieren."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers and the seed."""
        parser.add_argument("--agreements", type=int, default=1000, metavar="N")
        parser.add_argument("--articles", type=int, default=1000, metavar="M")
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="gleiche Zahl, gleiche Daten")

    def handle(self, *args, agreements: int, articles: int, seed: int, **options) -> None:
        """Check that it can work, then make everything in one transaction."""
        if not Land.objects.exists():
            raise CommandError("Die Länder fehlen: zuerst `manage.py load_reference` ausführen.")
        if Agreement.objects.filter(slug__startswith=f"erzeugt-{seed}-").exists():
            raise CommandError(f"Daten zur Zahl {seed} sind schon da: mit --seed eine andere nennen.")
        if min(agreements, articles) < 0:
            raise CommandError("Die Anzahlen dürfen nicht negativ sein.")
        try:
            load(agreements, articles, seed, lambda text: self.stdout.write(f"\r{text}", ending=""))
        except IntegrityError as error:
            raise CommandError(f"Nichts wurde geschrieben: {error}") from error
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"\n{agreements} Vereinbarungen und {articles} Artikel erzeugt (Zahl {seed}).")
