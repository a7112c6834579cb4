"""The committed reference data, as files: complete, consistent, and where it says it is."""

import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import shapely
from reference.named_places import named_places

DATA = Path(__file__).parents[2] / "coopwatch" / "registry" / "data"
COLUMNS = ["ags", "name", "kind", "land", "kreis_ags", "lat", "lon", "population"]
PLACES = named_places()


@cache
def kommunen() -> list[dict[str, str]]:
    with (DATA / "kommunen.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def features(name: str) -> list[dict]:
    return json.loads((DATA / name).read_text("utf-8"))["features"]


def shapes(name: str, key: str) -> dict[str, shapely.Geometry]:
    return {f["properties"][key]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features(name)}


def polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    return list(getattr(shape, "geoms", [shape]))


def land_keys() -> dict[str, str]:
    return {f["properties"]["ags"]: f["properties"]["code"] for f in features("laender.geojson")}


def distances(areas: dict[str, shapely.Geometry], key) -> list[float]:
    """Degrees between each Kommune's point and the (simplified) area it should be in; 0 is inside."""
    points = [(key(row), shapely.Point(float(row["lon"]), float(row["lat"]))) for row in kommunen()]
    return [areas[ags].distance(point) for ags, point in points]


def test_the_gazetteer_has_the_promised_columns():
    assert list(kommunen()[0]) == COLUMNS


def test_all_kinds_are_there_in_their_numbers():
    kinds = Counter(row["kind"] for row in kommunen())
    assert kinds == {"Gemeinde": 8633, "Stadt": 1957, "Markt": 386, "Landkreis": 294, "kreisfreie Stadt": 106}


def test_every_ags_is_there_once():
    assert len({row["ags"] for row in kommunen()}) == len(kommunen())


def test_only_landkreise_have_five_digits():
    odd = [
        r
        for r in kommunen()
        if not re.fullmatch(r"\d{5}" if r["kind"] == "Landkreis" else r"\d{8}", r["ags"])
    ]
    assert odd == []


def test_every_ags_lies_in_its_land():
    codes = land_keys()
    assert [row for row in kommunen() if codes[row["ags"][:2]] != row["land"]] == []


def test_gemeinden_name_a_kreis_that_exists_and_others_none():
    kreise = {row["ags"] for row in kommunen() if row["kind"] == "Landkreis"}
    for row in kommunen():
        own = row["kind"] in ("Landkreis", "kreisfreie Stadt")
        assert row["kreis_ags"] == ("" if own else row["ags"][:5])
        assert own or row["kreis_ags"] in kreise


def test_every_kreis_has_gemeinden():
    used = {row["kreis_ags"] for row in kommunen()}
    assert [r["name"] for r in kommunen() if r["kind"] == "Landkreis" and r["ags"] not in used] == []


def test_a_markt_is_found_in_bavaria_only():
    assert {row["land"] for row in kommunen() if row["kind"] == "Markt"} == {"DE-BY"}


def test_names_are_bare():
    affix = re.compile(
        r"^(Landkreis|Kreis|Stadt|Gemeinde) |, (Stadt|St|GKSt|M|Landeshauptstadt)\b|^\s|\s$|^$"
    )
    really_so_named = {"Stadt Wehlen"}
    assert {row["name"] for row in kommunen() if affix.search(row["name"])} == really_so_named


def test_population_is_a_positive_number_or_unknown():
    assert [r for r in kommunen() if r["population"] and not re.fullmatch(r"[1-9]\d*", r["population"])] == []


def test_population_of_every_kreisfreie_stadt_is_known():
    assert [r["name"] for r in kommunen() if r["kind"] == "kreisfreie Stadt" and not r["population"]] == []


def test_a_kreis_has_not_the_population_of_the_town_of_its_name():
    assert {row["population"] for row in kommunen() if row["kind"] == "Landkreis"} == {""}


@pytest.mark.parametrize("old", ["03152", "03156", "16056"])
def test_dissolved_kreise_are_gone(old):
    assert not [row for row in kommunen() if row["ags"].startswith(old)]
    assert old not in shapes("kreise.geojson", "ags")


def test_gemeinden_of_goettingen_are_numbered_as_since_2016():
    keys = sorted(row["ags"] for row in kommunen() if row["kreis_ags"] == "03159")
    assert keys == [f"03159{number:03}" for number in range(1, 40)]


def test_points_lie_in_the_shape_of_their_land():
    off = distances(shapes("laender.geojson", "code"), lambda row: row["land"])
    assert max(off) < 0.03
    assert sum(distance > 0 for distance in off) < 50


def test_points_lie_in_the_shape_of_their_kreis():
    off = distances(shapes("kreise.geojson", "ags"), lambda row: row["ags"][:5])
    assert max(off) < 0.05
    assert sum(distance > 0 for distance in off) < 100


def test_the_shapes_are_those_of_the_sixteen_laender():
    assert sorted(land_keys()) == [f"{number:02}" for number in range(1, 17)]
    assert len(set(land_keys().values())) == 16


def test_every_kreis_and_kreisfreie_stadt_has_a_shape():
    wanted = {row["ags"][:5] for row in kommunen() if row["kind"] in ("Landkreis", "kreisfreie Stadt")}
    assert shapes("kreise.geojson", "ags").keys() == wanted
    assert len(features("kreise.geojson")) == len(wanted) == 400


def test_a_shape_bears_the_name_and_land_of_its_row():
    named = {row["ags"][:5]: row for row in kommunen() if not row["kreis_ags"]}
    for feature in features("kreise.geojson"):
        kreis = feature["properties"]
        row = named[kreis["ags"]]
        assert kreis == {"ags": row["ags"][:5], "name": row["name"], "land": row["land"]}


FILES = [("laender.geojson", "code"), ("kreise.geojson", "ags")]


@pytest.mark.parametrize(("name", "key"), FILES)
def test_shapes_are_valid(name, key):
    assert [code for code, shape in shapes(name, key).items() if not shape.is_valid or shape.is_empty] == []


@pytest.mark.parametrize(("name", "key"), FILES)
def test_exterior_rings_run_clockwise_and_holes_against(name, key):
    for code, shape in shapes(name, key).items():
        for polygon in polygons(shape):
            assert not polygon.exterior.is_ccw, code
            assert all(hole.is_ccw for hole in polygon.interiors), code


@pytest.mark.parametrize(("name", "key"), FILES)
def test_neighbours_do_not_overlap(name, key):
    parts = list(shapes(name, key).values())
    assert sum(part.area for part in parts) == pytest.approx(shapely.union_all(parts).area, rel=1e-6)


@pytest.mark.parametrize(("name", "limit"), [("laender.geojson", 110_000), ("kreise.geojson", 460_000)])
def test_shapes_are_small_enough_for_a_page(name, limit):
    assert (DATA / name).stat().st_size <= limit


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.name}-{place.kind}")
def test_a_named_place_is_there_once_and_lies_where_it_should(place):
    assert len(place.rows) == 1
    assert place.distance_km <= place.tolerance_km


def test_every_neustadt_is_among_the_named_places():
    bears_the_name = re.compile(r"(?<!b\. )neustadt", re.IGNORECASE)  # not "Linda b. Neustadt an der Orla"
    found = {row["ags"] for row in kommunen() if bears_the_name.search(row["name"])}
    assert found <= {place.rows[0]["ags"] for place in PLACES}
