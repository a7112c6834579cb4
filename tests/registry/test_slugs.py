"""Addresses are readable, and no two rows share one."""

import pytest

from coopwatch.registry.reference import ALL_KOMMUNEN, read_csv
from coopwatch.registry.slugs import free_slug, kommune_slugs, slugify_german


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Köln", "koeln"),
        ("Großpösna", "grosspoesna"),
        ("Halle (Saale)", "halle-saale"),
        ("Neustadt a.d.Waldnaab", "neustadt-a-d-waldnaab"),
        ("Wörth/Málaga", "woerth-malaga"),
        ("???", "eintrag"),
    ],
)
def test_german_names_become_readable(name, slug):
    assert slugify_german(name) == slug


def test_a_taken_slug_is_numbered():
    taken = {"amt24", "amt24-2"}
    assert free_slug("Amt24", taken) == "amt24-3"
    assert "amt24-3" in taken


def row(ags, name, kind="Gemeinde", kreis_ags=""):
    return {"ags": ags, "name": name, "kind": kind, "kreis_ags": kreis_ags}


def test_a_shared_name_goes_bare_to_the_kreisfreie_stadt():
    rows = [
        row("09464000", "Hof", "kreisfreie Stadt"),
        row("09475", "Hof", "Landkreis"),
        row("07143243", "Hof", "Gemeinde", "07143"),
        row("07143", "Westerwaldkreis", "Landkreis"),
    ]
    slugs = kommune_slugs(rows)
    assert slugs["09464000"] == "hof"
    assert slugs["09475"] == "landkreis-hof"
    assert slugs["07143243"] == "hof-westerwaldkreis"


def test_a_name_shared_within_a_kreis_bears_its_ags():
    kreis = row("13075", "Vorpommern-Greifswald", "Landkreis")
    rows = [
        kreis,
        row("13075101", "Neuenkirchen", kreis_ags="13075"),
        row("13075102", "Neuenkirchen", kreis_ags="13075"),
    ]
    assert kommune_slugs(rows)["13075102"] == "neuenkirchen-vorpommern-greifswald-13075102"


def test_the_whole_gazetteer_has_no_collision():
    slugs = kommune_slugs(read_csv(ALL_KOMMUNEN))
    assert len(slugs) > 11_000
    assert len(set(slugs.values())) == len(slugs)
