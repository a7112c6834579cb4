"""`manage.py load_reference`: Länder, Kommunen, publishers, organisations and portals."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopwatch.registry.reference import ALL_KOMMUNEN, load_all


class Command(BaseCommand):
    """Load the reference data; a second run changes nothing."""

    help = "Lädt Länder, Kommunen, Quellen, Organisationen und Portale (beliebig oft wiederholbar)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another gazetteer than the project's own."""
        parser.add_argument("--kommunen", type=Path, default=ALL_KOMMUNEN, help="anderes Gemeindeverzeichnis")

    def handle(self, *args, kommunen: Path, **options) -> None:
        """Load and say what was written."""
        if not kommunen.exists():
            raise CommandError(f"{kommunen} fehlt. Das Verzeichnis gehört zum Projekt: bitte neu auschecken.")
        for sort, number in load_all(kommunen).items():
            self.stdout.write(f"{sort}: {number} neu oder geändert" if number else f"{sort}: unverändert")
