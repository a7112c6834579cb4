"""The small map of the Pilotkommunen of one agreement."""

from collections.abc import Sequence
from math import cos, radians

from django.utils.translation import gettext as _

from coopwatch.dashboard.figures.frame import Cell, Figure, Table, base_layout, safe
from coopwatch.dashboard.figures.labels import placed
from coopwatch.dashboard.figures.map import FRAME, geo
from coopwatch.dashboard.rows import Place
from coopwatch.dashboard.words import PartyNames

HEIGHT = 380
WIDTH = 480  # CSS pixels at most
LEAST_DEGREES = 2.6  # of latitude: about the height of a large Land, so that its outline can be recognised
MARGIN = 1.5  # times what the points take
MOST_NAMES = 25


def frame_of(places: Sequence[Place]) -> dict:
    """Return the axes of a map that shows these places large, and enough around them to know where one is.

    One place alone is shown in all of Germany.
    """
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    flat = cos(radians(lat)) * HEIGHT / WIDTH  # degrees of latitude in the width of one of longitude
    degrees = max(LEAST_DEGREES, MARGIN * (max(lats) - min(lats)), MARGIN * (max(lons) - min(lons)) * flat)
    (south, north), wide = FRAME["lataxis"]["range"], degrees / flat
    if len(places) < 2 or degrees >= north - south:
        return FRAME
    return {
        "lataxis": {"range": [lat - degrees / 2, lat + degrees / 2]},
        "lonaxis": {"range": [lon - wide / 2, lon + wide / 2]},
    }


def names_at(places: Sequence[Place], frame: dict) -> dict:
    """Return the texts and their places beside the points; a name for which there is no room is left out."""
    south, north = frame["lataxis"]["range"]
    west, _east = frame["lonaxis"]["range"]
    scale = HEIGHT / (north - south)
    flat = cos(radians((north + south) / 2))
    spots = [((p.lon - west) * flat * scale, (north - p.lat) * scale) for p in places]
    names = [place.full_name for place in places]
    found = placed(spots, names) if len(places) <= MOST_NAMES else [""] * len(places)
    shown = [safe(name) if where else "" for name, where in zip(names, found, strict=True)]
    return {"text": shown, "textposition": [where or "top center" for where in found]}


def pilot_map(places: Sequence[Place], names: PartyNames, geojson: str, heading: str = "") -> Figure:
    """Return the map of these Kommunen with their names."""
    own = {place.land for place in places}
    codes = [code for code in names.names if code != "DE"]
    areas = {
        "type": "choropleth", "locations": codes, "featureidkey": "properties.code", "showscale": False,
        "z": [int(code in own) for code in codes], "zmin": 0, "zmax": 1, "hoverinfo": "skip",
        "colorscale": [[0, "@empty"], [1, "@step1"]], "marker": {"line": {"color": "@border", "width": 0.8}},
    }  # fmt: skip
    frame = frame_of(places)
    points = {
        "type": "scattergeo", "mode": "markers+text",
        "lat": [place.lat for place in places], "lon": [place.lon for place in places],
        **names_at(places, frame), "hovertext": [safe(place.full_name) for place in places],
        "textfont": {"color": "@text", "size": 12},
        "customdata": [f"/kommune/{place.slug}/" for place in places],
        "marker": {
            "size": 10, "symbol": "diamond", "color": "@kommunen",
            "line": {"width": 1, "color": "@pinedge"},
        },
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    lines = tuple(
        (Cell(p.full_name, f"/kommune/{p.slug}/"), Cell(names[p.land]), Cell(p.ags)) for p in places
    )
    return Figure(
        name="pilotkarte",
        heading=heading or _("Wo die Pilotkommunen liegen"),
        description=_("Karte der Kommunen") if heading else _("Karte der Pilotkommunen"),
        note="",
        table=Table(
            _("Kommunen") if heading else _("Pilotkommunen"), (_("Kommune"), _("Land"), "AGS"), lines
        ),
        data=[areas, points],
        layout=base_layout(HEIGHT, geo=geo() | frame, margin={"l": 0, "r": 0, "t": 0, "b": 0}),
        height=HEIGHT,
        geojson=geojson,
    )
