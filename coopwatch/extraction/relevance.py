"""Stage 7a: does the article report an agreement at all? Named features and a weighted sum, as for the parties.

What speaks against it are the near misses of the guide: a demand, mere talks, a call for applications, a company or a
foreign state on the other side, municipalities among themselves, another field than digital administration.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .parties import Candidate, sort_of
from .story import Story
from .topics import digital_weight
from .weights import probability

TOP = 3


@dataclass(frozen=True, slots=True)
class Relevance:
    """How likely the article reports an agreement, and the features that say so."""

    probability: float
    features: dict[str, float]


def rate_article(story: Story, rank: Sequence[int]) -> Relevance:
    """The probability that the article reports an agreement."""
    features = _features(story, rank)
    return Relevance(probability("article", features), features)


def _features(story: Story, rank: Sequence[int]) -> dict[str, float]:
    top = list(rank[:TOP])
    acts = [story.acts[i] for i in top]
    first = acts[0].score if acts else 0.0
    opening = [a for s, a in zip(story.sentences, story.acts, strict=True) if s.zone in ("headline", "lead")]
    found = {
        "bias": 1.0,
        "act": min(first, 6.0) / 4.0,
        "second_act": min(acts[1].score, 6.0) / 4.0 if len(acts) > 1 else 0.0,
        "acts": min(sum(a.score >= 2.4 for a in story.acts), 5) / 5.0,
        "paper": float(any(not i.generic for a in acts for i in a.instruments)),
        "opening_act": min(max((a.score for a in opening), default=0.0), 6.0) / 4.0,
        "pilot": float(any(a.does("pilot") for a in [*acts, *opening])),
        "sign": float(any(a.does("sign") for a in acts)),
        "join": float(any(a.does("join") for a in acts)),
        "digital": math.log1p(digital_weight(story, top)),
        "topics": min(len({t for a in [*acts, *opening] for t in a.topics}), 6) / 3.0,
        "portal": float(any(m.kind == "portal" for m in story.mentions)),
        "other_field": math.log1p(sum("other_fields" in a.marks for a in [*acts, *opening])),
        "elsewhere": math.log1p(sum("elsewhere" in a.marks for a in [*acts, *opening])),
        "foreign": math.log1p(sum(m.kind == "foreign" for m in story.mentions)),
        "demand": sum("demand" in a.marks for a in acts) / max(1, len(acts)),
        "demands": math.log1p(sum("demand" in a.marks for a in story.acts)),
        "negation": sum("negation" in a.marks for a in acts) / max(1, len(acts)),
        "talk": sum("talk" in a.marks for a in acts) / max(1, len(acts)),
        "talks": math.log1p(sum("talk" in a.marks for a in opening)),
        "plan": sum("plan" in a.marks for a in acts) / max(1, len(acts)),
        "background": sum("background" in a.marks for a in acts) / max(1, len(acts)),
    }
    return found | _sides(story.candidates, story)


def _sides(candidates: Sequence[Candidate], story: Story) -> dict[str, float]:
    """How sure the first and the second body are, and whether one of them is the Bund or a Land."""
    sure = sorted((c.probability for c in candidates if c.entity != "group:Kommunen"), reverse=True)
    states = [c.probability for c in candidates if sort_of(c.entity) != "org"]
    towns = sum(m.kind == "kommune" for m in story.mentions)
    states_named = sum(m.kind in ("land", "bund") for m in story.mentions)
    return {
        "first_side": sure[0] if sure else 0.0,
        "second_side": sure[1] if len(sure) > 1 else 0.0,
        "state": max(states, default=0.0),
        "towns": towns / (1.0 + towns + states_named),
    }
