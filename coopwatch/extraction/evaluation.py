"""Predicting a whole annotated corpus, comparing with a baseline, and asking whether confidence means
something."""

import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .article_files import article_from_json
from .extract import extract
from .lexicon_records import Lexicon
from .scoring import HEADLINE, MEASURES, Score, pair, same_kommune, same_name
from .serialise import reading_to_dict

TOLERANCE = 0.0005
BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
Article = Mapping[str, Any]
Predictions = Mapping[str, Sequence[Mapping[str, Any]]]


def load_annotated(folders: Iterable[Path]) -> list[dict[str, Any]]:
    """All annotated articles (JSON objects with `agreements`) below the folders, ordered by id."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.json")) if folder.is_dir() else [folder]:
            data = json.loads(path.read_text("utf-8"))
            if isinstance(data, dict) and "text" in data and "agreements" in data:
                found.append(data)
    return sorted(found, key=lambda a: a["id"])


def predict(articles: Iterable[Article], lexicon: Lexicon) -> dict[str, list[dict[str, Any]]]:
    """The agreements read in every article, by its id."""
    return {
        a["id"]: reading_to_dict(extract(article_from_json(dict(a), a["id"]), lexicon))["agreements"]
        for a in articles
    }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A score against a baseline: measures that fell, differences that are new, and those that are gone."""

    fallen: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def as_baseline(result: Score) -> dict[str, Any]:
    """What of a score is kept to compare later runs with."""
    return {
        "headline": round(result.headline, 4),
        "f1": {name: round(result.counts[name].f1, 4) for name in MEASURES},
        "misses": sorted(_keys(result)),
    }


def compare(result: Score, baseline: Mapping[str, Any]) -> Comparison:
    """What changed since the baseline; a headline measure has fallen when it lost more than TOLERANCE."""
    before = baseline["f1"]
    fallen = tuple(name for name in HEADLINE if result.counts[name].f1 < before.get(name, 0.0) - TOLERANCE)
    now, then = _keys(result), set(baseline["misses"])
    return Comparison(fallen, tuple(sorted(now - then)), tuple(sorted(then - now)))


def _keys(result: Score) -> set[str]:
    return {f"{m.article} {m.measure}: {_short(m.gold)} | {_short(m.found)}" for m in result.misses}


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Bin:
    """Agreements with a confidence from `low` to below `high`: how many, how many right, their mean
    confidence."""

    low: float
    high: float
    count: int
    right: int
    mean: float


def judged(articles: Sequence[Article], predictions: Predictions) -> list[tuple[float, bool]]:
    """(confidence, all headline fields right) of every predicted agreement; one without a partner is
    wrong."""
    rows: list[tuple[float, bool]] = []
    for article in articles:
        pairs, _, spurious = pair(article["agreements"], predictions.get(article["id"], ()))
        rows += [(found["confidence"], headline_right(gold, found)) for gold, found in pairs]
        rows += [(found["confidence"], False) for found in spurious]
    return rows


def headline_right(gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Parties, date, kind, portals and Pilotkommunen all as annotated."""
    return (
        sorted(gold["parties"]) == sorted(found["parties"])
        and gold["date"] == found["date"]
        and gold["kind"] == found["kind"]
        and _same_set(gold["portals"], found["portals"], same_name)
        and _same_set(gold["pilotkommunen"], found["pilotkommunen"], same_kommune)
    )


def _same_set(gold: Sequence[Any], found: Sequence[Any], equal: Any) -> bool:
    return len(gold) == len(found) and all(any(equal(g, f) for f in found) for g in gold)


def reliability(rows: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The reliability table: are agreements of confidence 0.8 right eight times out of ten?"""
    table = []
    for low, high in itertools.pairwise(BINS):
        inside = [(sure, ok) for sure, ok in rows if low <= sure < high]
        mean = sum(sure for sure, _ in inside) / len(inside) if inside else 0.0
        table.append(Bin(low, high, len(inside), sum(ok for _, ok in inside), mean))
    return table


def threshold_for(
    rows: Sequence[tuple[float, bool]], wanted: float = 0.98
) -> tuple[float, float, float] | None:
    """(threshold, coverage, share right) of the lowest threshold above which at least `wanted` are right,
    None if none."""
    best = None
    for threshold in sorted({sure for sure, _ in rows}, reverse=True):
        above = [ok for sure, ok in rows if sure >= threshold]
        if sum(above) / len(above) >= wanted:
            best = (threshold, len(above) / len(rows), sum(above) / len(above))
    return best
