"""The bodies named in a stretch of the text, for which a person may act."""

from collections.abc import Iterator

from coopwatch.extraction.associations import read_associations
from coopwatch.extraction.laender import FREISTAATEN, HANSESTAEDTE
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene


def body_in(scene: Scene, start: int, end: int) -> str:
    """The first body named in a stretch, organisations before Länder."""
    found = list(bodies(scene, start, end))
    return next((name for name in found if not name.startswith("DE")), found[0] if found else "")


def bodies(scene: Scene, start: int, end: int) -> Iterator[str]:
    for hit in scene.hits_between(start, end):
        if hit.first.kind in ("land", "bund", "organisation") and not hit.first.need:
            yield hit.first.values[0]
    for association in associations_in(scene):
        if start <= association.start < end:
            yield association.values[0]


def associations_in(scene: Scene) -> tuple[Mention, ...]:
    """The associations that the text names by their short names, which are no hits."""
    if "associations" not in scene.memo:
        scene.memo["associations"] = tuple(read_associations(scene))
    return scene.memo["associations"]  # type: ignore[return-value]


def body_of(scene: Scene, hit: Hit) -> str:
    """The body that a hit stands for; "der Freistaat" and "das Land" lean on the text."""
    entry = hit.first
    if entry.kind in ("land", "bund", "organisation"):
        return entry.values[0]
    among = {"freistaat": FREISTAATEN, "hansestadt": HANSESTAEDTE, "land": None}
    if entry.kind != "group" or entry.form not in among:
        return ""
    near = scene.land_near(hit.start, among[entry.form])
    return near[0] if near else ""
