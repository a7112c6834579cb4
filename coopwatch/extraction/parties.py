"""Stage 5b: who of those named takes part in the act, decided over the whole article.

Every body named gets features that can be read in the explanation ("named in the headline", "stands after
'mit' in a
sentence of signing", "only compared") and a weighted sum of them. The weights are data
(language/weights.toml), fitted
on annotated articles, so that the sum is a probability.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .entities import ALL, KOMMUNEN
from .roles import Occurrence
from .weights import probability

STRONG = 2.4
AGENCY_FORMS = {"ministry", "agency", "government"}
UNCLEAN = frozenset({"compare", "later_after", "quoted", "of_body", "locates", "place"})
SIGNING = ("sign", "join", "renew", "end", "found")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that may take part: its features, how likely it does, and the occurrence that shows it best."""

    entity: str
    features: Mapping[str, float]
    probability: float
    best: Occurrence
    occurrences: tuple[Occurrence, ...]


@lru_cache(maxsize=4096)
def sort_of(entity: str) -> str:
    """Which table of weights an entity takes."""
    if entity == "DE":
        return "bund"
    if entity == ALL:
        return "all"
    if entity.startswith(("org:", "group:")):
        return "org"
    prefix = entity.partition(":")[0]
    return {"portal": "portal", "kommune": "town"}.get(prefix, "land")


def rate(occurrences: Sequence[Occurrence], length: int) -> list[Candidate]:
    """Every body named with its probability, the likeliest first. `length` is that of the text."""
    groups: dict[str, list[Occurrence]] = {}
    for item in occurrences:
        groups.setdefault(item.entity, []).append(item)
    most = (
        max((sum(is_clean(o) for o in g) for e, g in groups.items() if sort_of(e) == "land"), default=1) or 1
    )
    generic = _generic_sentences(occurrences)
    found = []
    for entity, group in groups.items():
        if entity == ALL and not any(_all_act(o) for o in group):
            continue
        features = _features(entity, group, most, length, generic)
        found.append(
            Candidate(entity, features, probability(sort_of(entity), features), _best(group), tuple(group))
        )
    return sorted(found, key=lambda c: -c.probability)


def _all_act(item: Occurrence) -> bool:
    """All Länder are meant as actors only where something is done, or where the opening says "alle"."""
    if "member_after" in item.cues:
        return False
    return is_clean(item) and (item.act.score >= 1.5 or item.mention.form == "all")


def is_clean(item: Occurrence) -> bool:
    """Not a place, a comparison, a speaker or a quotation."""
    cues = item.cues
    return cues.isdisjoint(UNCLEAN) and not ("in" in cues and "capital" in cues)


def _features(
    entity: str, group: Sequence[Occurrence], most: int, length: int, generic: frozenset[int]
) -> dict[str, float]:
    n = len(group)
    clean = [o for o in group if is_clean(o)]
    acting = [o for o in clean if o.act.score >= STRONG]
    signing = [o for o in acting if o.act.does(*SIGNING)]
    top = max((o.act.score for o in clean), default=0.0)
    joined = [o for o in clean if o.cues & {"joined", "with", "between"}]
    return {
        "bias": 1.0,
        "headline": float(any(o.sentence.zone == "headline" for o in clean)),
        "headline_act": float(any(o.sentence.zone == "headline" and o.act.score >= 1 for o in clean)),
        "headline_joined": float(any(o.sentence.zone == "headline" for o in joined)),
        "lead": float(any(o.sentence.zone == "lead" for o in clean)),
        "act": min(top, 6.0) / 4.0,
        "beside": min(max((o.beside for o in clean), default=0.0), 6.0) / 4.0,
        "acts": min(len(acting), 3) / 3.0,
        "signing": float(bool(signing)),
        "joined_act": float(any(o.act.score >= STRONG for o in joined)),
        "with_act": float(any("with" in o.cues and o.act.score >= 1.5 for o in clean)),
        "joined": float(bool(joined)),
        "person_signs": float(any(o.mention.kind == "person" for o in signing)),
        "house_acts": float(any(o.mention.form in AGENCY_FORMS for o in acting)),
        "count": math.log1p(len(clean)),
        "share": min(1.0, len(clean) / most),
        "unclean": float(not clean),
        "place": sum("in" in o.cues for o in group) / n,
        "compare": sum("compare" in o.cues for o in group) / n,
        "later": sum("later_after" in o.cues or "tail" in o.cues for o in group) / n,
        "background": sum("background" in o.act.marks for o in group) / n,
        "aside": sum("aside" in o.act.marks and o.sentence.zone == "body" for o in group) / n,
        "only_aside": float(all({"aside", "background"} & o.act.marks for o in clean)),
        "quoted": sum("quoted" in o.cues for o in group) / n,
        "adjective": sum("adjective" in o.cues for o in group) / n,
        "leaning": sum("leaning" in o.cues or o.mention.form == "anaphor" for o in group) / n,
        "named": float(
            any(o.mention.form in ("name", "pair", "abbreviation", "nickname", "capital") for o in clean)
        ),
        "provider": sum(o.mention.kind == "organisation" for o in group) / n,
        "near": max((1.0 / (1.0 + _distance(o) / 40.0) for o in acting), default=0.0),
        "of_body": sum(bool(o.cues & {"of_body", "locates"}) for o in group) / n,
        "every": float(any(o.mention.form == "all" for o in clean)),
        "first_act": float(any("first" in o.cues for o in acting)),
        **{
            f"is_{o.mention.attribute('kind')}": 1.0
            for o in group
            if o.mention.kind in ("organisation", "portal")
        },
        "digital": min(max(o.act.digital for o in group), 3) / 3.0 if entity.startswith("portal:") else 0.0,
        "only": float(n == 1),
        "speaker": sum("speaker" in o.cues for o in group) / n,
        "late": min(o.mention.start for o in group) / max(length, 1),
        "generic": sum(o.sentence.index in generic and o.mention.form == "name" for o in group) / n,
        "negated": sum(bool({"negation", "demand"} & o.act.marks) for o in group) / n,
    }


def _distance(item: Occurrence) -> int:
    """Characters between a naming and the nearest word of its sentence's act."""
    spans = [span for cue in item.act.sorts.values() for span in cue.spans]
    return min((max(a - item.mention.end, item.mention.start - b, 0) for a, b in spans), default=400)


def _generic_sentences(occurrences: Sequence[Occurrence]) -> frozenset[int]:
    """Sentences about "Bund, Länder und Kommunen" at large, in which nobody acts."""
    crowd = {o.sentence.index for o in occurrences if o.entity in (ALL, KOMMUNEN)}
    return frozenset(
        o.sentence.index for o in occurrences if o.sentence.index in crowd and o.act.score < STRONG
    )


def _best(group: Sequence[Occurrence]) -> Occurrence:
    """The naming to quote: clean, in the strongest act, rather a name than an adjective."""
    return max(
        group,
        key=lambda o: (
            is_clean(o),
            o.mention.kind != "person",
            o.act.score,
            "adjective" not in o.cues,
            -o.mention.start,
        ),
    )
