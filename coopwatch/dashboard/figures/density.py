"""The timeline of very many agreements: one circle per lane and year, its area the number."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import EVERYBODY, Tally
from coopwatch.dashboard.figures.frame import Context, safe, step_of
from coopwatch.dashboard.words import number

LANE = 36  # CSS pixels
UNDATED = "–"


def counts_of(tally: Tally, order: Sequence[str], by_kind: bool) -> Counter[tuple[str, int | None]]:
    """Count the agreements by lane and year, in the order of lanes and years; None stands for the undated."""
    counts = tally.lanes(by_kind)
    places = {key: place for place, key in enumerate(order)}
    own = [spot for spot in counts if spot[0] in places]
    return Counter(
        {spot: counts[spot] for spot in sorted(own, key=lambda spot: (places[spot[0]], spot[1] or 9999))}
    )


def address(lane: str, year: int | None, context: Context, by_kind: bool) -> str:
    """Return the address of the agreements behind one circle."""
    if by_kind:
        part: dict[str, tuple[str, ...]] = {"art": (lane,)}
    elif lane == EVERYBODY:
        part = {"umfang": ("alle",)}
    else:
        part = {"partei": (*context.links.state.get("partei"), lane)}
    if year is None:
        return context.links.narrowed(undatiert=("nur",), von=(), bis=(), **part)
    return context.links.year(year, **part)


def density_traces(
    counts: Counter[tuple[str, int | None]],
    names: Mapping[str, str],
    context: Context,
    span: tuple[int, int],
    by_kind: bool,
) -> tuple[list[dict], dict, int]:
    """Return traces, layout and height (CSS pixels)."""
    most = max(counts.values())
    steps = [max(2, step_of(n, most)) for n in counts.values()]
    first, last = span
    undated = last + 2
    keys = list(dict.fromkeys(key for key, _year in counts))
    hover = [
        f"{safe(str(names[key]))}, {year or _('ohne Datum')}<br>"
        + ngettext("{n} Vereinbarung", "{n} Vereinbarungen", n).format(n=number(n))
        for (key, year), n in counts.items()
    ]
    trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [year or undated for _key, year in counts],
        "y": [keys.index(key) for key, _year in counts],
        "text": [number(n) if n * 12 >= most else "" for n in counts.values()],
        "textfont": {"size": 11, "color": ["@ondark" if step > 3 else "@onlight" for step in steps]},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [address(key, year, context, by_kind) for key, year in counts],
        "marker": {
            "size": [max(6, (n / most) ** 0.5 * (LANE - 4)) for n in counts.values()],
            "color": [f"@step{step}" for step in steps],
            "line": {"width": 1, "color": "@border"},
            "opacity": 1,
        },
    }
    has_undated = any(year is None for _key, year in counts)
    return [trace], axes(keys, names, first, last, undated, has_undated), 70 + LANE * len(keys)


def axes(
    keys: list[str], names: Mapping[str, str], first: int, last: int, undated: float, has_undated: bool
) -> dict:
    """Return the axes of the counted timeline."""
    step = next(step for step in (1, 2, 5, 10) if (last - first + 1) / step <= 14)
    years = list(range(first - first % step, last + 1, step))
    years = [year for year in years if year >= first]
    return {
        "xaxis": {
            "range": [first - 0.8, (undated if has_undated else last) + 0.8], "side": "top", "showgrid": True,
            "gridcolor": "@grid", "zeroline": False, "fixedrange": True,
            "tickvals": years + [undated] * has_undated,
            "ticktext": [*map(str, years)] + [_("ohne Datum").replace(" ", "<br>")] * has_undated,
        },
        "yaxis": {
            "range": [len(keys) - 0.4, -0.6], "tickvals": list(range(len(keys))), "showgrid": True,
            "ticktext": [safe(str(names[key])) for key in keys], "gridcolor": "@grid", "zeroline": False,
            "automargin": True, "fixedrange": True, "ticklabelstandoff": 6,
        },
    }  # fmt: skip
