"""`manage.py ingest`: store articles of files, addresses or the research; show how far the workers are."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count

from coopwatch.extraction.article_files import Problem
from coopwatch.extraction.extract import guess_language
from coopwatch.intake.files import Input, read_inputs
from coopwatch.intake.management import web
from coopwatch.intake.store import Outcome, Stored, store
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState

UNFINISHED = (ArticleState.WAITING, ArticleState.READING)
PATIENCE = 30.0


class Command(BaseCommand):
    """Take articles in. A bad file gets its message, and the run goes on with the rest."""

    help = (
        "Nimmt Artikel auf (.txt, .json, .jsonl, .html, .pdf, Ordner, Web-Adressen, - für JSON-Zeilen) "
        "und lässt sie lesen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take paths and addresses, and how to treat what they hold."""
        parser.add_argument("paths", nargs="*", metavar="PATH|URL")
        parser.add_argument(
            "--retold", action="store_true", help="nacherzählte Beispieltexte: überall als solche gezeigt"
        )
        parser.add_argument("--wait", action="store_true", help="warten, bis alle Artikel gelesen sind")
        parser.add_argument("--patience", type=float, help="Sekunden ohne Fortschritt, bis das Warten endet")
        parser.add_argument(
            "--register",
            action="store_true",
            help="die Quellen der Recherche abrufen, lesen und mit ihr vergleichen; fortsetzbar",
        )
        parser.add_argument(
            "--again", action="store_true", help="mit --register: fehlgeschlagene Abrufe wiederholen"
        )

    def handle(self, *args, paths: list[str], register: bool, verbosity: int, **options) -> None:
        """Take in what is named, then wait for the workers where that is asked for."""
        self.verbosity = verbosity
        if register == bool(paths):
            raise CommandError("Bitte entweder Dateien und Adressen nennen oder --register.")
        if register:
            web.check_register(self, options["again"], options["patience"])
            return
        addresses = [path for path in paths if path.lower().startswith(("http://", "https://"))]
        pages, refused = web.take_addresses(self, addresses)
        origin = ArticleOrigin.RETOLD if options["retold"] else ArticleOrigin.FILE
        stored, problems = self._store_all([path for path in paths if path not in addresses], origin)
        self._say_outcomes(stored)
        if options["wait"]:
            keys = web.wait_for_downloads(self, pages, options["patience"] or web.PATIENCE)
            keys += [entry.article.pk for entry in stored]
            self._wait_for(keys, options["patience"] or PATIENCE)
        if bad := refused + problems:
            raise CommandError(f"{bad} Eingabe(n) wurden nicht aufgenommen, alle anderen schon.")

    def _store_all(self, paths: list[str], origin: str) -> tuple[list[Stored], int]:
        stored, problems = [], 0
        for found in read_inputs(paths):
            try:
                stored.append(self._store(found, origin))
            except ValueError as error:
                problems += 1
                self.stderr.write(str(error))
        return stored, problems

    def _store(self, found: Input | Problem, origin: str) -> Stored:
        if isinstance(found, Problem):
            raise ValueError(f"{found.source}: {found.message}")
        if guess_language(found.article.text) != "de":
            note = "Der Text ist nicht deutsch: Er wird aufbewahrt, aber nicht ausgewertet."
            self.stderr.write(f"{found.article.id}: {note}")
        try:
            return store(found.article, origin, found.original)
        except ValueError as error:
            raise ValueError(f"{found.article.id}: {error}") from None

    def _say_outcomes(self, stored: list[Stored]) -> None:
        for outcome in Outcome:
            names = [entry.article for entry in stored if entry.outcome == outcome]
            if names:
                self.stdout.write(f"{outcome.value}: {len(names)}")
            if outcome not in {Outcome.NEW, Outcome.FILLED}:
                for article in names[:10]:
                    self.stdout.write(f"  {article} (Artikel {article.pk})")

    def _wait_for(self, keys: list[int], patience: float) -> None:
        """Show "n/m gelesen" from the database until all are through; gives up where nothing moves."""
        if keys:
            web.wait(self, "gelesen", len(keys), lambda: len(keys) - _unfinished(keys), patience)
            self._say_end(_states(keys), keys)

    def _say_end(self, states: dict[str, int], keys: list[int]) -> None:
        words = [f"{ArticleState(state).label}: {number}" for state, number in sorted(states.items())]
        self.stdout.write("; ".join(words))
        for article in Article.objects.failed().filter(pk__in=keys):
            self.stderr.write(f"{article} (Artikel {article.pk}): {article.error}")


def _states(keys: list[int]) -> dict[str, int]:
    rows = Article.objects.filter(pk__in=keys).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def _unfinished(keys: list[int]) -> int:
    return Article.objects.filter(pk__in=keys, state__in=UNFINISHED).count()
