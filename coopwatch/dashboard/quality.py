"""The measured quality of the extraction, as its evaluation wrote it down."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Measure:
    """One measure of an evaluation, from 0 to 1."""

    name: str
    value: float


@dataclass(frozen=True)
class Quality:
    """An evaluation: on what, when, with how many articles, and its measures."""

    corpus: str
    measured_on: str
    articles: int
    measures: tuple[Measure, ...]


def quality_file() -> Path:
    """Return where the evaluation writes its figures."""
    return settings.BASE_DIR / "docs" / "quality.json"


@cache
def measured_quality() -> tuple[Quality, ...]:
    """Return the evaluations, or none where nothing was measured yet."""
    path = quality_file()
    if not path.exists():
        return ()
    return tuple(
        Quality(
            item["corpus"],
            item["measured_on"],
            item["articles"],
            tuple(Measure(name, value) for name, value in item["measures"].items()),
        )
        for item in json.loads(path.read_text("utf-8"))
    )
