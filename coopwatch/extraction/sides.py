"""Stage 5c: who stands on the sides of the act, from the probabilities of all who are named."""

from collections.abc import Sequence
from dataclasses import dataclass

from .entities import ALL, KOMMUNEN, SPITZENVERBAENDE, STATE_PROVIDERS
from .parties import Candidate, sort_of
from .story import Story

LAENDER = tuple(
    f"DE-{c}"
    for c in ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
)
SURE = 0.5
MAYBE = 0.3
LEAST = 0.12
MIN_ACT = 1.8
STATES = ("land", "bund")
Shown = tuple[str, str, Candidate]


@dataclass(frozen=True, slots=True)
class Sides:
    """Who takes part: codes, other public bodies, and the candidates that show them."""

    parties: tuple[str, ...]
    partners: tuple[str, ...]
    shown: tuple[Shown, ...]


def choose_sides(story: Story) -> Sides:
    """Everybody likely enough; where one side is missing, the likeliest of the doubtful."""
    shown = [item for c in story.candidates if c.probability >= SURE for item in _values(c)]
    if not _two_sided(shown):
        shown += _doubtful(story, shown)
    shown += _town(story)
    if not _two_sided(shown):
        shown += _collective(story)
    return sides_of(_name_associations(story, shown))


def sides_of(shown: Sequence[Shown]) -> Sides:
    """The sides that a list of (field, value, candidate) makes."""
    parties = tuple(sorted({value for field, value, _ in shown if field == "parties"}))
    partners = tuple(sorted({value for field, value, _ in shown if field == "partners"}, key=str.casefold))
    return Sides(parties, partners, tuple(shown))


def _values(candidate: Candidate) -> list[Shown]:
    entity = candidate.entity
    if entity == ALL:
        return [("parties", code, candidate) for code in LAENDER]
    if entity == KOMMUNEN or sort_of(entity) in ("portal", "town"):
        return []
    if sort_of(entity) == "org":
        return [("partners", entity.partition(":")[2], candidate)]
    return [("parties", entity, candidate)]


def _doubtful(story: Story, shown: Sequence[Shown]) -> list[Shown]:
    """The likeliest of those below SURE that stand in an act or in the opening."""
    for candidate in story.candidates:
        features = candidate.features
        in_place = features["act"] > 0 or features["headline"] > 0 or features["lead"] > 0
        if MAYBE <= candidate.probability < SURE and in_place and _two_sided([*shown, *_values(candidate)]):
            return _values(candidate)
    return []


def _two_sided(shown: Sequence[Shown]) -> bool:
    sides = sides_of(shown)
    return bool(sides.parties) and count_sides(sides.parties, sides.partners) > 1


def count_sides(parties: Sequence[str], partners: Sequence[str]) -> int:
    """How many bodies stand beside each other; a Land and its own IT provider are one."""
    own = STATE_PROVIDERS if len(parties) == 1 else frozenset()
    return len(parties) + sum(name not in own for name in partners)


def _collective(story: Story) -> list[Shown]:
    """ "Land und Kommunen haben vereinbart": the associations that speak for the Kommunen, or these as the
    text calls them."""
    towns = next((c for c in story.candidates if c.entity == KOMMUNEN), None)
    if towns is None or not any(
        "joined" in o.cues and (o.sentence.zone == "headline" or o.act.score >= MIN_ACT)
        for o in towns.occurrences
    ):
        return []
    group = [c for c in story.candidates if c.entity == SPITZENVERBAENDE]
    named = [c for c in story.candidates if c.features.get("is_spitzenverband")]
    if group or named:
        return [item for c in group or named[:4] for item in _values(c)]
    return [("partners", towns.best.mention.quote, towns)]


def complete(story: Story, sides: Sides) -> Sides:
    """The second side of an act that is surely reported but whose other body is hardly named: the likeliest
    at hand."""
    if _two_sided(sides.shown) or not sides.parties:
        return sides
    options: list[tuple[float, list[Shown]]] = []
    for candidate in story.candidates:
        sort = sort_of(candidate.entity)
        features = candidate.features
        in_place = features["act"] > 0 or features["headline"] > 0 or features["lead"] > 0
        in_place = in_place or (sort in STATES and candidate.probability >= MAYBE)
        if (
            not in_place
            or sort in ("portal", "all")
            or candidate.entity in sides.parties
            or features["unclean"]
        ):
            continue
        if candidate.entity == KOMMUNEN:
            options.append(
                (LEAST + candidate.probability / 4, [("partners", candidate.best.mention.quote, candidate)])
            )
        elif sort == "town":
            options.append(
                (
                    max(candidate.probability, LEAST / 2),
                    [("partners", candidate.entity.partition(":")[2], candidate)],
                )
            )
        elif candidate.probability >= LEAST:
            options.append((candidate.probability, _values(candidate)))
    if not options:
        return sides
    return sides_of([*sides.shown, *max(options, key=lambda option: option[0])[1]])


def _town(story: Story) -> list[Shown]:
    """A single Kommune that signs or joins with the Land: "Oberbürgermeisterin … und Finanzminister …
    unterschrieben"."""
    towns = [c for c in story.candidates if sort_of(c.entity) == "town" and c.probability >= 0.6]
    return [("partners", c.entity.partition(":")[2], c) for c in towns[:2] if len(towns) < 4]


def _name_associations(story: Story, shown: list[Shown]) -> list[Shown]:
    """ "die kommunalen Spitzenverbände" that the text also names stand by their names."""
    if not any(c.entity == SPITZENVERBAENDE for _, _, c in shown):
        return shown
    named = [c for c in story.candidates if c.features.get("is_spitzenverband") and c.probability >= 0.2]
    if len(named) < 2:
        return shown
    others = [item for item in shown if item[2].entity != SPITZENVERBAENDE and item[2] not in named]
    return others + [item for c in named for item in _values(c)]
