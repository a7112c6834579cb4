"""Stage 6b: what the agreement is about, and how much of the text speaks of digital administration at all."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .clean import Sentence
from .cues import Cue
from .kinds import kind_shares
from .mention_records import Mention
from .records import TOPICS, Finding
from .story import Story
from .weights import Features, probability

SURE = 0.42
HARDLY = 0.1
LIKELY = 0.5
MUCH = 3.0
OPENING = ("headline", "lead")
OFFICE_BEFORE = re.compile(
    r"(?:[mM]inisterium|[mM]inisteriums|[mM]inister|[mM]inisterin|[mM]inisters|[sS]ekretärs?|[sS]ekretärin"
    r"|[bB]eauftragte[rn]?|[aA]mt|[aA]mtes|Zentrum|Zentrums|[sS]enator|[sS]enatorin|[sS]enatsverwaltung|[bB]ehörde"
    r"|[aA]usschuss|[zZ]weckverband|[zZ]weckverbandes|[aA]bteilung|[rR]eferat|[sS]tabsstelle|[dD]irektorin|[cC]hef)"
    r" (?:für |der |des )(?:[A-ZÄÖÜ][\w-]+(?:, | und |,? sowie ))*(?:[a-zäöüD]\w+ )?$"
)
# Observations that count differently for every topic.
OWN = frozenset(["bias", "headline", "lead", "act", "near", "sentences", "words", "named"])


# A quick look whether the longer pattern can fit: only words of a title stand since the last "für".
OFFICE_LINK = re.compile(r" (?:für|der|des) (?:[A-ZÄÖÜ][\w-]+,? |(?:und|sowie) |[a-zäöü]+e[nr]? ){0,4}$")


@dataclass(slots=True)
class Traces:
    """Where the words of one topic stand: sentences with a strong word, with a weak one, inside a name."""

    strong: list[tuple[Sentence, Cue]] = field(default_factory=list)
    weak: list[tuple[Sentence, Cue]] = field(default_factory=list)
    named: list[tuple[Sentence, Cue]] = field(default_factory=list)

    def weight(self, near: frozenset[int]) -> float:
        """How much of the text is about it: a sentence of the opening or beside the act counts double."""
        doubled = {s.index: 2.0 if s.zone in OPENING or s.index in near else 1.0 for s, _ in self.strong}
        return sum(doubled.values()) + 0.3 * len({s.index for s, _ in self.weak})


def digital_weight(story: Story, sentences: Sequence[int]) -> float:
    """How much of the headline, the lead and the act's sentences speaks of digital administration."""
    near = {j for i in sentences for j in (i - 1, i, i + 1)}
    total = 0.0
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        share = 1.0 if sentence.index in near or sentence.zone in OPENING else 0.3
        total += share * min(act.digital, 3)
    return total


def topics(story: Story, rank: Sequence[int]) -> list[Finding]:
    """Every topic that is likely enough; the likeliest where none is."""
    rated = [
        (probability("topic", features), topic) for topic, features in topic_features(story, rank).items()
    ]
    chosen = sorted(topic for sure, topic in rated if sure >= SURE) or [max(rated)[1]]
    sure = {topic: value for value, topic in rated}
    return [_evidence(story, rank, topic, sure[topic]) for topic in chosen]


def topic_features(story: Story, rank: Sequence[int]) -> dict[str, Features]:
    """What speaks for every topic of which the text has a word, and for `ozg`, which needs none: digital
    administration in general is `ozg`."""
    near = frozenset(j for i in rank[:3] for j in (i - 1, i, i + 1))
    traces = read_traces(story)
    found = {}
    for topic in TOPICS:
        if topic in traces or topic == "ozg":
            features = _features(story, rank, near, traces.get(topic, Traces()))
            found[topic] = features | {f"{name}_{topic}": features[name] for name in OWN}
    _compare(story, traces, near, found)
    for kind, share in kind_shares(story, rank).items():
        for topic in found if share > HARDLY else ():
            found[topic][f"{topic}_in_{kind}"] = share
    others = max((t.weight(near) for topic, t in traces.items() if topic != "ozg"), default=0.0)
    found["ozg"] |= {
        "ozg_digital": math.log1p(digital_weight(story, rank[:3])),
        "ozg_unsaid": float("ozg" not in traces or not traces["ozg"].strong),
        "ozg_besides": float(others > 2.0),
        "ozg_alone": float(others < 1.0),
    }
    return found


def _compare(
    story: Story, traces: Mapping[str, Traces], near: frozenset[int], found: dict[str, Features]
) -> None:
    """What the other topics say of each: which one leads, how much of all it is, and what sorts of portal the
    text names. Where defence against attacks leads, networks are seldom a topic of their own."""
    weights = {topic: item.weight(near) for topic, item in traces.items()}
    total = sum(weights.values()) or 1.0
    first = max(weights, key=lambda topic: weights[topic], default="")
    sorts = {
        c.best.mention.attribute("kind")
        for c in story.candidates
        if c.entity.startswith("portal:") and c.probability >= LIKELY
    }
    for topic, features in found.items():
        features["part"] = weights.get(topic, 0.0) / total
        features["leads"] = float(topic == first)
        if first and topic != first:
            features[f"{topic}_under_{first}"] = 1.0
        for other, weight in weights.items():
            if other != topic and weight >= MUCH:
                features[f"{topic}_with_{other}"] = 1.0
        features.update({f"{topic}_has_{sort}": 1.0 for sort in sorts})


def read_traces(story: Story) -> dict[str, Traces]:
    """Topic -> its words in the text."""
    found: dict[str, Traces] = {}
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        if not act.topic_cues and not act.weak_cues:
            continue
        mentions = story.mentions_in(sentence)
        for topic, cue in _pairs(act.topic_cues):
            traces = found.setdefault(topic, Traces())
            (traces.named if _in_name(story, sentence, mentions, cue) else traces.strong).append(
                (sentence, cue)
            )
        for topic, cue in _pairs(act.weak_cues):
            traces = found.setdefault(topic, Traces())
            (traces.named if _in_name(story, sentence, mentions, cue) else traces.weak).append(
                (sentence, cue)
            )
    return found


def _pairs(cues: Mapping[str, Sequence[Cue]]) -> Iterator[tuple[str, Cue]]:
    return ((topic, cue) for topic, found in cues.items() for cue in found)


def _in_name(story: Story, sentence: Sentence, mentions: Sequence[Mention], cue: Cue) -> bool:
    """Whether the word belongs to the name of an office: "Ministerium für Infrastruktur und Digitales"."""
    for mention in mentions:
        if mention.start <= cue.start and cue.end <= mention.end:
            return mention.kind in ("land", "bund", "person")
    before = story.text[max(sentence.start, cue.start - 90) : cue.start]
    return OFFICE_LINK.search(before) is not None and OFFICE_BEFORE.search(before) is not None


def _features(story: Story, rank: Sequence[int], near: frozenset[int], traces: Traces) -> Features:
    strong, weak = [s for s, _ in traces.strong], [s for s, _ in traces.weak]
    sentences = len({s.index for s in strong})
    return {
        "bias": 1.0,
        "headline": float(any(s.zone == "headline" for s in strong)),
        "lead": float(any(s.zone == "lead" for s in strong)),
        "act": float(any(s.index in rank[:1] for s in strong)),
        "near": float(any(s.index in near for s in strong)),
        "sentences": math.log1p(sentences),
        "words": math.log1p(len({cue.source for _, cue in traces.strong})),
        "share": sentences / max(1, len(story.sentences)),
        "weak": math.log1p(len({cue.source for _, cue in traces.weak})),
        "named": float(bool(traces.named)),
        "late": min((s.start for s in strong or weak), default=len(story.text)) / max(1, len(story.text)),
    }


def _evidence(story: Story, rank: Sequence[int], topic: str, sure: float) -> Finding:
    """The word nearest to the act, the opening first; the act itself where the topic needs no word."""
    for i in [*rank[:2], *range(len(story.sentences))]:
        act = story.acts[i]
        for cue in (act.topic_cues.get(topic) or act.weak_cues.get(topic) or ())[:1]:
            return story.finding("topics", topic, cue.start, cue.end, "topic-word", round(sure, 3))
    sentence = story.sentences[rank[0]]
    return story.finding("topics", topic, sentence.start, sentence.end, "topic-general", round(sure, 3))
