"""Stage 5b, first half: what each naming of a Land, the Bund or all Länder says about its taking part.

"Mit Hessen habe man Ähnliches vereinbart" and "Hessen und Bayern unterzeichnen" both stand beside an act;
what the words around each say is weighed naming by naming (table `naming` of weights.toml). Over the whole
article (parties.py) the best of them, the second and their mean count.
"""

from collections.abc import Collection, Mapping, Sequence

from .roles import Occurrence
from .weights import Features, total

STRONG = 2.4
TELLING = 1.8
CROWD = 4
FAR = 5.0
NONE = -2.0
UNCLEAN = frozenset({"compare", "later_after", "quoted", "of_body", "locates", "place"})


def is_clean(item: Occurrence) -> bool:
    """Not a place, a comparison, a speaker or a quotation."""
    cues = item.cues
    return cues.isdisjoint(UNCLEAN) and not ("in" in cues and "capital" in cues)


def distance(item: Occurrence) -> int:
    """Characters between a naming and the nearest word of its sentence's act."""
    spans = [span for cue in item.act.sorts.values() for span in cue.spans]
    return min((max(a - item.mention.end, item.mention.start - b, 0) for a, b in spans), default=400)


def states_by_sentence(occurrences: Sequence[Occurrence], states: Collection[str]) -> Mapping[int, int]:
    """How many of the bodies `states` every sentence names, by its number."""
    found: dict[int, set[str]] = {}
    for item in occurrences:
        if item.entity in states:
            found.setdefault(item.sentence.index, set()).add(item.entity)
    return {index: len(entities) for index, entities in found.items()}


def naming_features(item: Occurrence, states: int, length: int) -> Features:
    """What stands around one naming; `states` are named in its sentence, `length` is that of the text."""
    score = item.act.score
    found = {
        "bias": 1.0,
        f"zone_{item.sentence.zone}": 1.0,
        f"form_{item.mention.form}": 1.0,
        f"kind_{item.mention.kind}": 1.0,
        "act": min(score, 6.0) / 4.0,
        "strong": float(score >= STRONG),
        "no_act": float(score == 0),
        "beside": min(item.beside, 6.0) / 4.0,
        "clean": float(is_clean(item)),
        "late": item.mention.start / max(length, 1),
        "alone": float(states == 1),
        "two": float(states == 2),
        "crowd": float(states > CROWD),
        **{f"cue_{cue}": 1.0 for cue in sorted(item.cues)},
    }
    if score >= TELLING:
        found["near"] = 1.0 / (1.0 + distance(item) / 40.0)
        found["person_acts"] = float(item.mention.kind == "person")
    return found


def best_namings(group: Sequence[Occurrence], states: Mapping[int, int], length: int) -> Features:
    """The best naming of a body, the second and their mean, as sums of weights."""
    sums = sorted(
        (total("naming", naming_features(o, states.get(o.sentence.index, 0), length)) for o in group),
        reverse=True,
    )
    found = {
        "naming_best": sums[0],
        "naming_second": sums[1] if len(sums) > 1 else NONE,
        "naming_mean": sum(sums) / len(sums),
    }
    return {name: max(-FAR, min(FAR, value)) for name, value in found.items()}
