"""What helps where little is found: names spelt alike, and the parts of the filter that are too much."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.http import QueryDict

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.state import FilterState
from coopwatch.registry.models import Kommune, Portal

FEW = 3
ALIKE = 0.74
MOST_WAYS = 6  # parts of the filter that are tried; each costs one count


@dataclass(frozen=True)
class Suggestion:
    """A name that may have been meant, and the question with it."""

    label: str
    state: FilterState


@dataclass(frozen=True)
class WayOut:
    """A part of the filter, the state without it, and how many agreements that would leave."""

    label: str
    remaining: FilterState
    count: int


def ways_out(answer: Answer) -> list[WayOut]:
    """Return the parts without which a filter that finds nothing finds something, the most found first."""
    if answer.count:
        return []
    tried = [
        WayOut(chip.label, chip.remaining, Answer.to(QueryDict(chip.remaining.query)).count)
        for chip in answer.wording.chips()[:MOST_WAYS]
    ]
    return sorted((way for way in tried if way.count), key=lambda way: -way.count)


def known_names(answer: Answer) -> dict[str, tuple[str, str, str]]:
    """Return name in small letters -> (name, parameter, value), for all that the filter can be set to."""
    names = {name.casefold(): (name, "partei", code) for code, name in answer.parties.names.items()}
    for slug, name in Portal.objects.filter(agreements__visibility="published").values_list("slug", "name"):
        names.setdefault(name.casefold(), (name, "portal", slug))
    pilots = Kommune.objects.filter(pilot_roles__agreement__visibility="published").distinct()
    for slug, name in pilots.values_list("slug", "name"):
        names.setdefault(name.casefold(), (name, "pilot", slug))
    return names


def suggestions(answer: Answer) -> list[Suggestion]:
    """Return up to three names for the words searched for, where the search finds little."""
    words = "".join(answer.state.get("q")).casefold()
    if not words or answer.count > FEW:
        return []
    names = known_names(answer)
    close = get_close_matches(words, names, n=3, cutoff=ALIKE)
    return [
        Suggestion(label, answer.state.replaced(q=(), **{name: (*answer.state.get(name), value)}))
        for label, name, value in (names[found] for found in close)
    ]
