"""How many agreements each further choice would leave, counted in a fixed number of queries."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q

from coopwatch.dashboard.cards.census import Census
from coopwatch.dashboard.cards.packing import ags_of
from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.filters import AgreementFilter
from coopwatch.dashboard.sentence import Wording
from coopwatch.registry.models import Kommune, Organisation, Portal, Source

Counts = list[tuple[str, str | None, int]]
FIRST = 20  # names of a long list that are shown at once


@dataclass(frozen=True)
class Option:
    """One value of a facet: `count` agreements fit it and everything else that is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One part of the filter with its values, the most frequent first where the order is not a given one."""

    name: str
    title: str
    options: tuple[Option, ...]
    left: int = 0  # how many more values there are, none of them chosen

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The values that are chosen now."""
        return tuple(option for option in self.options if option.chosen)

    @property
    def long(self) -> bool:
        """Whether the list needs a search field of its own."""
        return self.total > FIRST

    @property
    def total(self) -> int:
        """How many values there are, also those that are left out."""
        return len(self.options) + self.left


def bund_counts(tally: Tally) -> Counter[str]:
    """Count with and without the Bund."""
    return Counter({"ja": tally.with_bund, "nein": len(tally) - tally.with_bund})


# How the words of each facet are counted.
WORDS: dict[str, Callable[[Tally], Counter[str]]] = {
    "partei": lambda tally: tally.parties,
    "umfang": lambda tally: tally.scopes,
    "bund": bund_counts,
    "art": lambda tally: tally.kinds,
    "stand": lambda tally: tally.stages,
    "thema": lambda tally: tally.topics,
    "pruefung": lambda tally: tally.states,
}
# Facets over rows with slug and name: the model, the link of the cards, and how a key is written there.
ROWS: dict[str, tuple[type[Model], str, Callable[[int], int | str]]] = {
    "portal": (Portal, "portals", int),
    "pilot": (Kommune, "pilots", ags_of),
    "partner": (Organisation, "organisations", int),
    "quelle": (Source, "sources", int),
}
FACETS = (
    "partei", "umfang", "bund", "art", "stand", "thema", "portal", "pilot", "partner", "pruefung", "quelle",
)  # fmt: skip
# The parties keep the order of their names, these keep the order of their vocabulary.
IN_ORDER = {"bund", "umfang", "stand", "pruefung"}


def word_counts(name: str, tally: Tally) -> Counts:
    """Count the words of a facet."""
    return [(value, None, n) for value, n in WORDS[name](tally).items() if n]


def row_counts(name: str, tally: Tally, most: int | None, chosen: tuple[str, ...] = ()) -> tuple[Counts, int]:
    """Count the rows of a facet, the most frequent and the chosen; return also how many others there are."""
    model, link, key_of = ROWS[name]
    counts = {key_of(key): n for key, n in tally.linked(link).items()}
    frequent = sorted(counts, key=lambda key: (-counts[key], key))[:most]
    found = model._default_manager.filter(Q(pk__in=frequent) | Q(slug__in=chosen)).order_by()
    kept = [(slug, label, counts.get(key, 0)) for key, slug, label in found.values_list("pk", "slug", "name")]
    return kept, len(counts) - sum(n > 0 for _slug, _label, n in kept)


def options_of(name: str, counts: Counts, wording: Wording) -> Iterable[Option]:
    """Return the options of a facet, the chosen ones also where nothing is left of them."""
    chosen = set(wording.state.get(name))
    seen = {value for value, _, _ in counts}
    counts = counts + [(value, None, 0) for value in sorted(chosen - seen)]
    return (
        Option(value, label or wording.label(name, value), n, value in chosen) for value, label, n in counts
    )


def sort_key(name: str, vocabulary: list[str]) -> Callable[[Option], tuple]:
    """Return the order of a facet's options."""
    if name == "partei":
        return lambda option: (option.value != "DE", option.label)
    if name in IN_ORDER:
        return lambda option: (vocabulary.index(option.value),)
    return lambda option: (-option.count, option.label.casefold())


def facets_of(answer: Census, wording: Wording, most: int | None = None, whole: str = "") -> dict[str, Facet]:
    """Count every facet; the number of queries depends on nothing.

    Of rows with names at most so many are told, the most frequent and the chosen; of the facet `whole` all.
    """
    facets = {}
    for name in FACETS:
        tally, left = answer.within(name), 0
        if name in ROWS:
            counts, left = row_counts(name, tally, None if name == whole else most, wording.state.get(name))
        else:
            counts = word_counts(name, tally)
        options = options_of(name, counts, wording)
        vocabulary = [value for value, _ in AgreementFilter.base_filters[name].extra.get("choices", ())]
        ordered = tuple(sorted(options, key=sort_key(name, vocabulary)))
        facets[name] = Facet(name, wording.titles[name], ordered, left)
    return facets
