"""`manage.py load_register [FILE]`: the researched acts, or a corrected edition of them."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopwatch.registry.models import Land
from coopwatch.registry.reference import DATA
from coopwatch.registry.register_file import RegisterFile, parse_register
from coopwatch.registry.research import LoadReport, load

OWN_FILE = DATA / "register" / "agreements.jsonl"
SIZE_LIMIT = 50_000_000


class Command(BaseCommand):
    """Load researched acts; what a person decided stays, broken lines are refused with their reason."""

    help = (
        "Lädt die recherchierten Vereinbarungen; sagt, was neu, geändert, unverändert oder zurückgezogen ist."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a file, and whether acts that it does not name stay."""
        parser.add_argument(
            "file", nargs="?", type=Path, default=OWN_FILE, help="JSON-Zeilen, eine je Vereinbarung"
        )
        parser.add_argument(
            "--keep-missing", action="store_true", help="Vereinbarungen behalten, die in der Datei fehlen"
        )

    def handle(self, *args, file: Path, keep_missing: bool, **options) -> None:
        """Read, load and report. Ends with an error code where lines were refused."""
        if not Land.objects.exists():
            raise CommandError("Die Länder fehlen noch: bitte zuerst `manage.py load_reference` ausführen.")
        content = read(file)
        report = load(content, keep_missing)
        self._say_outcomes(content, report)
        for line in refusals(content):
            self.stderr.write(line)
        if content.faults:
            raise CommandError(f"{len(content.faults)} Zeilen wurden nicht geladen, alle anderen schon.")

    def _say_outcomes(self, content: RegisterFile, report: LoadReport) -> None:
        for outcome in ("neu", "geändert", "unverändert", "zurückgezogen"):
            self.stdout.write(f"{outcome}: {report.outcomes[outcome]}")
        for line in report.changes:
            self.stdout.write(f"  geändert {line}")
        for key in report.kept:
            self.stdout.write(
                f"  {key} fehlt in der Datei, bleibt aber: eine Person oder ein Zitat steht dafür ein"
            )
        if report.created:
            self.stdout.write(f"neu angelegt (als recherchiert): {'; '.join(sorted(report.created))}")
        pilots = sum(len(act.pilots) for act in content.acts)
        self.stdout.write(
            f"nicht zugeordnet: {len(report.unresolved)} (von {pilots} Pilotkommunen und den Ketten)"
        )
        for key, name in report.unresolved:
            self.stdout.write(f"  {key}: {name.field} {name.name}: {name.reason}")


def read(file: Path) -> RegisterFile:
    """Return the parsed file; raises CommandError where it cannot be read at all."""
    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise CommandError(f"{file} ist größer als {SIZE_LIMIT // 1_000_000} MB.")
        return parse_register(file.read_text("utf-8").split("\n"))
    except OSError as error:
        raise CommandError(f"{file} lässt sich nicht lesen: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{file} ist keine UTF-8-Datei.") from None


def refusals(content: RegisterFile) -> list[str]:
    """Return one line for each refused line of the file."""
    return [f"Zeile {fault.line} ({fault.id or 'ohne Kennung'}): {fault.reason}" for fault in content.faults]
