"""The timeline: one lane per party or kind, dates as exact as they are known, renewals joined."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.density import counts_of, density_traces, narrow_density
from coopwatch.dashboard.figures.frame import Cell, Context, Figure, Table, base_layout, safe
from coopwatch.dashboard.figures.lanes import EVERYBODY, Lane, lanes_of
from coopwatch.dashboard.figures.marks import LANE_GAP, heights, mark_traces, publishers
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import join_words, number, spoken_date

WIDTH = 980  # CSS pixels of the dated part at full width; only the packing of marks depends on it
DOT = 11  # CSS pixels that one mark needs
MOST_LEVELS = 105  # above this height the timeline counts by year instead of showing each agreement
UNDATED_COLUMNS = 5
NARROW_WIDTH, NARROW_DOT, NARROW_COLUMNS = 240, 8, 3  # the same on phones
NARROWER = 2  # CSS pixels that a mark loses on phones


def lane_names(context: Context) -> dict[str, str]:
    """Return the names of all possible lanes, in their order."""
    return {EVERYBODY: _("alle 16 Länder")} | dict(context.names.names) | dict(context.kinds)


def short_name(key: str, context: Context) -> str:
    """Return what stands before a lane where there is little room."""
    if key == EVERYBODY:
        return _("alle")
    if key == "DE":
        return _("Bund")
    return key[3:] if key in context.names.names else str(context.kinds[key])[:9] + "."


def span_of(tally: Tally) -> tuple[int, int]:
    """Return first and last year with a date; without any, the same year twice."""
    years = list(tally.years) or [2000]
    return min(years), max(years)


def axes(
    lanes: Sequence[Lane],
    edges: dict[str, float],
    names: Mapping[str, str],
    span: tuple[int, int],
    narrow: bool = False,
) -> dict:
    """Return the axes: years above, lanes at the left, the undated in a place of their own."""
    first, last = span
    bottom = edges[lanes[-1].key] + lanes[-1].levels + LANE_GAP
    has_undated = any(mark.start is None for lane in lanes for mark in lane.marks)
    share = (0.85 if narrow else 0.92) if has_undated else 1.0
    most, columns = (6, NARROW_COLUMNS) if narrow else (14, UNDATED_COLUMNS)
    step = next(step for step in (1, 2, 5, 10, 20) if (last - first + 1) / step <= most)
    undated_name = _("ohne Datum").replace(" ", "<br>") if narrow else _("ohne Datum")
    return {
        "xaxis": {
            "type": "date", "domain": [0, share], "range": [f"{first}-01-01", f"{last}-12-31"],
            "showgrid": True, "gridcolor": "@grid", "zeroline": False, "side": "top", "tickformat": "%Y",
            "dtick": f"M{12 * step}", "tick0": f"{first - first % step}-01-01", "fixedrange": True,
        },
        "xaxis2": {
            "domain": [share + 0.015 if has_undated else 1.0, 1], "visible": has_undated, "side": "top",
            "range": [-0.7, columns - 0.3], "tickvals": [(columns - 1) / 2],
            "ticktext": [undated_name], "showgrid": False, "zeroline": False, "fixedrange": True,
        },
        "yaxis": {
            "range": [bottom, 0],
            "tickvals": [edges[lane.key] + (lane.levels + LANE_GAP) / 2 for lane in lanes],
            "ticktext": [safe(str(names[lane.key])) for lane in lanes], "showgrid": False, "zeroline": False,
            "automargin": True, "fixedrange": True, "ticklabelstandoff": 6,
        },
        "shapes": [
            {
                "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": edges[lane.key],
                "y1": edges[lane.key], "line": {"color": "@grid", "width": 1}, "layer": "below",
            }
            for lane in lanes
        ],
    }  # fmt: skip


def day_gap(span: tuple[int, int], width: int, dot: int) -> dt.timedelta:
    """Return how many days one mark of `dot` pixels covers where the years take `width` pixels."""
    first, last = span
    return dt.timedelta(days=max(1, round((last - first + 1) * 365.25 / width * dot)))


def narrow_traces(traces: Sequence[dict]) -> list[dict]:
    """Return what phones need of each trace: its places, and smaller marks."""
    parts: list[dict] = []
    for trace in traces:
        part = {"y": trace["y"]} | ({"x": trace["x"]} if trace.get("xaxis") == "x2" else {})
        if trace.get("mode") == "markers":
            part["marker"] = trace["marker"] | {"size": trace["marker"]["size"] - NARROWER}
        parts.append(part)
    return parts


def narrow_timeline(
    rows: Sequence[Row], order: Sequence[str], by_kind: bool, context: Context, span: tuple[int, int]
) -> dict:
    """Return what differs on phones: fewer marks fit beside each other, so lanes grow higher."""
    gap = day_gap(span, NARROW_WIDTH, NARROW_DOT)
    lanes = lanes_of(rows, order, by_kind, gap, NARROW_COLUMNS)
    edges = heights(lanes)
    names = {lane.key: short_name(lane.key, context) for lane in lanes}
    height = round(150 + sum(lane.levels + LANE_GAP for lane in lanes) * NARROW_DOT)
    legend = {"orientation": "h", "x": 0, "y": -10 / height, "yanchor": "top", "entrywidth": 0}
    layout = axes(lanes, edges, names, span, narrow=True) | {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 40, "b": 80},
        "legend": legend | {"itemclick": False, "itemdoubleclick": False},
    }
    return {"data": narrow_traces(mark_traces(lanes, edges, context)), "layout": layout}


def heading(tally: Tally) -> str:
    """Return what the timeline finds: the years with the most agreements."""
    years = tally.years
    if not years:
        some = _("Keine der Vereinbarungen hat ein Datum")
        return some if len(tally) else _("Keine Vereinbarung passt zum Filter")
    most = max(years.values())
    top = sorted(year for year, count in years.items() if count == most)
    if most == 1 or len(top) > 3:
        first, last = span_of(tally)
        return _("Vereinbarungen von {first} bis {last}").format(first=first, last=last)
    form = ngettext(
        "Die meisten Vereinbarungen fallen in das Jahr {years}: {most} von {all}",
        "Die meisten Vereinbarungen fallen in die Jahre {years}: je {most} von {all}",
        len(top),
    )
    return form.format(years=join_words(map(str, top)), most=number(most), all=number(len(tally)))


def table_of(lanes: Sequence[Lane], context: Context) -> Table:
    """Return the equal table: every agreement once, the oldest first, the undated last."""
    rows = {mark.row.pk: mark.row for lane in lanes for mark in lane.marks}
    lines = [
        (
            Cell(spoken_date(row.date, row.date_precision)),
            Cell(row.title, context.links.agreement(row)),
            Cell(_("alle 16 Länder") if row.nationwide else context.names.listed(row.parties)),
            Cell(context.kinds[row.kind]),
            Cell(publishers(row)),
        )
        for row in sorted(rows.values(), key=lambda row: (row.date or dt.date.max, row.pk))
    ]
    columns = (_("Datum"), _("Vereinbarung"), _("Beteiligte"), _("Art"), _("Quelle"))
    return Table(_("Vereinbarungen nach Datum"), columns, tuple(lines))


def counted_table(counts: Counter[tuple[str, int | None]], context: Context) -> Table:
    """Return the table that says the same as the counted timeline."""
    names = lane_names(context)
    lines = tuple(
        (Cell(str(names[key])), Cell(str(year or _("ohne Datum"))), Cell(number(n), numeric=True))
        for (key, year), n in counts.items()
    )
    columns = (_("Spur"), _("Jahr"), _("Vereinbarungen"))
    return Table(_("Vereinbarungen nach Spur und Jahr"), columns, lines)


def note(counted: bool) -> str:
    """Return how to read the timeline."""
    if counted:
        return _(
            "So viele Vereinbarungen, dass je Spur und Jahr gezählt wird: je dunkler das Feld, desto mehr. "
            "Ein Klick zeigt das Jahr."
        )
    return _(
        "Zeichen allein: auf den Tag bekannt. Voller Balken: auf den Monat. Hohler Balken: nur auf das Jahr. "
        "Gepunktete Linie: Erneuerung. Vereinbarungen mehrerer Länder stehen in jeder ihrer Spuren, "
        "solche aller 16 Länder in einer eigenen."
    )


def timeline(
    tally: Tally,
    rows: Sequence[Row] | None,
    context: Context,
    by_kind: bool = False,
    only: Sequence[str] = (),
) -> Figure:
    """Return the timeline of the agreements, with `only` these lanes where some are named.

    Above a readable number of marks, or where there are no `rows`, it counts by lane and year.
    """
    span = span_of(tally)
    narrow: dict = {}
    order = list(context.kinds) if by_kind else [EVERYBODY, *context.names.names]
    order = [key for key in order if not only or key in only]
    counts = counts_of(tally, order, by_kind)
    # No level holds more marks than this; so beyond it there is no need to place them.
    counted = rows is None or sum(counts.values()) > MOST_LEVELS * (WIDTH / DOT + 1 + UNDATED_COLUMNS)
    lanes = [] if counted else lanes_of(rows, order, by_kind, day_gap(span, WIDTH, DOT), UNDATED_COLUMNS)
    counted = counted or sum(lane.levels for lane in lanes) > MOST_LEVELS
    if counted:
        data, layout, height = density_traces(counts, lane_names(context), context, span, by_kind)
        letters = {key: short_name(key, context) for key, _year in counts}
        narrow = narrow_density(counts, letters, span)
    else:
        edges = heights(lanes)
        height = round(110 + sum(lane.levels + LANE_GAP for lane in lanes) * DOT)
        data = mark_traces(lanes, edges, context) if lanes else []
        layout = axes(lanes, edges, lane_names(context), span) if lanes else {}
        narrow = narrow_timeline(rows, order, by_kind, context, span) if lanes else {}
        layout["showlegend"] = True
        layout["legend"] = {
            "orientation": "h", "x": 0, "y": -10 / height, "yanchor": "top",
            "itemclick": False, "itemdoubleclick": False,
        }  # fmt: skip
        layout["barmode"] = "overlay"
    return Figure(
        name="zeitstrahl",
        heading=heading(tally),
        description=_("Zeitstrahl der Vereinbarungen, eine Spur je Art")
        if by_kind
        else _("Zeitstrahl der Vereinbarungen, eine Spur je Land und für den Bund"),
        note=note(counted),
        table=counted_table(counts, context) if counted else table_of(lanes, context),
        data=data,
        layout=base_layout(height, **layout, margin={"l": 10, "r": 10, "t": 34, "b": 46}),
        height=height,
        least_width=720,
        narrow=narrow,
        by_line=not counted,
    )
