"""manage.py evaluate: how well the extraction reads annotated articles. Needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coopwatch.extraction.evaluation import (
    as_baseline,
    compare,
    judged,
    load_annotated,
    predict,
    reliability,
    threshold_for,
)
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.scoring import HEADLINE, MEASURES, Score, score

SHOWN = 60


class Command(BaseCommand):
    help = (
        "Misst die Extraktion an annotierten Artikeln (Ordner mit JSON-Dateien): Genauigkeit, "
        "Vollständigkeit und F1 je Feld."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
        parser.add_argument("--errors", action="store_true", help="jede Abweichung zeigen")
        parser.add_argument(
            "--baseline",
            type=Path,
            help="mit einem früheren Stand vergleichen; fällt ein Hauptmaß, endet der Befehl mit Fehler",
        )
        parser.add_argument("--write-baseline", type=Path, help="den jetzigen Stand in diese Datei schreiben")
        parser.add_argument(
            "--calibration",
            action="store_true",
            help="zeigen, wie oft Vereinbarungen je Zuversicht ganz richtig sind",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        articles = load_annotated(options["folders"])
        if not articles:
            raise CommandError(
                "In den Ordnern liegt kein annotierter Artikel (JSON mit „text“ und „agreements“)."
            )
        predictions = predict(articles, load_lexicon())
        result = score(articles, predictions)
        self._table(result, len(articles), sum(bool(a["agreements"]) for a in articles))
        if options["errors"]:
            self._errors(result)
        if options["calibration"]:
            self._calibration(judged(articles, predictions))
        if options["write_baseline"]:
            options["write_baseline"].write_text(
                json.dumps(as_baseline(result), ensure_ascii=False, indent=1) + "\n", "utf-8"
            )
        if options["baseline"]:
            self._baseline(result, options["baseline"])

    def _table(self, result: Score, articles: int, relevant: int) -> None:
        self.stdout.write(f"{articles} Artikel, {relevant} einschlägig")
        self.stdout.write(f"{'Feld':14} {'P':>6} {'R':>6} {'F1':>6} {'Soll':>5} {'Ist':>5}")
        for name in MEASURES:
            count = result.counts[name]
            self.stdout.write(
                f"{name:14} {count.precision:6.3f} {count.recall:6.3f} {count.f1:6.3f} {count.gold:5} "
                f"{count.found:5}"
            )
        self.stdout.write(f"HEADLINE (Mittel der F1 von {', '.join(HEADLINE)}): {result.headline:.3f}")

    def _errors(self, result: Score) -> None:
        for miss in result.misses:
            gold, found = (json.dumps(value, ensure_ascii=False) for value in (miss.gold, miss.found))
            self.stdout.write(f"- {miss.article} {miss.measure}: Soll {gold} | Ist {found}")

    def _calibration(self, rows: list[tuple[float, bool]]) -> None:
        self.stdout.write(f"{'Zuversicht':14} {'Zahl':>5} {'richtig':>8} {'Anteil':>7} {'im Mittel':>9}")
        for part in reliability(rows):
            share = f"{part.right / part.count:7.2f}" if part.count else "      –"
            self.stdout.write(
                f"{part.low:.2f} bis {min(part.high, 1.0):.2f}   {part.count:5} {part.right:8} {share} "
                f"{part.mean:9.2f}"
            )
        best = threshold_for(rows)
        if best:
            self.stdout.write(
                f"Ab {best[0]:.3f} sind {best[2]:.1%} in allen Hauptfeldern richtig; das sind "
                f"{best[1]:.1%} aller Vereinbarungen."
            )
        else:
            self.stdout.write("Bei keiner Schwelle sind 98 % in allen Hauptfeldern richtig.")

    def _baseline(self, result: Score, path: Path) -> None:
        try:
            change = compare(result, json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(
                f"{path} lässt sich nicht als Vergleichsstand lesen ({error}). Neu schreiben mit "
                f"--write-baseline."
            ) from error
        for title, keys in (("gewonnen", change.gained), ("verloren", change.lost)):
            self.stdout.write(f"{title}: {len(keys)}")
            for key in keys[:SHOWN]:
                self.stdout.write(f"  {'+' if title == 'gewonnen' else '-'} {key}")
        if change.fallen:
            raise CommandError(f"Gefallen gegenüber dem Vergleichsstand: {', '.join(change.fallen)}.")
