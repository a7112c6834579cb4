"""`manage.py ingest PATH…`: store articles, queue them for the workers, and show how far these are."""

import time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Count

from coopwatch.extraction.article_files import Problem
from coopwatch.extraction.extract import guess_language
from coopwatch.intake.files import Input, read_inputs
from coopwatch.intake.store import Outcome, Stored, store
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState

UNFINISHED = (ArticleState.WAITING, ArticleState.READING)
PAUSE, PATIENCE = 0.2, 30.0


class Command(BaseCommand):
    """Take articles in. A bad file gets its message, and the run goes on with the rest."""

    help = (
        "Nimmt Artikel auf (.txt, .json, .jsonl, .html, .pdf, Ordner, - für JSON-Zeilen) und lässt sie lesen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take paths, and how to treat what they hold."""
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--retold", action="store_true", help="nacherzählte Beispieltexte: überall als solche gezeigt"
        )
        parser.add_argument("--wait", action="store_true", help="warten, bis alle Artikel gelesen sind")
        parser.add_argument(
            "--patience", type=float, default=PATIENCE, help="Sekunden ohne Fortschritt, bis --wait aufgibt"
        )

    def handle(self, *args, paths: list[str], retold: bool, wait: bool, patience: float, **options) -> None:
        """Store everything, then wait for the workers where that is asked for."""
        origin = ArticleOrigin.RETOLD if retold else ArticleOrigin.FILE
        stored, problems = self._store_all(paths, origin)
        self._say_outcomes(stored)
        keys = [entry.article.pk for entry in stored]
        if wait and keys:
            self._wait_for(keys, patience)
        if problems:
            raise CommandError(f"{problems} Eingabe(n) wurden nicht aufgenommen, alle anderen schon.")

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
        done, last_step = -1, time.monotonic()
        while True:
            states = _states(keys)
            now_done = len(keys) - sum(states.get(state, 0) for state in UNFINISHED)
            if now_done != done:
                done, last_step = now_done, time.monotonic()
                self._progress(done, len(keys))
            if done >= len(keys):
                break
            if time.monotonic() - last_step > patience:
                raise CommandError(
                    f"\n{len(keys) - done} Artikel warten noch, und nichts bewegt sich. Läuft ein Worker? "
                    "(celery -A coopwatch worker). Gespeichert ist alles; gelesen wird, sobald einer läuft."
                )
            time.sleep(PAUSE)
        self._say_end(states, keys)

    def _progress(self, done: int, total: int) -> None:
        is_terminal = getattr(self.stdout, "isatty", lambda: False)()
        self.stdout.write(f"\r{done}/{total} gelesen", ending="" if is_terminal and done < total else "\n")
        self.stdout.flush()

    def _say_end(self, states: dict[str, int], keys: list[int]) -> None:
        words = [f"{ArticleState(state).label}: {number}" for state, number in sorted(states.items())]
        self.stdout.write("; ".join(words))
        for article in Article.objects.failed().filter(pk__in=keys):
            self.stderr.write(f"{article} (Artikel {article.pk}): {article.error}")


def _states(keys: list[int]) -> dict[str, int]:
    rows = Article.objects.filter(pk__in=keys).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)
