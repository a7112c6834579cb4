"""The timeline of very many agreements: one field per lane and year, the darker the more, with its number."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import EVERYBODY, Tally
from coopwatch.dashboard.figures.frame import Context, safe, step_of
from coopwatch.dashboard.words import number

LANE, NARROW_LANE = 30, 20  # CSS pixels
FILLED = 0.94  # of the place that a field has
ROOM = {14: 2, 6: 5}  # years between the last named one and the undated, by how many are named
AWAY = 2.2  # years between the last one and the field of the undated


def counts_of(tally: Tally, order: Sequence[str], by_kind: bool) -> Counter[tuple[str, int | None]]:
    """Count the agreements by lane and year, in the order of lanes and years; None stands for the undated."""
    counts = tally.lanes(by_kind)
    places = {key: place for place, key in enumerate(order)}
    own = [spot for spot in counts if spot[0] in places]
    return Counter(
        {spot: counts[spot] for spot in sorted(own, key=lambda spot: (places[spot[0]], spot[1] or 9999))}
    )


def address(lane: str, year: int | None, context: Context, by_kind: bool) -> str:
    """Return the address of the agreements behind one field."""
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
    most = max([n for (_key, year), n in counts.items() if year] or counts.values())
    steps = [step_of(n, most) for n in counts.values()]
    first, last = span
    keys = lanes_in(counts)
    hover = [
        f"{safe(str(names[key]))}, {year or _('ohne Datum')}<br>"
        + ngettext("{n} Vereinbarung", "{n} Vereinbarungen", n).format(n=number(n))
        for (key, year), n in counts.items()
    ]
    trace = {
        "type": "bar",
        "x": [year or last + AWAY for _key, year in counts],
        "y": [FILLED] * len(counts),
        "base": [keys.index(key) - FILLED / 2 for key, _year in counts],
        "width": [FILLED if year else 2 * FILLED for _key, year in counts],
        "text": [number(n) for n in counts.values()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": 11, "color": ["@ondark" if step > 3 else "@onlight" for step in steps]},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [address(key, year, context, by_kind) for key, year in counts],
        "marker": {"color": [f"@step{step}" for step in steps], "line": {"width": 0}},
    }
    has_undated = any(year is None for _key, year in counts)
    layout = axes([safe(str(names[key])) for key in keys], first, last, has_undated)
    return [trace], layout | {"barmode": "overlay"}, 70 + LANE * len(keys)


def lanes_in(counts: Counter[tuple[str, int | None]]) -> list[str]:
    """Return the lanes in which something was counted, in their order."""
    return list(dict.fromkeys(key for key, _year in counts))


def narrow_density(
    counts: Counter[tuple[str, int | None]], letters: Mapping[str, str], span: tuple[int, int]
) -> dict:
    """Return what differs on phones: letters instead of names, and colours without numbers."""
    has_undated = any(year is None for _key, year in counts)
    keys = lanes_in(counts)
    layout = axes([safe(letters[key]) for key in keys], *span, has_undated, most=6)
    height = 90 + NARROW_LANE * len(keys)
    margin = {"l": 4, "r": 4, "t": 40, "b": 10}
    return {"data": [{"textposition": "none"}], "layout": layout | {"height": height, "margin": margin}}


def axes(labels: list[str], first: int, last: int, has_undated: bool, most: int = 14) -> dict:
    """Return the axes of the counted timeline, with at most so many years named."""
    step = next(step for step in (1, 2, 5, 10, 20) if (last - first + 1) / step <= most)
    # The name of a year may not stand so near to that of the undated that one of them is left out.
    latest = last + AWAY - ROOM[most] if has_undated else last
    years = [year for year in range(first - first % step, last + 1, step) if first <= year <= latest]
    end = last + AWAY + 1 if has_undated else last + 0.6
    return {
        "xaxis": {
            "range": [first - 0.6, end], "side": "top", "showgrid": False, "zeroline": False,
            "fixedrange": True, "tickangle": 0, "tickvals": years + [last + AWAY] * has_undated,
            "ticktext": [*map(str, years)] + [_("ohne Datum").replace(" ", "<br>")] * has_undated,
        },
        "yaxis": {
            "range": [len(labels) - 0.4, -0.6], "tickvals": list(range(len(labels))), "showgrid": False,
            "ticktext": labels, "zeroline": False, "automargin": True, "fixedrange": True,
            "ticklabelstandoff": 6,
        },
    }  # fmt: skip
