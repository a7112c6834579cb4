"""manage.py explain: the sentences of an article with all that was seen in them, and why agreements came of
it or not."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coopwatch.extraction.article_files import Problem, read_articles
from coopwatch.extraction.explain import explain
from coopwatch.extraction.lexicon import load_lexicon


class Command(BaseCommand):
    help = (
        "Zeigt für Artikel (.txt, .json, Ordner) Sätze, Nennungen, Rollen und Regeln und warum "
        "daraus eine Vereinbarung wurde oder nicht."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        lexicon = load_lexicon()
        colours = self._colours()
        failed = 0
        for item in read_articles(options["paths"]):
            if isinstance(item, Problem):
                self.stderr.write(f"{item.source}: {item.message}")
                failed += 1
                continue
            for style, text in explain(item, lexicon):
                self.stdout.write(colours[style](text))
        if failed:
            raise CommandError(f"{failed} Eingabe(n) wurden nicht gelesen.", returncode=1)

    def _colours(self) -> dict[str, Callable[[str], str]]:
        """Django's own palette; plain text where the output is no terminal."""
        style = self.style
        return {
            "title": style.MIGRATE_HEADING,
            "sentence": str,
            "mention": style.HTTP_INFO,
            "act": style.WARNING,
            "date": style.HTTP_NOT_MODIFIED,
            "good": style.SUCCESS,
            "bad": style.ERROR,
            "dim": str,
        }
