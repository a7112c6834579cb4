"""Look up well-known and often confused places in kommunen.csv: are they where they should lie?"""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
KOMMUNEN = HERE.parents[1] / "coopwatch" / "registry" / "data" / "kommunen.csv"
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class NamedPlace:
    """A place by name, kind and Land, where it should lie (roughly) and the rows of kommunen.csv that fit."""

    name: str
    kind: str
    land: str
    lat: float
    lon: float
    rows: tuple[dict[str, str], ...]

    @property
    def distance_km(self) -> float:
        """Kilometres between the expected and the found point; infinite unless exactly one row fits."""
        if len(self.rows) != 1:
            return math.inf
        north = float(self.rows[0]["lat"]) - self.lat
        east = (float(self.rows[0]["lon"]) - self.lon) * math.cos(math.radians(self.lat))
        return math.hypot(north, east) * KM_PER_DEGREE

    @property
    def tolerance_km(self) -> float:
        """A Kreis has no one point that all would name, a town has."""
        return 25.0 if self.kind == "Landkreis" else 6.0


def read_rows(path: Path) -> list[dict[str, str]]:
    """All lines of a CSV file by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_places() -> list[NamedPlace]:
    """The places of named_places.csv, each with the gazetteer's rows of that name, kind and Land."""
    rows = read_rows(KOMMUNEN)
    return [_found(expected, rows) for expected in read_rows(HERE / "named_places.csv")]


def _found(expected: dict[str, str], rows: list[dict[str, str]]) -> NamedPlace:
    keys = ("name", "kind", "land")
    fitting = tuple(row for row in rows if all(row[key] == expected[key] for key in keys))
    lat, lon = float(expected["lat"]), float(expected["lon"])
    return NamedPlace(expected["name"], expected["kind"], expected["land"], lat, lon, fitting)
