"""`manage.py backup FILE`: database and originals in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopwatch.operations.archive import ArchiveError, write


class Command(BaseCommand):
    """Write a backup; work may go on meanwhile."""

    help = "Sichert Datenbank und Originale in eine Datei (.tar.gz), mit Prüfsummen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args, file: Path, **options) -> None:
        """Write it and say what it holds."""
        try:
            manifest = write(
                file, lambda name: self.stdout.write(f"  {name}") if options["verbosity"] > 1 else None
            )
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        size = file.stat().st_size / 1e6
        self.stdout.write(f"{file}: {rows} Zeilen, {len(manifest['media'])} Originale, {size:.1f} MB.")
