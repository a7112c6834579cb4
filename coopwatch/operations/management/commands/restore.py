"""`manage.py restore FILE`: bring back what a backup holds, and compare it with its checksums."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopwatch.operations.archive import ArchiveError, checksums, restore


class Command(BaseCommand):
    """Restore a backup into an empty database, or with --replace into one that holds rows."""

    help = "Spielt eine Sicherung zurück. Vorher Web, Worker und Zeitplan anhalten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="vorhandene Daten ersetzen")

    def handle(self, *args, file: Path, replace: bool, **options) -> None:
        """Restore, then compare row by row."""
        try:
            manifest = restore(file, replace, lambda name: None)
        except ArchiveError as error:
            raise CommandError(f"Nichts wurde zurückgespielt. {error}") from error
        now = checksums()
        changed = [name for name, table in manifest["tables"].items() if now.get(name) != table["sha256"]]
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(f"{rows} Zeilen und {len(manifest['media'])} Originale zurückgespielt.")
        if changed:
            # Newer versions add columns and rows of their own; anything else is a loss.
            self.stdout.write(f"Nach Aktualisierung des Schemas verändert: {', '.join(changed)}.")
        else:
            self.stdout.write("Alle Prüfsummen stimmen überein.")
