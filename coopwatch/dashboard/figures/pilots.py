"""The small map of the Pilotkommunen of one agreement."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coopwatch.dashboard.figures.frame import Cell, Figure, Table, base_layout, safe
from coopwatch.dashboard.figures.map import geo
from coopwatch.dashboard.rows import Place
from coopwatch.dashboard.words import PartyNames

HEIGHT = 380


def pilot_map(places: Sequence[Place], names: PartyNames, geojson: str, heading: str = "") -> Figure:
    """Return the map of these Kommunen with their names."""
    own = {place.land for place in places}
    codes = [code for code in names.names if code != "DE"]
    areas = {
        "type": "choropleth", "locations": codes, "featureidkey": "properties.code", "showscale": False,
        "z": [int(code in own) for code in codes], "zmin": 0, "zmax": 1, "hoverinfo": "skip",
        "colorscale": [[0, "@empty"], [1, "@step1"]], "marker": {"line": {"color": "@border", "width": 0.8}},
    }  # fmt: skip
    few = len(places) <= 8
    points = {
        "type": "scattergeo", "mode": "markers+text" if few else "markers",
        "lat": [place.lat for place in places], "lon": [place.lon for place in places],
        "text": [safe(place.full_name) for place in places], "textposition": "top center",
        "textfont": {"color": "@text", "size": 12},
        "customdata": [f"/kommune/{place.slug}/" for place in places],
        "marker": {
            "size": 10, "symbol": "diamond", "color": "@kommunen", "line": {"width": 1, "color": "@paper"},
        },
        "hovertemplate": "%{text}<extra></extra>",
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
        layout=base_layout(HEIGHT, geo=geo(), margin={"l": 0, "r": 0, "t": 0, "b": 0}),
        height=HEIGHT,
        geojson=geojson,
    )
