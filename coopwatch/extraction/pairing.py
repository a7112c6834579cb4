"""Which sentences bring two sides together: an act told of one body alone is rarely an agreement of two."""

from collections.abc import Sequence

from .entities import KOMMUNEN
from .namings import is_clean
from .parties import sort_of
from .story import Story
from .weights import Features

STATES = frozenset({"land", "bund", "all"})
FULL = 4.0
MOST = 6.0


def pairing_features(story: Story, rank: Sequence[int]) -> Features:
    """How strong the acts are that name two sides, a government, or only towns; 1.0 is a plain act."""
    bodies = _bodies(story)
    scores = [act.score for act in story.acts]
    both = [i for i, found in enumerate(bodies) if _two_sided(found)]
    near = [i for i in range(1, len(bodies)) if _two_sided(bodies[i - 1] | bodies[i])]
    governed = [i for i, found in enumerate(bodies) if _states(found)]
    opening = [s.index for s in story.sentences if s.zone in ("headline", "lead")]
    return {
        "paired_act": _strength(scores, both),
        "paired_near": _strength(scores, near),
        "paired_opening": float(any(i in both for i in opening)),
        "state_act": _strength(scores, governed),
        "towns_act": _strength(scores, [i for i in rank[:3] if _only_towns(bodies[i])]),
    }


def _bodies(story: Story) -> list[set[str]]:
    """Whom every sentence names as one that may act."""
    found: list[set[str]] = [set() for _ in story.sentences]
    for item in story.occurrences:
        if is_clean(item) and sort_of(item.entity) != "portal":
            found[item.sentence.index].add(item.entity)
    return found


def _states(found: set[str]) -> set[str]:
    return {entity for entity in found if sort_of(entity) in STATES}


def _two_sided(found: set[str]) -> bool:
    if len(found) < 2:
        return "ALL" in found
    states = _states(found)
    return len(states) > 1 or "ALL" in states or bool(states and len(found) > len(states))


def _only_towns(found: set[str]) -> bool:
    towns = {e for e in found if sort_of(e) == "town" or e == KOMMUNEN}
    return len(towns) > 1 and not _states(found)


def _strength(scores: Sequence[float], sentences: Sequence[int]) -> float:
    return min(max((scores[i] for i in sentences), default=0.0), MOST) / FULL
