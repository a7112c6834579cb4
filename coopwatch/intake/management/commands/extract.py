"""manage.py extract: read articles and write what they report, one JSON object a line. Needs no database."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coopwatch.extraction.article_files import Problem, read_articles
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.serialise import reading_to_dict


def printable(text: str) -> str:
    """Lone surrogates, which no terminal takes, as JSON escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class Command(BaseCommand):
    help = (
        "Liest Artikel (.txt, .json, .jsonl, Ordner, - für JSON-Zeilen) und schreibt die "
        "gefundenen Vereinbarungen als JSON-Zeilen."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--format",
            choices=("json", "jsonl"),
            default="jsonl",
            help="jsonl: ein Objekt je Zeile; json: eine Liste",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lexicon = load_lexicon()
        failed, records = 0, []
        for item in read_articles(options["paths"]):
            if isinstance(item, Problem):
                failed += self._complain(item.source, item.message)
                continue
            reading = extract(item, lexicon)
            if reading.language != "de":
                failed += self._complain(item.id, reading.reason)
            record = reading_to_dict(reading)
            if options["format"] == "json":
                records.append(record)
            else:
                self.stdout.write(printable(json.dumps(record, ensure_ascii=False)))
        if options["format"] == "json":
            self.stdout.write(printable(json.dumps(records, ensure_ascii=False, indent=1)))
        if failed:
            raise CommandError(f"{failed} Eingabe(n) wurden nicht gelesen.", returncode=1)

    def _complain(self, source: str, message: str) -> int:
        self.stderr.write(f"{source}: {message}")
        return 1
