"""Plausible agreements and articles out of a seed, pure: the same seed and lists give the same rows.

For trying how the program behaves at size. The shares are rounded ones of the researched acts: most are of
two parties, every fourth with the Bund, one in thirty of all Länder; three of four know their day.
"""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopwatch.registry.facts import BUND, Facts
from coopwatch.registry.models.places import AGS_PREFIXES
from coopwatch.registry.titles import title_of
from coopwatch.registry.vocabulary import DatePrecision, Kind, Stage, Topic

CODES = sorted(AGS_PREFIXES)
FIRST_YEAR, LAST_YEAR = 1996, 2026
SHAPES = ["zwei", "bund", "partner", "pilot", "mehrere", "alle"]
SHAPE_WEIGHTS = [34, 25, 18, 12, 8, 3]
KIND_WEIGHTS = [6, 12, 36, 14, 6, 6, 8, 6, 6]
STAGE_WEIGHTS = [12, 66, 10, 8, 4]
PRECISIONS = [DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.UNKNOWN]
PRECISION_WEIGHTS = [62, 14, 12, 12]
# Titles that a spreadsheet would take for a formula, and letters beyond ASCII, one in a thousand each.
ODD_NAMES = [
    "=SUMME(A1:A9)",
    "+49 Kooperation",
    "@verbund",
    "Ærøskøbing \U0001f91d",
    "-Pakt",
    'Pakt "Nord; Süd"',
]
NAMES = ["E-Government-Pakt", "Digitalpakt", "Allianz Digitale Verwaltung", "Onlinedienste-Verbund"]
AIMS = ["gemeinsame Online-Dienste", "einen Verbund der Rechenzentren", "den Austausch von Registerdaten",
        "die Abwehr von Angriffen", "eine elektronische Akte", "ein gemeinsames Nutzerkonto"]  # fmt: skip


@dataclass(frozen=True)
class Lists:
    """What rows may point to: names of Länder by code, keys of organisations, portals, Kommunen, sources."""

    land_names: dict[str, str]
    organisations: Sequence[tuple[int, str]]
    portals: Sequence[tuple[int, str]]
    kommunen: Sequence[tuple[str, str]]
    sources: Sequence[int]


@dataclass(frozen=True)
class MadeAgreement:
    """One agreement with the keys of what it points to; `number` counts from 0."""

    number: int
    facts: Facts
    title: str
    search_text: str
    day: dt.date | None
    precision: str
    organisations: tuple[int, ...]
    portals: tuple[int, ...]
    pilots: tuple[str, ...]
    confidence: float | None


@dataclass(frozen=True)
class MadeArticle:
    """One article that reports the agreement of this number."""

    number: int
    agreement: int
    title: str
    text: str
    quote: tuple[int, int]
    content_hash: str
    source: int | None
    published_on: dt.date


def make_agreements(count: int, seed: int, lists: Lists) -> Iterator[MadeAgreement]:
    """Yield so many agreements; each depends on the seed and its own number alone."""
    for number in range(count):
        yield make_agreement(number, random.Random(f"{seed}/{number}"), lists)  # noqa: S311 - not for secrets


def make_agreement(number: int, chance: random.Random, lists: Lists) -> MadeAgreement:
    """Return one agreement."""
    shape = pick(chance, SHAPES, SHAPE_WEIGHTS)
    day, precision = make_day(chance)
    organisations = some(chance, lists.organisations, 1 if shape == "partner" else 0)
    portals = some(chance, lists.portals, pick(chance, [0, 1, 2], [55, 35, 10]))
    pilots = some(chance, lists.kommunen, chance.randint(1, 5) if shape == "pilot" else 0)
    facts = Facts(
        name=chance.choice(ODD_NAMES if chance.random() < 0.001 else NAMES) if chance.random() < 0.2 else "",
        kind=pick(chance, Kind.values, KIND_WEIGHTS),
        status=pick(chance, Stage.values, STAGE_WEIGHTS),
        date=day.isoformat() if day else "",
        parties=make_parties(chance, shape),
        partners=frozenset(name for _, name in organisations),
        topics=frozenset(chance.sample(Topic.values, chance.randint(1, 3))),
    )
    title = title_of(facts, lists.land_names)
    said = [title, Kind(facts.kind).label, *(name for _, name in (*organisations, *portals, *pilots))]
    return MadeAgreement(
        number=number,
        facts=facts,
        title=title,
        search_text="\n".join(map(str, said)),
        day=day,
        precision=precision,
        organisations=keys(organisations),
        portals=keys(portals),
        pilots=keys(pilots),
        confidence=round(chance.uniform(0.5, 1), 3) if chance.random() < 0.7 else None,
    )


def make_parties(chance: random.Random, shape: str) -> frozenset[str]:
    """Return the Bund and the Länder that take part."""
    wanted = {"zwei": 2, "mehrere": chance.randint(3, 6), "alle": len(CODES)}.get(shape, 1)
    return frozenset(chance.sample(CODES, wanted)) | (
        frozenset({BUND}) if shape in {"bund", "alle"} else frozenset()
    )


def make_day(chance: random.Random) -> tuple[dt.date | None, str]:
    """Return the first day of the period and its precision; later years have more agreements."""
    precision = pick(chance, PRECISIONS, PRECISION_WEIGHTS)
    if precision == DatePrecision.UNKNOWN:
        return None, precision
    year = round(chance.triangular(FIRST_YEAR, LAST_YEAR, LAST_YEAR - 4))
    month = 1 if precision == DatePrecision.YEAR else chance.randint(1, 12)
    day = chance.randint(1, 28) if precision == DatePrecision.DAY else 1
    return dt.date(year, month, day), precision


def make_articles(
    count: int, seed: int, made: Sequence[tuple[int, str]], lists: Lists
) -> Iterator[MadeArticle]:
    """Yield so many articles, dealt out over the agreements, which are given as (number, title)."""
    for number in range(count):
        chance = random.Random(f"{seed}/article/{number}")  # noqa: S311
        agreement, title = made[number % len(made)]
        yield make_article(number, agreement, title, chance, lists)


def make_article(number: int, agreement: int, title: str, chance: random.Random, lists: Lists) -> MadeArticle:
    """Return one article, whose second sentence is the quote."""
    first = f"Meldung {number} der erzeugten Beispiele."
    second = f"{title}: Die Beteiligten vereinbarten {chance.choice(AIMS)}."
    text = f"{first} {second} Über Einzelheiten wird noch gesprochen."
    return MadeArticle(
        number=number,
        agreement=agreement,
        title=title,
        text=text,
        quote=(len(first) + 1, len(first) + 1 + len(second)),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        source=chance.choice(lists.sources) if lists.sources else None,
        published_on=dt.date(FIRST_YEAR, 1, 1) + dt.timedelta(days=chance.randrange(365 * 30)),
    )


def pick(chance: random.Random, values: Sequence, weights: Sequence[int]):
    """Return one of the values, by weight."""
    return chance.choices(values, weights)[0]


def some(chance: random.Random, pairs: Sequence, count: int) -> list:
    """Return so many different ones, fewer where there are not as many."""
    return chance.sample(pairs, min(count, len(pairs)))


def keys(pairs: Sequence[tuple]) -> tuple:
    """Return the keys of pairs of key and name."""
    return tuple(key for key, _ in pairs)
