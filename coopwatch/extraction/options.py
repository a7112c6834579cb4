"""Stage 6c: what speaks for each of several options of a field, sentence by sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cues import Cue, Span
from .records import Finding
from .story import Story
from .weights import choose


@dataclass(slots=True)
class Evidence:
    """What speaks for one option: its features, and the place that shows it best."""

    features: dict[str, float]
    place: Span | None = None
    weight: float = 0.0

    def add(self, name: str, value: float, place: Span) -> None:
        """Keep the greatest value of a feature and the place of the greatest of all."""
        self.features[name] = max(self.features.get(name, 0.0), value)
        if value > self.weight:
            self.weight, self.place = value, place


def decide(story: Story, rank: Sequence[int], field: str, options: dict[str, Evidence]) -> Finding:
    value, share = choose(field, [(name, evidence.features) for name, evidence in options.items()])
    sentence = story.sentences[rank[0]]
    start, end = options[value].place or (sentence.start, sentence.end)
    return story.finding(
        field, value, start, end, f"{field}-{'told' if options[value].place else 'default'}", round(share, 3)
    )


def weigh_stages(
    story: Story, rank: Sequence[int], options: dict[str, Evidence], stages: Sequence[tuple[str, str]]
) -> None:
    """Add what the words of stages.toml say, in the telling sentences, the opening and elsewhere."""
    first = {i: place for place, i in zip(("top", "next", "next"), rank, strict=False)}
    for act in story.acts:
        zone = story.sentences[act.sentence].zone
        for mark, value in stages:
            if mark in act.marks and not (mark == "again" and "ended" in act.marks):
                place = first.get(act.sentence, "opening" if zone in ("headline", "lead") else "far")
                options[value].add(f"{mark}_{place}", 1.0, span(act.marked[mark]))
                if mark == "house" and act.does("join"):
                    options[value].add("house_joined", 1.0, span(act.marked[mark]))


def weighted(story: Story, rank: Sequence[int]) -> Iterator[tuple[int, str, float]]:
    """(sentence, place, nearness): the best sentence, the next two, headline and lead, any other."""
    for position, i in enumerate(rank):
        near = min(story.acts[i].score, 6.0) / 4.0
        if position == 0:
            yield i, "top", near
        elif position < 3:
            yield i, "second", near
        if story.sentences[i].zone in ("headline", "lead"):
            yield i, "opening", near
        yield i, "any", near
    for act in story.acts:
        if act.instruments and not act.score:
            yield act.sentence, "plain", 1.0


def span(cue: Cue) -> Span:
    return cue.start, cue.end
