"""Whether a bare name is meant as a Kommune: what speaks for it in its list and around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coopwatch.extraction.laender import is_city
from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry, Kommune
from coopwatch.extraction.scene import Scene

NOT_BEFORE = words("no_place_after")
NOT_BEFORE_ENDS = tuple(sorted(words("no_place_after_end")))
LOCATED = words("located")
PREPOSITIONS = words("before_place")
_KREIS = re.compile(r"[kK]reis(?:es|s)?$")
# What only places have around them: "im kleinen Merzenich", "Stutensee bei …", "Tengen, 4.600 Einwohner".
_PLACED_BEFORE = re.compile(r"\b(?:[iI]m|[bB]eim|[dD]as|[vV]om) [a-zäöüß]{3,}(?:en|e) $")
_PLACED_AFTER = re.compile(
    r",? (?:bei|unweit|nahe) [A-ZÄÖÜ]| vor den Toren |,? \(?(?:im )?(?:Landkreis|Kreis|Lkr\.) "
    r"| \([^()]{0,12}(?:[kK]reis|Einwohner)|, [\d.]+ Einwohner"
    r"|, (?:eine|die|der|das)\b[^,.]{0,30}(?:[sS]tadt|Städte|[gG]emeinden?|Kommunen?|Ort|Kreise?)\b"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place name in the text: its candidates, the type that the text gives it ("" a Kommune of any type,
    None none)."""

    start: int
    end: int
    entry: Entry
    type: str | None
    plural: bool = False
    free_city: bool = False
    chain: int = 0
    both: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """What a list of places tells about each of its members."""

    size: int
    sure: int
    typed: bool
    plain: int
    capitals: int


def facts_of(scene: Scene, chain: Sequence[Place]) -> Chain:
    return Chain(
        size=len(chain),
        sure=sum(1 for place in chain if _sure(scene, place)),
        typed=any(place.type is not None for place in chain),
        plain=sum(1 for place in chain if _no_everyday_word(scene, place)),
        capitals=sum(1 for place in chain if _is_capital(scene, place)),
    )


def is_supported(scene: Scene, place: Place, chain: Chain) -> bool:
    """Whether the text gives enough reason to read a name as a Kommune."""
    if place.type is not None or place.both:
        return True
    word = scene.word_before(place.start)
    if word in NOT_BEFORE or word.endswith(NOT_BEFORE_ENDS) or _after_first_name(scene, place):
        return False
    if _is_capital(scene, place):
        return _capital_is_city(scene, place, chain)
    name = scene.text[place.start : place.end]
    if _distinct(scene, place, name):
        return True
    if not _no_everyday_word(scene, place):
        return (chain.size >= 3 and chain.plain >= 2) or _located_city(scene, place, word)
    if chain.sure - _sure(scene, place) or chain.size >= 3:
        return True
    return (
        _well_known(scene, place)
        or _headline(scene, place)
        or _unique_in_named_land(scene, place, word)
        or _placed(scene, place)
    )


def _located_city(scene: Scene, place: Place, word: str) -> bool:
    """ "in Essen": an everyday word that is a large city, after a preposition without article."""
    if word not in LOCATED or scene.text[place.end : place.end + 2].strip()[:1].isdigit():
        return False
    kommunen = (scene.lexicon.kommunen[ags] for ags in place.entry.values)
    return any(kommune.kind == "kreisfreie Stadt" for kommune in kommunen)


def _sure(scene: Scene, place: Place) -> bool:
    return place.type is not None or _well_known(scene, place) or _is_capital(scene, place)


def _capital_is_city(scene: Scene, place: Place, chain: Chain) -> bool:
    hit = scene.hit_at(place.start)
    return chain.typed or chain.size > chain.capitals or (hit is not None and is_city(scene, hit))


def _is_capital(scene: Scene, place: Place) -> bool:
    hit = scene.hit_at(place.start)
    return hit is not None and hit.first.kind == "land"


def _after_first_name(scene: Scene, place: Place) -> bool:
    before = scene.hit_before(place.start)
    return before is not None and before.first.kind == "first_name" and before.end + 1 == place.start


def _distinct(scene: Scene, place: Place, name: str) -> bool:
    """A name that can mean nothing else: with an addition ("Frankfurt (Oder)"), or a Kreis
    ("Wetteraukreis")."""
    if place.entry.form == "full" and (" " in name or "(" in name) and len(name) > 8:
        return True
    return bool(_KREIS.search(name)) or ("-" in name and _kommune(scene, place).kind == "Landkreis")


def _kommune(scene: Scene, place: Place) -> Kommune:
    return scene.lexicon.kommunen[place.entry.values[0]]


def _no_everyday_word(scene: Scene, place: Place) -> bool:
    name = scene.text[place.start : place.end]
    return name not in scene.lexicon.everyday and not (
        name.endswith("s") and name[:-1] in scene.lexicon.everyday
    )


def _well_known(scene: Scene, place: Place) -> bool:
    """A city large enough to be named without further words, and no everyday word."""
    if not _no_everyday_word(scene, place):
        return False
    kommunen = (scene.lexicon.kommunen[ags] for ags in place.entry.values)
    return any(kommune.kind == "kreisfreie Stadt" or kommune.population >= 20_000 for kommune in kommunen)


def _headline(scene: Scene, place: Place) -> bool:
    """ "Meitingen: …" at the start of a line."""
    return scene.text.startswith(":", place.end) and scene.span_of(place.start)[0] == place.start


def _placed(scene: Scene, place: Place) -> bool:
    """A name with words around it that only a place has."""
    return bool(
        _PLACED_BEFORE.search(scene.text, max(0, place.start - 40), place.start)
        or _PLACED_AFTER.match(scene.text, place.end)
    )


def _unique_in_named_land(scene: Scene, place: Place, word: str) -> bool:
    """A name of one place only, after "in" or "aus", in a Land that the text names."""
    values = place.entry.values
    return len(values) == 1 and word in PREPOSITIONS and scene.lexicon.kommunen[values[0]].land in scene.codes
