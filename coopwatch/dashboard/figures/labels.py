"""Where the names of points on a small map stand, so that none lies on another."""

from collections.abc import Sequence

Box = tuple[float, float, float, float]  # left, top, right, bottom, in CSS pixels
LETTER, LINE, AWAY = (
    6.6,
    15.0,
    8.0,
)  # CSS pixels: width of a letter, height of a line, distance from the point
# Plotly's names of the places around a point, the best first, with the shift of a label's middle:
# in widths of the label, in heights, and in distances from the point.
PLACES = {
    "top center": (0.0, -0.5, 0, -1),
    "bottom center": (0.0, 0.5, 0, 1),
    "middle right": (0.5, 0.0, 1, 0),
    "middle left": (-0.5, 0.0, -1, 0),
}


def box_at(x: float, y: float, text: str, place: str) -> Box:
    """Return the box of a label beside the point (x, y)."""
    width, (wide, high, right, down) = len(text) * LETTER, PLACES[place]
    x, y = x + wide * width + right * AWAY, y + high * LINE + down * AWAY
    return x - width / 2, y - LINE / 2, x + width / 2, y + LINE / 2


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share a spot."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def placed(points: Sequence[tuple[float, float]], names: Sequence[str]) -> list[str]:
    """Return for each point the place of its name, or "" where there is room nowhere.

    `points` are in CSS pixels, from the upper left corner.
    """
    taken: list[Box] = [(x - AWAY / 2, y - AWAY / 2, x + AWAY / 2, y + AWAY / 2) for x, y in points]
    found = []
    for (x, y), name in zip(points, names, strict=True):
        boxes = {place: box_at(x, y, name, place) for place in PLACES}
        free = [place for place, box in boxes.items() if not any(overlap(box, other) for other in taken)]
        found.append(free[0] if free else "")
        taken += [boxes[place] for place in free[:1]]
    return found
