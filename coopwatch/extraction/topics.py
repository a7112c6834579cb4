"""Stage 6b: what the agreement is about, and how much of the text speaks of digital administration at all."""

import math
from collections.abc import Sequence

from .records import TOPICS, Finding
from .story import Story
from .weights import Features, probability

SURE = 0.5


def digital_weight(story: Story, sentences: Sequence[int]) -> float:
    """How much of the headline, the lead and the act's sentences speaks of digital administration."""
    near = {j for i in sentences for j in (i - 1, i, i + 1)}
    total = 0.0
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        share = 1.0 if sentence.index in near or sentence.zone in ("headline", "lead") else 0.3
        total += share * min(act.digital, 3)
    return total


def topics(story: Story, rank: Sequence[int]) -> list[Finding]:
    """Every topic that is likely enough; the likeliest where none is."""
    rated = [
        (probability("topic", features), topic) for topic, features in topic_features(story, rank).items()
    ]
    chosen = sorted(topic for sure, topic in rated if sure >= SURE) or [
        topic for _, topic in sorted(rated, reverse=True)[:1]
    ]
    sure = {topic: value for value, topic in rated}
    return [_evidence(story, rank, topic, sure[topic]) for topic in chosen]


def topic_features(story: Story, rank: Sequence[int]) -> dict[str, Features]:
    """Where the words of every topic stand; only topics with a word in the text."""
    top, near = set(rank[:1]), {j for i in rank[:3] for j in (i - 1, i, i + 1)}
    found: dict[str, Features] = {}
    for topic in TOPICS:
        strong = [s for s, a in zip(story.sentences, story.acts, strict=True) if topic in a.topics]
        weak = [s for s, a in zip(story.sentences, story.acts, strict=True) if topic in a.weak_topics]
        if not strong and not weak:
            continue
        found[topic] = {
            "bias": 1.0,
            f"is_{topic}": 1.0,
            "headline": float(any(s.zone == "headline" for s in strong)),
            "lead": float(any(s.zone == "lead" for s in strong)),
            "act": float(any(s.index in top for s in strong)),
            "near": float(any(s.index in near for s in strong)),
            "sentences": math.log1p(len(strong)),
            f"sentences_{topic}": math.log1p(len(strong)),
            "share": len(strong) / max(1, len(story.sentences)),
            "weak": math.log1p(len(weak)),
            "weak_opening": float(any(s.zone in ("headline", "lead") or s.index in near for s in weak)),
            "late": min(s.start for s in strong or weak) / max(1, len(story.text)),
        }
    return found


def _evidence(story: Story, rank: Sequence[int], topic: str, sure: float) -> Finding:
    """The word nearest to the act, the opening first."""
    order = [*rank[:2], *(s.index for s in story.sentences)]
    cue = next(story.acts[i].topic_cues[topic] for i in order if topic in story.acts[i].topic_cues)
    return story.finding("topics", topic, cue.start, cue.end, "topic-word", round(sure, 3))
