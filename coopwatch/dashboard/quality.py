"""The measured quality of the extraction, as scripts/write_quality.py wrote it down."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

CORPORA = {
    "blind": _("Artikel, die beim Entwickeln der Regeln nicht dabei waren: so gut etwa bei neuen Texten"),
    "open": _("Artikel, an denen die Regeln entwickelt wurden: zu günstig, nur zum Vergleich"),
}
MEASURES = {
    "relevance": _("Berichtet der Artikel von einer Vereinbarung?"),
    "agreement": _("Vereinbarung gefunden"),
    "parties": _("Beteiligte Länder und Bund"),
    "partners": _("Weitere Partner"),
    "portals": _("Portale"),
    "pilotkommunen": _("Pilotkommunen"),
    "topics": _("Themen"),
    "signatories": _("Unterzeichnende"),
    "earlier": _("Vorgeschichte"),
    "name": _("Eigenname"),
    "kind": _("Art"),
    "status": _("Stand"),
    "date": _("Datum"),
}


@dataclass(frozen=True)
class Measure:
    """One measure of an evaluation, each from 0 to 1: right of what was read, read of what is there, both."""

    name: str
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Quality:
    """An evaluation: on what, when, with how many articles, and its measures."""

    corpus: str
    measured_on: dt.date
    articles: int
    measures: tuple[Measure, ...]


def quality_file() -> Path:
    """Return where the evaluation writes its figures."""
    return settings.BASE_DIR / "docs" / "quality.json"


def quality_of(item: dict) -> Quality:
    """Return one evaluation of the file, with names for people."""
    measures = tuple(Measure(MEASURES.get(name, name), *values) for name, values in item["measures"].items())
    day = dt.date.fromisoformat(item["measured_on"])
    return Quality(CORPORA.get(item["corpus"], item["corpus"]), day, item["articles"], measures)


@cache
def measured_quality() -> tuple[Quality, ...]:
    """Return the evaluations, or none where nothing was measured yet."""
    path = quality_file()
    return tuple(map(quality_of, json.loads(path.read_text("utf-8")))) if path.exists() else ()
