"""Stage 7a: does the article report an agreement at all? Named features and a weighted sum, as for the
parties.

What speaks against it are the near misses of the guide: a demand, mere talks, a call for applications, a
company or a
foreign state on the other side, municipalities among themselves, another field than digital administration.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .entities import STATE_PROVIDERS
from .events import Act
from .namings import is_clean
from .pairing import pairing_features
from .parties import Candidate, sort_of
from .roles import Occurrence
from .story import Story
from .topics import digital_weight
from .weights import probability

TOP = 3
LIKELY = 0.4
GOVERNING = {"ministry", "government", "agency", "anaphor", "freistaat", "all", "bund_und_laender"}


@dataclass(frozen=True, slots=True)
class Relevance:
    """How likely the article reports an agreement, and the features that say so."""

    probability: float
    features: dict[str, float]


def rate_article(story: Story, rank: Sequence[int]) -> Relevance:
    """The probability that the article reports an agreement."""
    return story.once(("relevance", *rank), lambda: _rate(story, rank))


def _rate(story: Story, rank: Sequence[int]) -> Relevance:
    features = _features(story, rank)
    return Relevance(probability("article", features), features)


def _marks(acts: Sequence[Act]) -> Counter[str]:
    """In how many of the sentences every mark stands."""
    return Counter(mark for act in acts for mark in act.marks)


def _features(story: Story, rank: Sequence[int]) -> dict[str, float]:
    top = list(rank[:TOP])
    acts = [story.acts[i] for i in top]
    first = acts[0].score if acts else 0.0
    opening = [a for s, a in zip(story.sentences, story.acts, strict=True) if s.zone in ("headline", "lead")]
    count = max(1, len(acts))
    told, opened, every = _marks(acts), _marks(opening), _marks(story.acts)
    near = told + opened
    found = {
        "bias": 1.0,
        "act": min(first, 6.0) / 4.0,
        "second_act": min(acts[1].score, 6.0) / 4.0 if len(acts) > 1 else 0.0,
        "acts": min(sum(a.score >= 2.4 for a in story.acts), 5) / 5.0,
        "paper": float(any(not i.generic for a in acts for i in a.instruments)),
        "pilot": float(any(a.does("pilot") for a in [*acts, *opening])),
        "sign": float(any(a.does("sign") for a in acts)),
        "join": float(any(a.does("join") for a in acts)),
        "digital": min(digital_weight(story, top), 4.0) / 4.0,
        "topics": min(len({t for a in [*acts, *opening] for t in a.topics}), 6) / 3.0,
        "portal": float(any(m.kind == "portal" for m in story.mentions)),
        "other_field": math.log1p(near["other_fields"]),
        "elsewhere": math.log1p(near["elsewhere"]),
        "foreign": math.log1p(sum(m.kind == "foreign" for m in story.mentions)),
        "demand": told["demand"] / count,
        "demand_opening": float(opened["demand"] > 0),
        "own_opening": float(opened["own"] > 0),
        "demands": math.log1p(every["demand"]),
        "wish": told["wish"] / count,
        "negation": told["negation"] / count,
        "negation_opening": float(opened["negation"] > 0),
        "negations": math.log1p(every["negation"]),
        "no_act": float(not first),
        "failed": _failed(story.acts),
        "foreign_act": float(_abroad(story, {a.sentence for a in acts})),
        "other_ratio": _share(acts, opening),
        "other_density": every["other_fields"] / max(1, len(story.acts)),
        "field_ratio": _field_ratio(story),
        "admin": near["admin"] / max(1, len([*acts, *opening])),
        "admin_density": every["admin"] / max(1, len(story.acts)),
        "talk": told["talk"] / count,
        "talks": math.log1p(opened["talk"]),
        "plan": told["plan"] / count,
        "background": told["background"] / count,
    }
    return found | _sides(story.candidates, story, top) | pairing_features(story, rank)


def _failed(acts: Sequence[Act]) -> float:
    """How many of the sentences of an act say that it came to nothing."""
    told = [act for act in acts if act.sorts]
    return sum("negation" in act.marks for act in told) / max(1, len(told))


def _abroad(story: Story, sentences: set[int]) -> bool:
    """Whether a foreign state stands in one of the sentences."""
    return any(m.kind == "foreign" and story.sentence_at(m.start).index in sentences for m in story.mentions)


def _share(acts: Sequence[Act], opening: Sequence[Act]) -> float:
    """How much of the opening and the act speaks of another field, against digital administration."""
    every = [*acts, *opening]
    other = sum("other_fields" in a.marks for a in every)
    return other / (1.0 + other + sum(bool(a.digital) for a in every))


def _field_ratio(story: Story) -> float:
    """How much of all that the article says belongs to another field than administration."""
    other = sum("other_fields" in a.marks for a in story.acts)
    return other / (1.0 + other + sum("admin" in a.marks for a in story.acts))


def _towns_by_pilots(story: Story, top: Sequence[int]) -> int:
    """How many towns are named in the telling sentences of a pilot or right beside them."""
    opening = {s.index for s in story.sentences if s.zone in ("headline", "lead")}
    told = {i for i in {*top, *opening} if story.acts[i].does("pilot")}
    near = {i + step for i in told for step in (-1, 0, 1, 2)}
    towns = (o for o in story.occurrences if sort_of(o.entity) == "town")
    return len({o.entity for o in towns if o.sentence.index in near})


def _sides(candidates: Sequence[Candidate], story: Story, top: Sequence[int]) -> dict[str, float]:
    """How sure the bodies on either side are, and whether a government acts at all."""
    states = sorted(
        (c.probability for c in candidates if sort_of(c.entity) in ("land", "bund", "all")), reverse=True
    )
    partners = [
        c.probability for c in candidates if sort_of(c.entity) == "org" and not _own_house(c, candidates)
    ]
    towns = sum(m.kind == "kommune" for m in story.mentions)
    named = sum(m.kind in ("land", "bund") for m in story.mentions)
    acting = {o.entity for o in story.occurrences if o.sentence.index in top and _governs(o)}
    second = states[1] if len(states) > 1 else 0.0
    partner = max(partners, default=0.0)
    state_acts = any(
        sort_of(o.entity) != "org" and o.mention.kind != "organisation" and is_clean(o) and o.act.score >= 1.5
        for o in story.occurrences
    )
    return {
        "lonely_state": float(second < 0.4 and not state_acts),
        "state": states[0] if states else 0.0,
        "second_state": second,
        "partner": partner,
        "either": max(second, partner),
        "governs": float(bool(acting)),
        "two_govern": float(len(acting) > 1),
        "pilot_towns": min(towns, 6) / 6.0 * float(any(a.does("pilot") for a in story.acts)),
        "near_pilots": min(_towns_by_pilots(story, top), 6) / 6.0,
        "towns": towns / (1.0 + towns + named),
        "no_government": float(not any(_governs(o) for o in story.occurrences)),
        "pair": float(
            any(
                "joined" in o.cues
                and sort_of(o.entity) in ("land", "bund")
                and o.sentence.zone in ("headline", "lead")
                for o in story.occurrences
            )
        ),
    }


def _own_house(partner: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether the partner is a provider of the only Land that takes part: a Land and its own house are one
    side."""
    mention = partner.best.mention
    if not mention.values or mention.values[0] not in STATE_PROVIDERS:
        return False
    return not any(
        c.probability >= LIKELY and sort_of(c.entity) in ("land", "bund", "all") and c.entity != mention.land
        for c in candidates
    )


def _governs(item: Occurrence) -> bool:
    """A ministry, government, agency, office holder, or the Land itself as one that acts."""
    if sort_of(item.entity) == "org" or not is_clean(item):
        return False
    return (
        item.mention.kind == "person"
        or item.mention.form in GOVERNING
        or bool(item.cues & {"joined", "with", "between"})
    )
