"""Stage 6b: what the agreement is about, and whether it is about digital administration at all."""

from collections import Counter
from collections.abc import Sequence

from .records import Finding
from .story import Story

ZONE = {"headline": 2.0, "lead": 1.4, "body": 0.6, "caption": 0.5}
THRESHOLD = 1.3


def digital_weight(story: Story, sentences: Sequence[int]) -> float:
    """How much of the headline, the lead and the act's sentences speaks of digital administration."""
    near = {j for i in sentences for j in (i - 1, i, i + 1)}
    total = 0.0
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        share = 1.0 if sentence.index in near or sentence.zone in ("headline", "lead") else 0.3
        total += share * min(act.digital, 3)
    return total


def topics(story: Story, sentences: Sequence[int]) -> list[Finding]:
    """Every topic whose words weigh enough, the act's own sentences counting most."""
    near = {j for i in sentences for j in (i, i + 1)}
    weights: Counter[str] = Counter()
    best: dict[str, tuple[float, Finding]] = {}
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        base = max(ZONE[sentence.zone], 1.3 if sentence.index in near else 0.0)
        for topic in act.topics | act.weak_topics:
            weight = base * (1.0 if topic in act.topics else 0.4)
            weights[topic] += weight  # type: ignore[assignment]
            cue = act.topic_cues[topic]
            if topic not in best or weight > best[topic][0]:
                best[topic] = (weight, story.finding("topics", topic, cue.start, cue.end, "topic-word", 0.7))
    chosen = [topic for topic, weight in weights.items() if weight >= THRESHOLD]
    if not chosen and weights:
        chosen = [weights.most_common(1)[0][0]]
    return [best[topic][1] for topic in sorted(chosen)]
