"""How well predictions agree with annotated articles, field by field (see docs/extraction.md).

The agreements of an article are paired one to one, the most alike first; a pair must share at least
PAIR_OVERLAP of
its parties (Jaccard). Set fields are counted item by item, single values pair by pair; whatever an unpaired
agreement
holds is missed or spurious. Articles and predictions are dictionaries in the shape of the annotation guide.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PAIR_OVERLAP = 0.34
SET_FIELDS = ("parties", "partners", "portals", "pilotkommunen", "topics", "signatories", "earlier")
VALUE_FIELDS = ("kind", "status", "date", "name")
HEADLINE = ("relevance", "agreement", "parties", "date", "kind", "portals", "pilotkommunen")
MEASURES = ("relevance", "agreement", *SET_FIELDS, *VALUE_FIELDS)
KREIS_TYPES = {"Landkreis", "Kreis"}
PREFIX = re.compile(
    r"^(?:(?:landeshaupt|hanse|universitats|kreis)?stadt|gemeinde|markt|landkreis|kreis|freistaat) (?=\w)"
)
Agreement = Mapping[str, Any]


@dataclass(slots=True)
class Count:
    """Hits, annotated and found items of one measure."""

    hit: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        if self.found:
            return self.hit / self.found
        return 0.0 if self.gold else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between annotation and prediction."""

    article: str
    measure: str
    gold: Any
    found: Any


@dataclass(slots=True)
class Score:
    """The counts of every measure, and the differences."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    misses: list[Miss] = field(default_factory=list)

    @property
    def headline(self) -> float:
        """Mean F1 of the HEADLINE measures."""
        return sum(round(self.counts[name].f1, 4) for name in HEADLINE) / len(HEADLINE)


def score(articles: Sequence[Mapping[str, Any]], predictions: Mapping[str, Sequence[Agreement]]) -> Score:
    """Compare annotated articles with the agreements predicted for their ids; a missing id counts as none."""
    result = Score()
    for article in articles:
        _score_article(result, article["id"], article["agreements"], predictions.get(article["id"], ()))
    return result


def _score_article(
    result: Score, article: str, gold: Sequence[Agreement], found: Sequence[Agreement]
) -> None:
    _add(result.counts["relevance"], bool(gold) and bool(found), bool(gold), bool(found))
    pairs, missed, spurious = pair(gold, found)
    _add(result.counts["agreement"], len(pairs), len(gold), len(found))
    result.misses += [Miss(article, "agreement", g["parties"], None) for g in missed]
    result.misses += [Miss(article, "agreement", None, f.get("parties")) for f in spurious]
    for name in SET_FIELDS:
        for g, f in pairs:
            _score_set(result, article, name, g, f)
        lost, extra = (sum(len(a.get(name) or ()) for a in rest) for rest in (missed, spurious))
        _add(result.counts[name], 0, lost, extra)
    for name in VALUE_FIELDS:
        for g, f in pairs:
            _score_value(result, article, name, g, f)
        _add(result.counts[name], 0, len(missed), len(spurious))


def _score_set(result: Score, article: str, name: str, gold: Agreement, found: Agreement) -> None:
    wanted, got = list(gold.get(name) or ()), list(found.get(name) or ())
    hits = _hits(wanted, got, EQUAL.get(name, lambda a, b: a == b))
    _add(result.counts[name], hits, len(wanted), len(got))
    if hits < max(len(wanted), len(got)):
        result.misses.append(Miss(article, name, wanted, got))


def _score_value(result: Score, article: str, name: str, gold: Agreement, found: Agreement) -> None:
    wanted, got = gold.get(name), found.get(name)
    right = _same_or_none(wanted, got) if name == "name" else wanted == got
    _add(result.counts[name], right, 1, 1)
    if not right:
        result.misses.append(Miss(article, name, wanted, got))


def _same_or_none(wanted: str | None, got: str | None) -> bool:
    return same_name(wanted, got) if wanted and got else not wanted and not got


def _add(count: Count, hit: int, gold: int, found: int) -> None:
    count.hit += int(hit)
    count.gold += int(gold)
    count.found += int(found)


def _hits(wanted: list[Any], got: list[Any], equal: Callable[[Any, Any], bool]) -> int:
    rest, hits = list(got), 0
    for item in wanted:
        match = next((other for other in rest if equal(item, other)), None)
        if match is not None:
            rest.remove(match)
            hits += 1
    return hits


def pair(
    gold: Sequence[Agreement], found: Sequence[Agreement]
) -> tuple[list[tuple[Agreement, Agreement]], list[Agreement], list[Agreement]]:
    """Pairs, annotated ones left over, found ones left over."""
    options = sorted(
        ((likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True
    )
    taken: dict[int, int] = {}
    for value, i, j in options:
        if value > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    pairs = [(gold[i], found[j]) for i, j in taken.items()]
    return (
        pairs,
        [g for i, g in enumerate(gold) if i not in taken],
        [f for j, f in enumerate(found) if j not in taken.values()],
    )


def likeness(gold: Agreement, found: Agreement) -> float:
    """Overlap of those involved, with a little more for the same kind and date; 0 below PAIR_OVERLAP."""
    parties = set(gold.get("parties") or ()), set(found.get("parties") or ())
    best = max(_jaccard(_involved(gold), _involved(found)), _jaccard(*parties))
    if best < PAIR_OVERLAP:
        return 0.0
    return (
        best + 0.2 * (gold.get("kind") == found.get("kind")) + 0.1 * (gold.get("date") == found.get("date"))
    )


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _involved(agreement: Agreement) -> set[str]:
    names = {fold(name) for name in agreement.get("partners") or ()}
    pilots = {fold(kommune["name"]) for kommune in agreement.get("pilotkommunen") or ()}
    return set(agreement.get("parties") or ()) | names | pilots


def fold(name: str) -> str:
    """Letters and digits only, without marks, additions in brackets and hyphens.

    >>> fold("Städte- und Gemeindebund (StGB)")
    'stadte und gemeindebund'
    """
    bare = unicodedata.normalize("NFKD", name.casefold().replace("ß", "ss"))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"\(.*?\)", " ", bare).replace("-", "")))


def _spellings(name: str) -> set[str]:
    forms = {fold(name)} | {fold(part) for part in re.findall(r"\(([^)]{3,})\)", name)}
    return {form for form in forms | {PREFIX.sub("", form) for form in forms} if form}


def same_name(a: str, b: str) -> bool:
    """Equal when folded, or one begins with the other and a blank."""
    return any(
        x == y or (min(len(x), len(y)) >= 4 and (x.startswith(f"{y} ") or y.startswith(f"{x} ")))
        for x in _spellings(a)
        for y in _spellings(b)
    )


def same_kommune(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Same name, both Kreise or none, same Land where both tell it."""
    land = not a.get("land") or not b.get("land") or a["land"] == b["land"]
    return (
        land
        and (a.get("type") in KREIS_TYPES) == (b.get("type") in KREIS_TYPES)
        and same_name(a["name"], b["name"])
    )


def _same_person(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    return same_name(a["name"].split()[-1], b["name"].split()[-1])


EQUAL: dict[str, Callable[[Any, Any], bool]] = {
    "partners": same_name,
    "portals": same_name,
    "pilotkommunen": same_kommune,
    "signatories": _same_person,
}
