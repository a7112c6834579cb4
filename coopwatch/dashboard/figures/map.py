"""The map: Länder by number, lines between those that cooperate, Pilotkommunen as points."""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Cell, Context, Figure, Table, base_layout, safe, step_of
from coopwatch.dashboard.figures.pairs import left_out, party_heading
from coopwatch.dashboard.rows import Place
from coopwatch.dashboard.words import number

HEIGHT = 640  # CSS pixels
MOST_PILOTS = 800  # more points than these cover the map; the most frequent are drawn
MOST_LINES = 40  # more lines than these tell nothing; the strongest are drawn
WIDTHS = (1, 2, 3.5, 5.5, 8)  # CSS pixels
FRAME = {"lonaxis": {"range": [5.6, 15.3]}, "lataxis": {"range": [47.2, 55.1]}}
# Where a label would lie on a neighbour's: its place (latitude, longitude) in the free part of the Land.
APART = {"DE-NI": (52.45, 9.6), "DE-BE": (52.62, 13.45)}
Points = Mapping[str, tuple[float, float]]


def counted(n: int) -> str:
    """Return "12 Vereinbarungen"."""
    return ngettext("{n} Vereinbarung", "{n} Vereinbarungen", n).format(n=number(n))


def areas(counts: Counter[str], context: Context) -> dict:
    """Return the coloured Länder; a click asks for the Land."""
    codes = [code for code in context.names.names if code != "DE"]
    most = max((counts[code] for code in codes), default=0)
    scale = ["@empty", "@step1", "@step2", "@step3", "@step4", "@step5"]
    return {
        "type": "choropleth",
        "locations": codes,
        "featureidkey": "properties.code",
        "z": [step_of(counts[code], most) for code in codes],
        "zmin": 0,
        "zmax": 5,
        "colorscale": [[i / 5, colour] for i, colour in enumerate(scale)],
        "showscale": False,
        "marker": {"line": {"color": "@border", "width": 0.8}},
        "text": [f"{safe(context.names[code])}<br>{counted(counts[code])}" for code in codes],
        "customdata": [context.links.parties(code) for code in codes],
        "hovertemplate": "%{text}<extra></extra>",
    }


def lines(pairs: Counter[tuple[str, str]], points: Points) -> list[dict]:
    """Return the lines between Länder, one trace for each width, the thin ones first."""
    strongest = pairs.most_common(MOST_LINES)
    most = max(pairs.values(), default=1)
    traces = []
    for step, width in enumerate(WIDTHS, start=1):
        ends = [(points[a], points[b]) for (a, b), n in strongest if step_of(n, most, len(WIDTHS)) == step]
        traces.append(
            {
                "type": "scattergeo",
                "mode": "lines",
                "hoverinfo": "skip",
                "lat": [value for one, other in ends for value in (one[0], other[0], None)],
                "lon": [value for one, other in ends for value in (one[1], other[1], None)],
                "line": {"width": width, "color": "@laender"},
                "opacity": 0.75,
            }
        )
    return [trace for trace in traces if trace["lat"]]


def middles(pairs: Counter[tuple[str, str]], points: Points, context: Context) -> dict:
    """Return what the pointer meets on a line: both names and the number; a click asks for both."""
    strongest = pairs.most_common(MOST_LINES)
    places = [
        tuple(sum(points[code][axis] for code in pair) / 2 for axis in (0, 1)) for pair, _count in strongest
    ]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lat": [lat for lat, _lon in places],
        "lon": [lon for _lat, lon in places],
        "marker": {"size": 5, "color": "@laender", "line": {"width": 1, "color": "@paper"}},
        "text": [
            f"{safe(context.names[a])} – {safe(context.names[b])}<br>{counted(n)}" for (a, b), n in strongest
        ],
        "customdata": [context.links.parties(a, b) for (a, b), _count in strongest],
        "hovertemplate": "%{text}<extra></extra>",
    }


def labels(counts: Counter[str], points: Points, context: Context) -> dict:
    """Return the numbers on the Länder."""
    codes = [code for code in points if counts[code]]
    return {
        "type": "scattergeo",
        "mode": "markers+text",
        "lat": [points[code][0] for code in codes],
        "lon": [points[code][1] for code in codes],
        "text": [f"{code[3:]}<br>{number(counts[code])}" for code in codes],
        "textfont": {"size": 11, "color": "@text", "weight": 600},
        "marker": {
            "size": 30,
            "symbol": "square",
            "color": "@paper",
            "opacity": 0.86,
            "line": {"width": 1, "color": "@border"},
        },
        "hovertext": [f"{safe(context.names[code])}<br>{counted(counts[code])}" for code in codes],
        "customdata": [context.links.parties(code) for code in codes],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def pilots(places: Mapping[Place, int], context: Context) -> dict:
    """Return the Pilotkommunen as points; a click asks for one."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lat": [place.lat for place in places],
        "lon": [place.lon for place in places],
        "marker": {
            "size": 7,
            "symbol": "diamond",
            "color": "@kommunen",
            "line": {"width": 1, "color": "@pinedge"},
        },
        "text": [
            f"{safe(place.full_name)}<br>{_('Pilotkommune')}: {counted(n)}" for place, n in places.items()
        ],
        "customdata": [context.links.narrowed(pilot=(place.slug,)) for place in places],
        "hovertemplate": "%{text}<extra></extra>",
    }


def table_of(counts: Counter[str], pairs: Counter[tuple[str, str]], context: Context) -> Table:
    """Return the equal table: each Land with its number and its partners."""
    lines = []
    for code, name in context.names.names.items():
        if code == "DE" and not counts[code]:
            continue
        own = Counter({(set(pair) - {code}).pop(): n for pair, n in pairs.items() if code in pair})
        partners = ", ".join(f"{context.names[other]} ({number(n)})" for other, n in own.most_common())
        lines.append(
            (
                Cell(name, context.links.parties(code)),
                Cell(number(counts[code]), numeric=True),
                Cell(partners or "–"),
            )
        )
    columns = (_("Land"), _("Vereinbarungen"), _("gemeinsam mit"))
    return Table(_("Vereinbarungen und Partner je Land"), columns, tuple(lines))


def cooperation_map(
    tally: Tally, places: Mapping[Place, int], context: Context, points: Points, geojson: str
) -> Figure:
    """Return the map. `places` are Pilotkommunen with their numbers, `points` the middles of the Länder,
    `geojson` is the address of their shapes."""
    points = {**points, **{code: place for code, place in APART.items() if code in points}}
    counts, pairs = tally.telling.parties, tally.telling.pairs
    asked = set(context.links.state.get("partei")) - {"DE"}
    between = Counter(
        {pair: n for pair, n in pairs.items() if "DE" not in pair and (not asked or asked & set(pair))}
    )
    data = [areas(counts, context), *lines(between, points)]
    data += [middles(between, points, context), pilots(places, context), labels(counts, points, context)]
    reading = _(
        "Je kräftiger ein Land gefärbt ist, an desto mehr Vereinbarungen ist es beteiligt; die Zahl steht "
        "im Kästchen. Linien verbinden Länder mit gemeinsamen Vereinbarungen, je mehr, desto breiter. "
        "Rauten: Pilotkommunen. Ein Klick schränkt den Filter ein."
    )
    return Figure(
        name="karte",
        heading=party_heading(tally, context),
        description=_("Karte der Länder mit der Zahl ihrer Vereinbarungen und ihren Verbindungen"),
        note=" ".join(part for part in (reading, left_out(tally)) if part),
        table=table_of(counts, pairs, context),
        data=data,
        layout=base_layout(HEIGHT, geo=geo(), margin={"l": 0, "r": 0, "t": 0, "b": 0}),
        height=HEIGHT,
        geojson=geojson,
    )


def geo() -> dict:
    """Return the frame of the map: Germany alone, no base map."""
    return {"visible": False, "projection": {"type": "mercator"}, "bgcolor": "@paper", **FRAME}
