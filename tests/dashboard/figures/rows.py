"""Rows for tests of figures, without a database."""

import datetime as dt
import random
from dataclasses import replace

from coopwatch.dashboard.figures.frame import Context, Links
from coopwatch.dashboard.rows import Place, Row
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import PartyNames
from coopwatch.registry.models import AGS_PREFIXES
from coopwatch.registry.vocabulary import Kind
from tests.dashboard.cast import NAMES

CODES = tuple(sorted(AGS_PREFIXES))
PARTIES = PartyNames(
    {"DE": "Bund"} | {code: names[0] for code, names in sorted(NAMES.items(), key=lambda x: x[1])}
)
PLAIN = Row(
    pk=0, slug="plain", title="Plain", summary="", name="", kind="sonstige", status="geschlossen", date=None,
    date_precision="unknown", date_basis="", bund=False, check_state="automatic", sure="", confidence=None,
    topics=(), predecessor=None, updated_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), has_quote=False,
    laender=(),
)  # fmt: skip
EICHENAU = Place("09179118", "eichenau", "Eichenau", "Gemeinde", "DE-BY", 48.17, 11.32)


def place(name: str, lat: float, lon: float) -> Place:
    """Return a Kommune of Bayern at this spot."""
    return replace(EICHENAU, name=name, slug=name.lower(), lat=lat, lon=lon)


def row(pk: int, parties: str, date: str = "", **facts) -> Row:
    """Return a row: `row(1, "DE BY", "2020-05")` is of the Bund and Bayern, in May 2020."""
    codes = parties.split()
    laender = CODES if "alle" in codes else tuple(sorted(f"DE-{c}" for c in codes if c != "DE"))
    precision = {0: "unknown", 4: "year", 7: "month", 10: "day"}[len(date)]
    day = (
        dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :] if 4 <= len(date) < 10 else date)
        if date
        else None
    )
    facts = {"slug": f"nr-{pk}", "title": f"Nummer {pk}"} | facts
    return replace(
        PLAIN, pk=pk, bund="DE" in codes, laender=laender, date=day, date_precision=precision, **facts
    )


def context(**values: tuple[str, ...]) -> Context:
    """Return names and addresses for the question with these values."""
    kinds = {value: str(label) for value, label in Kind.choices}
    return Context(PARTIES, Links(FilterState.of(values)), 2026, kinds)


def many(count: int) -> list[Row]:
    """Return plausible rows, always the same: more of them in late years, dates of every precision."""
    chance = random.Random(7)
    found = []
    for pk in range(count):
        year = 2000 + round(26 * chance.random() ** 0.6)
        precision = chance.choice([4, 7, 10, 10])
        date = (
            "" if chance.random() < 0.07 else f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        )
        laender = chance.sample(CODES, chance.choice([1, 2, 2, 2, 3, 5, 16]))
        parties = " ".join(code[3:] for code in laender) + (" DE" if chance.random() < 0.4 else "")
        kind = chance.choice(Kind.values)
        found.append(row(pk + 1, parties, date[:precision] if date else "", kind=kind))
    return found
