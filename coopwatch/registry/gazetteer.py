"""Which Kommune is meant by a name, a kind and a Land. What fits several stays open."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

# Words that official and everyday spellings write differently or leave out ("a.d.", "an der", "am").
_SMALL_WORDS = frozenset(
    [
        "a",
        "am",
        "an",
        "auf",
        "b",
        "bei",
        "d",
        "dem",
        "den",
        "der",
        "die",
        "i",
        "im",
        "in",
        "o",
        "ob",
        "v",
        "vom",
        "von",
        "vor",
    ]
)
_PREFIX = re.compile(
    r"^(?:(?P<kreis>Landkreis|Kreis|Region|Städteregion|Regionalverband)|"
    r"(?:kreisfreie Stadt|Landeshauptstadt|Hansestadt|Universitätsstadt|Stadt|Gemeinde|Markt|Samtgemeinde|"
    r"Verbandsgemeinde|Klingenstadt))\s+(?=[A-ZÄÖÜ])"
)
LANDKREIS = "Landkreis"


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the gazetteer, as far as names are concerned."""

    ags: str
    name: str
    kind: str
    land: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a name can mean: one AGS is certain, none or several are not, and `reason` says why."""

    candidates: tuple[str, ...]
    reason: str = ""

    @property
    def ags(self) -> str | None:
        """The AGS where exactly one place fits."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def words_of(name: str) -> tuple[str, ...]:
    """Return the telling words of a name, without prefix and case ("Mühldorf a. Inn" -> mühldorf, inn)."""
    bare = _PREFIX.sub("", name.strip())
    words = re.findall(r"[\w-]+", bare.casefold())
    return tuple(word for word in words if word not in _SMALL_WORDS) or tuple(words)


def kind_in(name: str) -> str | None:
    """Return "Landkreis" where the name itself says so, "Stadt" for another prefix, None without one."""
    found = _PREFIX.match(name.strip())
    if not found:
        return LANDKREIS if name.strip().endswith("kreis") else None
    return LANDKREIS if found["kreis"] else "Stadt"


class Gazetteer:
    """Finds places by name; exact names win over the first part of longer ones."""

    def __init__(self, places: Iterable[Place]):
        self._exact: dict[tuple[str, ...], list[Place]] = defaultdict(list)
        self._first: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            words = words_of(place.name)
            self._exact[words].append(place)
            self._first[words[0]].append(place)

    def find(self, name: str, kind: str | None = None, laender: Iterable[str] = ()) -> Answer:
        """Return what `name` can mean. `kind` is a KommuneKind value; without Länder all are searched."""
        words, kind, within = words_of(name), kind or kind_in(name), frozenset(laender)
        exact = _fitting(self._exact.get(words, []), kind, within)
        if exact:
            return _answer(exact)
        longer = [p for p in self._first.get(words[0], []) if words_of(p.name)[: len(words)] == words]
        return _answer(_fitting(longer, kind, within))


def _answer(places: list[Place]) -> Answer:
    if not places:
        return Answer((), "kein Ort dieses Namens und dieser Art im Gemeindeverzeichnis")
    if len(places) > 1:
        named = ", ".join(f"{place.name} ({place.land}, {place.ags})" for place in places[:5])
        return Answer(tuple(place.ags for place in places), f"mehrere Orte passen: {named}")
    return Answer((places[0].ags,))


def _fitting(places: list[Place], kind: str | None, within: frozenset[str]) -> list[Place]:
    here = [place for place in places if not within or place.land in within]
    if kind is None:
        towns = [place for place in here if place.kind != LANDKREIS]
        return towns or here
    same = [place for place in here if place.kind == kind]
    if same or kind == LANDKREIS:
        return same
    # Kinds change over the years (Aachen was kreisfrei): a town is looked for under every kind of town.
    return [place for place in here if place.kind != LANDKREIS]
