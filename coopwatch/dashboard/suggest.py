"""Suggestions for a search that finds little: names of Länder, portals and Kommunen that are spelt alike."""

from dataclasses import dataclass
from difflib import get_close_matches

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.state import FilterState
from coopwatch.registry.models import Kommune, Portal

FEW = 3
ALIKE = 0.74


@dataclass(frozen=True)
class Suggestion:
    """A name that may have been meant, and the question with it."""

    label: str
    state: FilterState


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
