"""Turn areas and places into the rows of kommunen.csv."""

import csv
from collections.abc import Iterable
from pathlib import Path

from .boundaries import HERE, Area
from .laender import ISO_BY_LAND
from .points import Place

COLUMNS = ("ags", "name", "kind", "land", "kreis_ags", "lat", "lon", "population")


def read_kinds(path: Path = HERE / "kinds.csv") -> dict[str, str]:
    """AGS -> kind of the Gemeinden that are a Markt or Stadt, but "Gemeinde" in VG250 of 2016."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ags"]: row["kind"] for row in csv.DictReader(file)}


def is_kreisfrei(ags: str) -> bool:
    """Whether an AGS of 8 digits names a city that is its own Kreis: its number within the Kreis is 000."""
    return len(ags) == 8 and ags.endswith("000")


def kind(area: Area, kinds: dict[str, str]) -> str:
    """`Landkreis`, `kreisfreie Stadt`, `Stadt`, `Markt` or `Gemeinde`."""
    if len(area.ags) == 5:
        return "Landkreis"
    if is_kreisfrei(area.ags):
        return "kreisfreie Stadt"
    return kinds.get(area.ags, area.designation)


def kommunen(kreise: Iterable[Area], gemeinden: list[Area]) -> list[Area]:
    """All Gemeinden, and the Kreise but for the kreisfreie Städte, which are among the Gemeinden already."""
    cities = {gemeinde.ags[:5] for gemeinde in gemeinden if is_kreisfrei(gemeinde.ags)}
    return sorted([k for k in kreise if k.ags not in cities] + gemeinden, key=lambda area: area.ags)


def row(area: Area, place: Place, kinds: dict[str, str]) -> tuple[str, ...]:
    """The values of one line in the order of `COLUMNS`."""
    belongs_to_kreis = len(area.ags) == 8 and not is_kreisfrei(area.ags)
    return (
        area.ags,
        area.name,
        kind(area, kinds),
        ISO_BY_LAND[area.ags[:2]],
        area.ags[:5] if belongs_to_kreis else "",
        f"{place.lat:.5f}",
        f"{place.lon:.5f}",
        "" if place.population is None else str(place.population),
    )


def write_kommunen(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Write the gazetteer: UTF-8, commas, line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
