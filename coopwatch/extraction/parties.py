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
from .namings import STRONG, best_namings, distance, is_clean, states_by_sentence
from .roles import Occurrence
from .weights import Features, probability

STATES = ("land", "bund", "all")
TOLD = 1.5
AGENCY_FORMS = {"ministry", "agency", "government"}
SIGNING = ("sign", "join", "renew", "end", "found")
PLACED = frozenset({"in", "place"})
LINKED = frozenset({"joined", "with", "between"})
NAMED_FORMS = frozenset({"name", "pair", "abbreviation", "nickname", "capital"})
CLEAN = ("headline", "headline_act", "headline_joined", "lead", "with_act", "joined", "named", "every")
ACTING = ("signing", "joined_act", "person_signs", "house_acts", "first_act")
CUE_SHARES = {
    "in": "place",
    "compare": "compare",
    "quoted": "quoted",
    "adjective": "adjective",
    "speaker": "speaker",
}
SHARES = (
    *("place", "compare", "quoted", "adjective", "speaker", "later", "of_body", "leaning", "provider"),
    *("generic", "background", "aside", "negated"),
)


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
    most = max([sum(map(is_clean, g)) for e, g in groups.items() if sort_of(e) == "land"], default=1) or 1
    generic = _generic_sentences(occurrences)
    states = states_by_sentence(occurrences, {entity for entity in groups if sort_of(entity) in STATES})
    found = []
    for entity, group in groups.items():
        if entity == ALL and not any(map(_may_act, group)):
            continue
        features = _features(entity, group, most, length, generic)
        if sort_of(entity) in STATES:
            features |= best_namings(group, states, length)
        sure = probability(sort_of(entity), features)
        found.append(Candidate(entity, features, sure, _best(group), tuple(group)))
    return sorted(found, key=lambda c: -c.probability)


def _may_act(item: Occurrence) -> bool:
    """ "Bund und Länder, die dem Gremium angehören" act not."""
    return is_clean(item) and "member_after" not in item.cues


def _features(
    entity: str, group: Sequence[Occurrence], most: int, length: int, generic: frozenset[int]
) -> Features:
    clean = [o for o in group if is_clean(o)]
    return {
        "bias": 1.0,
        **_where_clean(clean),
        **_where_acting([o for o in clean if o.act.score >= STRONG]),
        "count": math.log1p(len(clean)),
        "share": min(1.0, len(clean) / most),
        "unclean": float(not clean),
        "only_place": float(all(not o.cues.isdisjoint(PLACED) for o in group)),
        **_shares(group, generic),
        **{
            f"is_{o.mention.attribute('kind')}": 1.0
            for o in group
            if o.mention.kind in ("organisation", "portal")
        },
        "digital": min(max([o.act.digital for o in group]), 3) / 3.0 if entity.startswith("portal:") else 0.0,
        "only": float(len(group) == 1),
        "late": min([o.mention.start for o in group]) / max(length, 1),
    }


def _where_clean(clean: Sequence[Occurrence]) -> Features:
    """Where a body is named as one that may act. One walk for all of it: it is asked for every body."""
    found = dict.fromkeys(CLEAN, 0.0)
    top = beside = 0.0
    for item in clean:
        score, zone, linked = item.act.score, item.sentence.zone, not item.cues.isdisjoint(LINKED)
        top, beside = max(top, score), max(beside, item.beside)
        if zone in ("headline", "lead"):
            found[zone] = 1.0
        if zone == "headline" and score >= 1:
            found["headline_act"] = 1.0
        if linked:
            found["joined"] = 1.0
            if zone == "headline":
                found["headline_joined"] = 1.0
        if score >= 1.5 and "with" in item.cues:
            found["with_act"] = 1.0
        if item.mention.form in NAMED_FORMS:
            found["named"] = 1.0
        elif item.mention.form == "all":
            found["every"] = 1.0
    found["act"], found["beside"] = min(top, 6.0) / 4.0, min(beside, 6.0) / 4.0
    found["only_aside"] = float(all("aside" in o.act.marks or "background" in o.act.marks for o in clean))
    return found


def _where_acting(acting: Sequence[Occurrence]) -> Features:
    """What is done where the body acts."""
    found = dict.fromkeys(ACTING, 0.0)
    near = 0.0
    for item in acting:
        near = max(near, 1.0 / (1.0 + distance(item) / 40.0))
        if not item.cues.isdisjoint(LINKED):
            found["joined_act"] = 1.0
        if "first" in item.cues:
            found["first_act"] = 1.0
        if item.mention.form in AGENCY_FORMS:
            found["house_acts"] = 1.0
        if item.act.does(*SIGNING):
            found["signing"] = 1.0
            if item.mention.kind == "person":
                found["person_signs"] = 1.0
    found["acts"], found["near"] = min(len(acting), 3) / 3.0, near
    return found


def _shares(group: Sequence[Occurrence], generic: frozenset[int]) -> Features:
    """In which part of its namings a body is a place, only compared, in what was before, and the like."""
    found = dict.fromkeys(SHARES, 0)
    for item in group:
        cues, marks, mention = item.cues, item.act.marks, item.mention
        for cue in cues & CUE_SHARES.keys():
            found[CUE_SHARES[cue]] += 1
        found["later"] += "later_after" in cues or ("tail" in cues and item.act.score < TOLD)
        found["of_body"] += "of_body" in cues or "locates" in cues
        found["leaning"] += "leaning" in cues or mention.form == "anaphor"
        found["provider"] += mention.kind == "organisation"
        found["generic"] += mention.form == "name" and item.sentence.index in generic
        if marks:
            found["background"] += "background" in marks
            found["aside"] += "aside" in marks and item.sentence.zone == "body"
            found["negated"] += "negation" in marks or "demand" in marks
    return {name: count / len(group) for name, count in found.items()}


def _generic_sentences(occurrences: Sequence[Occurrence]) -> frozenset[int]:
    """Sentences about "Bund, Länder und Kommunen" at large, in which nobody acts."""
    crowd = {o.sentence.index for o in occurrences if o.entity in (ALL, KOMMUNEN)}
    return frozenset(
        o.sentence.index for o in occurrences if o.sentence.index in crowd and o.act.score < STRONG
    )


def _best(group: Sequence[Occurrence]) -> Occurrence:
    """The naming to quote: clean, in the strongest act, rather a name than an adjective."""
    if len(group) == 1:
        return group[0]
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
