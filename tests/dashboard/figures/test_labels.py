"""Names beside points."""

import pytest

from coopwatch.dashboard.figures.labels import box_at, overlap, placed
from coopwatch.dashboard.figures.map import FRAME
from coopwatch.dashboard.figures.pilots import frame_of, names_at
from tests.dashboard.figures.rows import EICHENAU, place


@pytest.mark.parametrize(
    ("other", "shared"), [((5, 5, 15, 15), True), ((10, 0, 20, 10), False), ((0, 10, 10, 20), False)]
)
def test_boxes_that_only_touch_share_nothing(other, shared):
    assert overlap((0, 0, 10, 10), other) is shared


def test_a_name_stands_above_its_point_where_there_is_room():
    assert placed([(100, 100)], ["Kassel"]) == ["top center"]


def test_a_neighbour_goes_elsewhere():
    assert placed([(100, 100), (110, 100)], ["Wiesbaden", "Mainz"]) == ["top center", "bottom center"]


def test_no_name_lies_on_another_however_close_the_points():
    points = [(100 + 6 * i, 100 + 4 * i) for i in range(12)]
    names = [f"Ortsname {i}" for i in range(12)]
    found = [
        (spot, name, where) for spot, name, where in zip(points, names, placed(points, names), strict=True)
    ]
    boxes = [box_at(*spot, name, where) for spot, name, where in found if where]
    assert 1 < len(boxes) < 12
    assert not any(overlap(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_one_place_is_shown_in_all_of_germany_and_several_large():
    near = [EICHENAU, place("Fürth", 49.48, 10.99)]
    assert frame_of([EICHENAU]) == FRAME
    south, north = frame_of(near)["lataxis"]["range"]
    assert south < 48.17 < 49.48 < north
    assert 2.5 < north - south < 4


def test_places_all_over_are_shown_in_all_of_germany():
    assert frame_of([place("Kiel", 54.3, 10.1), place("Lindau", 47.55, 9.7)]) == FRAME


def test_many_points_have_no_names():
    many = [place(f"Ort {i}", 50 + i / 10, 9.0) for i in range(30)]
    assert set(names_at(many, FRAME)["text"]) == {""}
