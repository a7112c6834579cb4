"""The matrix: how many agreements two parties share."""

from django.utils.translation import gettext as _

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Cell, Context, Figure, Table, base_layout, safe, step_of
from coopwatch.dashboard.figures.map import counted
from coopwatch.dashboard.figures.pairs import left_out, pair_heading
from coopwatch.dashboard.words import number

CELL, NARROW_CELL = 32, 18  # CSS pixels


def short(code: str) -> str:
    """Return the letters of a Land on number plates of its kind ("BY"), "Bund" for the Bund."""
    return _("Bund") if code == "DE" else code[3:]


def squares(cells: dict[tuple[int, int], int], most: int) -> list[dict]:
    """Return the filled cells as shapes, the darker the more."""
    return [
        {
            "type": "rect", "x0": x - 0.47, "x1": x + 0.47, "y0": y - 0.47, "y1": y + 0.47, "layer": "below",
            "fillcolor": f"@step{step_of(n, most)}" if n else "@empty", "line": {"width": 0},
        }
        for (x, y), n in cells.items()
    ]  # fmt: skip


def table_of(codes: list[str], pairs, context: Context) -> Table:
    """Return the equal table: pairs with what they share, the closest first."""
    lines = tuple(
        (
            Cell(f"{context.names[a]} – {context.names[b]}", context.links.parties(a, b)),
            Cell(number(n), numeric=True),
        )
        for (a, b), n in pairs.most_common()
    )
    return Table(_("Gemeinsame Vereinbarungen je Paar"), (_("Paar"), _("Vereinbarungen")), lines)


def matrix(tally: Tally, context: Context) -> Figure:
    """Return the lower half of the matrix of all parties; a click asks for both."""
    pairs = tally.telling.pairs
    codes = list(context.names.names)
    most = max(pairs.values(), default=0)
    cells = {(x, y): pairs[tuple(sorted((codes[x], codes[y])))] for y in range(len(codes)) for x in range(y)}
    shared = [(spot, n) for spot, n in cells.items() if n]
    names = [(context.names[codes[y]], context.names[codes[x]]) for (x, y), _n in shared]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for (x, _y), _n in shared],
        "y": [y for (_x, y), _n in shared],
        "text": [number(n) for _spot, n in shared],
        "textfont": {
            "size": 12,
            "color": ["@ondark" if step_of(n, most) > 3 else "@onlight" for _s, n in shared],
        },
        "marker": {"symbol": "square", "size": CELL - 4, "color": "@paper", "opacity": 0},
        "hovertext": [
            f"{safe(one)} – {safe(other)}<br>{counted(n)}"
            for (one, other), (_spot, n) in zip(names, shared, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [context.links.parties(codes[x], codes[y]) for (x, y), _n in shared],
    }
    height = 60 + CELL * (len(codes) - 1)
    return Figure(
        name="matrix",
        heading=pair_heading(tally, context),
        description=_("Matrix: wie viele Vereinbarungen je zwei Beteiligte gemeinsam haben"),
        note=" ".join(
            part
            for part in (
                _("Jede Zahl zählt die Vereinbarungen, an denen beide beteiligt sind."),
                left_out(tally),
            )
            if part
        ),
        table=table_of(codes, pairs, context),
        data=[trace] if shared else [],
        layout=base_layout(height, shapes=squares(cells, most), **axes(codes, context)),
        height=height,
        least_width=600,
        narrow=narrow_matrix(codes, shared) if shared else {},
    )


def narrow_matrix(codes: list[str], shared: list) -> dict:
    """Return what differs on phones: letters instead of names, and small squares."""
    letters = [short(code) for code in codes]
    first, *others = letters
    layout = {
        "height": 50 + NARROW_CELL * (len(codes) - 1),
        "margin": {"l": 4, "r": 4, "t": 4, "b": 24},
        "xaxis.ticktext": [first[:2], *others[:-1]],
        "xaxis.tickfont": {"size": 9},
        "yaxis.ticktext": others,
        "yaxis.tickfont": {"size": 11},
    }
    return {"data": [{"textfont.size": 9, "marker.size": NARROW_CELL - 2}], "layout": layout}


def axes(codes: list[str], context: Context) -> dict:
    """Return the axes: names at the left, letters below."""
    last = len(codes) - 1
    common = {"showgrid": False, "zeroline": False, "fixedrange": True}
    return {
        "xaxis": common
        | {"range": [-0.6, last - 0.4], "tickvals": list(range(last)), "tickangle": 0,
           "ticktext": [short(code) for code in codes[:-1]]},
        "yaxis": common
        | {"range": [last + 0.5, 0.5], "tickvals": list(range(1, last + 1)), "automargin": True,
           "ticktext": [safe(context.names[code]) for code in codes[1:]]},
    }  # fmt: skip
