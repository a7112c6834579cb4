"""How names, areas and towns are matched when the reference data is derived."""

import json

import pytest
import shapely
from reference.boundaries import Area, Change, apply_changes, read_areas
from reference.kommunen import is_kreisfrei, kind, kommunen
from reference.points import Town, places, stem

SQUARE = shapely.box(11, 48, 12, 49)


def gemeinde(ags="09273137", name="Kelheim", designation="Gemeinde", shape=SQUARE) -> Area:
    return Area(ags, name, designation, shape)


def town(name="Kelheim", land="09", population=100, lon=11.2, lat=48.2, geonameid=1) -> Town:
    return Town(geonameid, (name,), land, population, shapely.Point(lon, lat))


def feature(ags: str, **properties) -> dict:
    geometry = json.loads(shapely.to_geojson(SQUARE))
    given = {"GF": 4, "BEZ": "Gemeinde", "GEN": "Ort", "AGS": ags, **properties}
    return {"type": "Feature", "properties": given, "geometry": geometry}


@pytest.fixture
def layer(tmp_path):
    def write(*features: dict):
        path = tmp_path / "layer.geo.json"
        path.write_text(json.dumps(features), "utf-8")
        return path

    return write


def test_waters_and_uninhabited_areas_are_left_out(layer):
    path = layer(
        feature("01001000", GF=2), feature("01001001", BEZ="Gemeindefreies Gebiet"), feature("01001002")
    )
    assert [area.ags for area in read_areas(path)] == ["01001002"]


def test_features_that_share_a_seat_are_unpacked(layer):
    nested = {"type": "FeatureCollection", "features": [feature("07338"), feature("07314")]}
    assert [area.ags for area in read_areas(layer(nested))] == ["07314", "07338"]


def test_an_ags_that_comes_twice_is_refused(layer):
    with pytest.raises(ValueError, match="comes twice"):
        read_areas(layer(feature("01001002"), feature("01001002")))


def test_merged_areas_are_one_with_the_new_key_and_name():
    west, east = shapely.box(9, 51, 10, 52), shapely.box(10, 51, 11, 52)
    areas = [
        gemeinde("03152", "Göttingen", "Landkreis", west),
        gemeinde("03156", "Osterode", "Landkreis", east),
    ]
    changes = [Change("03152", "03159", "Göttingen"), Change("03156", "03159", "Göttingen")]
    [merged] = apply_changes(areas, changes)
    assert (merged.ags, merged.name, merged.shape.bounds) == ("03159", "Göttingen", (9, 51, 11, 52))


def test_a_kreis_that_takes_in_a_city_stays_a_kreis():
    areas = [
        gemeinde("16056", "Eisenach", "Kreisfreie Stadt"),
        gemeinde("16063", "Wartburgkreis", "Landkreis"),
    ]
    [merged] = apply_changes(areas, [Change("16056", "16063", "Wartburgkreis")])
    assert (merged.name, merged.designation) == ("Wartburgkreis", "Landkreis")


def test_two_names_for_one_new_key_are_refused():
    changes = [Change("03152", "03159", "Göttingen"), Change("03156", "03159", "Osterode")]
    with pytest.raises(ValueError, match="two names"):
        apply_changes([gemeinde("03152"), gemeinde("03156")], changes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hattersheim am Main", "Hattersheim"),
        ("Pullach i. Isartal", "Pullach im Isartal"),
        ("Neustadt a.d. Aisch", "Neustadt an der Aisch"),
        ("St. Wendel", "Sankt Wendel"),
        ("Bad Kötzting", "Kötzting"),
        ("Halle (Saale)", "Halle"),
    ],
)
def test_spellings_of_one_name_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Neustadt", "Bergneustadt"),
        ("Inzell", "Zell"),
        ("Bad Neustadt", "Bad Steben"),
        ("Ammerland", "Ammer"),
    ],
)
def test_other_names_have_another_stem(one, other):
    assert stem(one) != stem(other)


def test_a_town_inside_gives_point_and_population():
    place = places([gemeinde()], [town()])["09273137"]
    assert (place.lat, place.lon, place.population) == (48.2, 11.2, 100)


@pytest.mark.parametrize(
    "other", [town(name="Kehlheim"), town(land="08"), town(lon=12.2)], ids=["name", "land", "far away"]
)
def test_a_town_of_another_name_land_or_region_gives_nothing(other):
    place = places([gemeinde()], [other])["09273137"]
    assert (place.lat, place.lon, place.population) == (48.5, 11.5, None)


def test_a_town_just_beyond_the_border_gives_population_but_no_point():
    place = places([gemeinde()], [town(lon=12.005)])["09273137"]
    assert (place.lon, place.population) == (11.5, 100)


def test_the_full_name_wins_over_a_larger_namesake():
    towns = [town("Neustadt", population=9000), town("Neustadt am Kulm", population=1000, geonameid=2)]
    assert places([gemeinde(name="Neustadt am Kulm")], towns)["09273137"].population == 1000


def test_unknown_population_is_not_zero():
    assert places([gemeinde()], [town(population=0)])["09273137"].population is None


def test_a_kreis_does_not_take_the_town_of_its_name():
    place = places([gemeinde("09273", designation="Landkreis")], [town()])["09273"]
    assert (place.lat, place.population) == (48.5, None)


def test_the_point_of_an_area_around_a_city_is_not_in_the_city():
    city = shapely.box(11.3, 48.3, 11.7, 48.7)
    place = places([gemeinde("09375", "Regensburg", "Landkreis", SQUARE - city)], [])["09375"]
    assert not city.contains(shapely.Point(place.lon, place.lat))


def test_a_kreisfreie_stadt_is_listed_once():
    kreise = [
        gemeinde("09362", "Regensburg", "Kreisfreie Stadt"),
        gemeinde("09375", "Regensburg", "Landkreis"),
    ]
    listed = kommunen(kreise, [gemeinde("09362000", "Regensburg", "Stadt")])
    assert [area.ags for area in listed] == ["09362000", "09375"]


@pytest.mark.parametrize(("ags", "free"), [("09362000", True), ("09273137", False), ("09000", False)])
def test_kreisfrei_is_told_by_the_key(ags, free):
    assert is_kreisfrei(ags) is free


def test_the_list_of_kinds_does_not_touch_others():
    kinds = {"09772177": "Markt"}
    assert [kind(gemeinde(ags), kinds) for ags in ("09772177", "09772178")] == ["Markt", "Gemeinde"]
