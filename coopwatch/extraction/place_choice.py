"""Which of several places of one name is meant: type, Land named near, siblings, Kreis, size; else it stays
open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coopwatch.extraction.laender import written_at
from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Kommune
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene

if TYPE_CHECKING:
    from coopwatch.extraction.place_support import Place

DOMINANCE = 8
WINDOW = 300
LOCATED = words("located")
TYPE_KINDS = {
    "Landkreis": ("Landkreis",),
    "Stadt": ("kreisfreie Stadt", "Stadt"),
    "Gemeinde": ("Gemeinde", "Markt", "Stadt"),
    "Markt": ("Markt", "Gemeinde"),
}


def choose(scene: Scene, places: Sequence["Place"]) -> Iterator[Mention]:
    """Mentions of a chain of places, each with the AGS that fit best."""
    typed = [(place, _of_type(scene, place)) for place in places]
    lands = Counter(_only_land(found) for _, found in typed if _only_land(found))
    for place, found in typed:
        if place.both:
            yield from _both(scene, place, lands)
        else:
            yield _mention(scene, place, _fitting(scene, place, found, lands))


def _of_type(scene: Scene, place: "Place") -> list[Kommune]:
    """The candidates of the type that the text gives; without one, cities and Gemeinden before a Kreis of
    the same name."""
    found = [scene.lexicon.kommunen[ags] for ags in place.entry.values]
    if place.free_city:
        return (
            [k for k in found if k.kind == "kreisfreie Stadt"]
            or [k for k in found if k.kind == "Stadt"]
            or found
        )
    kinds = TYPE_KINDS.get(place.type or "")
    if kinds:
        exact = [kommune for kommune in found if kommune.kind in kinds]
        return exact or found
    return [kommune for kommune in found if kommune.kind != "Landkreis"] or found


def _only_land(found: Sequence[Kommune]) -> str | None:
    lands = {kommune.land for kommune in found}
    return next(iter(lands)) if len(lands) == 1 else None


def _fitting(
    scene: Scene, place: "Place", found: list[Kommune], lands: Counter[str | None]
) -> tuple[list[Kommune], float]:
    """The candidates that fit the context, and how sure the choice is."""
    found = _in_noted_kreis(scene, place, found)
    if len(found) <= 1:
        return found, 0.95 if found else 0.3
    for code, sure in _context_lands(scene, place, lands):
        inside = [kommune for kommune in found if kommune.land == code]
        if inside:
            return _largest(inside, sure)
    return _largest(found, 0.7)


def _in_noted_kreis(scene: Scene, place: "Place", found: list[Kommune]) -> list[Kommune]:
    """Those of the Kreis in brackets, if there are any: "Ahaus (Kreis Borken)"."""
    if "reis" not in place.note and "kr." not in place.note.lower():
        return found
    kreise = (scene.lexicon.kommunen.get(kommune.kreis_ags) for kommune in found)
    inside = [k for k, kreis in zip(found, kreise, strict=True) if kreis and kreis.name in place.note]
    return inside or found


def _context_lands(scene: Scene, place: "Place", lands: Counter[str | None]) -> Iterator[tuple[str, float]]:
    """Länder that speak for a candidate, the strongest first."""
    for code, land in scene.lexicon.laender.items():
        if land.name in place.note:
            yield code, 0.98
    start, end = scene.span_of(place.start)
    near = set(scene.lands_in(max(start, place.start - WINDOW), min(end, place.end + WINDOW)))
    if len(near) == 1:
        yield near.pop(), 0.92
    if len(scene.codes) == 1:
        yield next(iter(scene.codes)), 0.9
    for code, _ in lands.most_common(2):
        if code:
            yield code, 0.85
    for code in dict.fromkeys(reversed(scene.lands_in(max(0, place.start - 5 * WINDOW), place.start))):
        yield code, 0.7


def _largest(found: list[Kommune], sure: float) -> tuple[list[Kommune], float]:
    """The one that is far larger than the others; else all stay."""
    if len(found) == 1:
        return found, sure
    ranked = sorted(found, key=lambda kommune: (-_size(kommune), kommune.ags))
    if _size(ranked[0]) >= DOMINANCE * max(_size(ranked[1]), 500):
        return ranked[:1], sure * 0.9
    return ranked, 0.4


def _size(kommune: Kommune) -> int:
    return max(kommune.population, 100_000 if kommune.kind == "kreisfreie Stadt" else 0)


def _mention(scene: Scene, place: "Place", choice: tuple[list[Kommune], float]) -> Mention:
    kommunen, sure = choice
    if written_at(scene, place.start, place.end) and not place.type:
        return _elsewhere(scene, place, kommunen, "dateline", 0.1)
    if scene.text[place.start : place.end] == "Bonn" and not place.type and _speaks_of_bsi(scene):
        return Mention(
            place.start, place.end, "Bonn", "bund", ("DE",), "capital", "DE", 0.5, (("place", "yes"),)
        )
    first = kommunen[0] if kommunen else None
    lands = {kommune.land for kommune in kommunen}
    kind = _said_type(place, first)
    located = "yes" if place.type is None and scene.word_before(place.start) in LOCATED else "no"
    attributes = (
        ("type", kind),
        ("name", first.name if first else ""),
        ("said", place.type or ""),
        ("place", located),
    )
    return Mention(
        start=place.start,
        end=place.end,
        quote=scene.text[place.start : place.end],
        kind="kommune",
        values=tuple(kommune.ags for kommune in kommunen),
        form=place.entry.form,
        land=next(iter(lands)) if len(lands) == 1 else None,
        confidence=sure,
        attributes=attributes,
    )


def _elsewhere(scene: Scene, place: "Place", kommunen: Sequence[Kommune], form: str, sure: float) -> Mention:
    values = tuple(kommune.ags for kommune in kommunen)
    return Mention(
        place.start, place.end, scene.text[place.start : place.end], "kommune", values, form, None, sure
    )


def _speaks_of_bsi(scene: Scene) -> bool:
    """In a text about the BSI, "Bonn" is the BSI."""
    if "bsi" not in scene.memo:
        body = ("body", "Bundesamt für Sicherheit in der Informationstechnik")
        scene.memo["bsi"] = any(body in hit.first.attributes for hit in scene.hits)
    return bool(scene.memo["bsi"])


def _said_type(place: "Place", kommune: Kommune | None) -> str:
    if kommune is not None:
        return kommune.kind
    return place.type or ""


def _both(scene: Scene, place: "Place", lands: Counter[str | None]) -> Iterator[Mention]:
    """ "Stadt und Landkreis Kassel": the city at the type words, the Kreis at the name."""
    found = [scene.lexicon.kommunen[ags] for ags in place.entry.values]
    kreise = [kommune for kommune in found if kommune.kind == "Landkreis"]
    cities = [kommune for kommune in found if kommune.kind in ("kreisfreie Stadt", "Stadt")]
    yield _mention(scene, place, _fitting(scene, place, kreise or found, lands))
    word = "Stadt"
    at = scene.text.rfind(word, max(0, place.start - 45), place.start)
    if kreise and cities and at >= 0:
        city = _mention(scene, place, _fitting(scene, place, cities, lands))
        yield city.changed(start=at, end=at + len(word), quote=word, form="ellipsis")
