"""The marks of the timeline as Plotly's traces: points and bars, as exact as the date is known."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from coopwatch.dashboard.figures.frame import Context, safe
from coopwatch.dashboard.figures.lanes import Lane, Mark
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import join_words, spoken_date

LANE_GAP = 0.9  # space between lanes, in marks
MIDDLE = 6  # CSS pixels: the symbol within a hollow bar
DAY_MS = 86_400_000
GROUPS = ("bund", "laender", "kommunen")
# Forms and brightness differ, not colours alone: the figure is read in black and white too.
SYMBOLS = {"bund": "circle", "laender": "diamond", "kommunen": "square"}


def group_names() -> dict[str, str]:
    """Return the legend: who is on the two sides of an agreement."""
    return {
        "bund": _("mit dem Bund"),
        "laender": _("Länder unter sich"),
        "kommunen": _("ein Land mit anderen"),
    }


def group_of(row: Row) -> str:
    """Return who is on the two sides of an agreement."""
    if row.bund:
        return "bund"
    return "laender" if len(row.laender) > 1 else "kommunen"


def publishers(row: Row) -> str:
    """Return who tells of an agreement, at most two of them."""
    return join_words(sorted({told.name for told in row.told if told.name})[:2])


def hover(row: Row, context: Context) -> str:
    """Return title, parties, day and source of an agreement, as the pointer shows them."""
    parties = _("alle 16 Länder") if row.nationwide else context.names.listed(row.parties)
    facts = [spoken_date(row.date, row.date_precision), str(context.kinds[row.kind]), publishers(row)]
    return f"{safe(row.title)}<br>{safe(parties)}<br>{safe(' · '.join(fact for fact in facts if fact))}"


def heights(lanes: Sequence[Lane]) -> dict[str, float]:
    """Return the upper edge of each lane, in marks from the top."""
    edges, top = {}, 0.0
    for lane in lanes:
        edges[lane.key] = top
        top += lane.levels + LANE_GAP
    return edges


def y_of(mark: Mark, edges: dict[str, float]) -> float:
    """Return the height of a mark."""
    return round(edges[mark.lane] + LANE_GAP / 2 + mark.level + 0.5, 2)


def edge(group: str, width: float) -> dict:
    """Return the line around the marks of a group."""
    return {"color": f"@{group}edge", "width": width}


def points(marks: Sequence[Mark], group: str, edges: dict[str, float], context: Context) -> dict:
    """Return the trace of the agreements that are known to the day."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": group_names()[group],
        "legendgroup": group,
        "x": [mark.start.isoformat() for mark in marks],
        "y": [y_of(mark, edges) for mark in marks],
        "text": [hover(mark.row, context) for mark in marks],
        "customdata": [context.links.agreement(mark.row) for mark in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": SYMBOLS[group], "size": 9, "color": f"@{group}", "line": edge(group, 1)},
    }


def bars(marks: Sequence[Mark], group: str, edges: dict[str, float], context: Context, year: bool) -> dict:
    """Return the trace of the agreements that are known to the month (full) or the year (hollow)."""
    days = [(mark.end - mark.start).days + 1 for mark in marks]
    return {
        "type": "bar",
        "orientation": "h",
        "showlegend": False,
        "legendgroup": group,
        "base": [mark.start.isoformat() for mark in marks],
        "x": [count * DAY_MS for count in days],
        "y": [y_of(mark, edges) for mark in marks],
        "width": 0.45 if year else 0.75,
        "text": [hover(mark.row, context) for mark in marks],
        "textposition": "none",
        "customdata": [context.links.agreement(mark.row) for mark in marks],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": "@paper" if year else f"@{group}", "line": edge(group, 1.5 if year else 1)},
    }


def middles(marks: Sequence[Mark], group: str, edges: dict[str, float]) -> dict:
    """Return the trace of the symbols in the hollow bars, which tell groups apart without colour."""
    days = [(mark.end - mark.start).days // 2 for mark in marks]
    return {
        "type": "scatter",
        "mode": "markers",
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": group,
        "x": [(mark.start + dt.timedelta(days=n)).isoformat() for mark, n in zip(marks, days, strict=True)],
        "y": [y_of(mark, edges) for mark in marks],
        "marker": {"symbol": SYMBOLS[group], "size": MIDDLE, "color": "@paper", "line": edge(group, 1.5)},
    }


def undated(marks: Sequence[Mark], group: str, edges: dict[str, float], context: Context) -> dict:
    """Return the trace of the agreements without a date, in their own place at the right."""
    trace = points([], group, edges, context)
    return trace | {
        "showlegend": False,
        "xaxis": "x2",
        "x": [mark.column for mark in marks],
        "y": [y_of(mark, edges) for mark in marks],
        "text": [hover(mark.row, context) for mark in marks],
        "customdata": [context.links.agreement(mark.row) for mark in marks],
        "marker": {"symbol": SYMBOLS[group], "size": 8, "color": "@paper", "line": edge(group, 1.5)},
    }


def joints(lanes: Sequence[Lane], edges: dict[str, float]) -> dict:
    """Return the lines from agreements to those that renew them, within each lane."""
    x: list[str | None] = []
    y: list[float | None] = []
    for lane in lanes:
        dated = {mark.row.pk: mark for mark in lane.marks if mark.start}
        for mark in dated.values():
            if before := dated.get(mark.row.predecessor):
                x += [before.end.isoformat(), mark.start.isoformat(), None]
                y += [y_of(before, edges), y_of(mark, edges), None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "showlegend": False,
        "line": {"color": "@line", "width": 1.2, "dash": "dot"},
    }  # fmt: skip


def mark_traces(lanes: Sequence[Lane], edges: dict[str, float], context: Context) -> list[dict]:
    """Return all traces of the timeline that shows each agreement."""
    traces = [joints(lanes, edges)]
    marks = [mark for lane in lanes for mark in lane.marks]
    for group in GROUPS:
        own = [mark for mark in marks if group_of(mark.row) == group]
        exact = {
            precision: [mark for mark in own if mark.row.date_precision == precision]
            for precision in ("year", "month", "day", "unknown")
        }
        traces.append(bars(exact["year"], group, edges, context, year=True))
        traces.append(middles(exact["year"], group, edges))
        traces.append(bars(exact["month"], group, edges, context, year=False))
        traces.append(points(exact["day"], group, edges, context))
        traces.append(undated(exact["unknown"], group, edges, context))
    # A legend entry stands also where the group has no day: an empty trace of its own carries it.
    return [trace for trace in traces if trace["y"] or trace.get("showlegend", True)]
