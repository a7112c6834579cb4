"""Growth by year and kind: small multiples on one scale of years."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Cell, Context, Figure, Table, base_layout, safe
from coopwatch.dashboard.figures.map import counted
from coopwatch.dashboard.words import number

FIRST, FURTHER = 150, 74  # CSS pixels of the panel of all and of each kind
GAP = 0.34  # share of a panel that its title takes


def heading(tally: Tally, this_year: int) -> str:
    """Return how the last five full years compare with the five before them."""
    years = tally.years
    if not years:
        return _("Vereinbarungen je Jahr")
    last = min(this_year - 1, max(years))
    late = sum(years[year] for year in range(last - 4, last + 1))
    early = sum(years[year] for year in range(last - 9, last - 4))
    form = ngettext(
        "{late} Vereinbarung von {a} bis {b}, {early} in den fünf Jahren davor",
        "{late} Vereinbarungen von {a} bis {b}, {early} in den fünf Jahren davor",
        late,
    )
    return form.format(late=number(late), early=number(early), a=last - 4, b=last)


def panels(tally: Tally, context: Context) -> list[tuple[str, str, Counter[int]]]:
    """Return key, name and counts by year: first all, then each kind that occurs, the most frequent first."""
    kinds = [(kind, str(context.kinds[kind]), years) for kind, years in tally.years_by_kind.items()]
    return [("", _("Alle Arten"), tally.years), *kinds]


def domains(count: int) -> list[tuple[float, float]]:
    """Return lower and upper edge of each panel as shares of the height, from the top down."""
    whole = FIRST + FURTHER * (count - 1)
    edges, top = [], 1.0
    for i in range(count):
        size = (FURTHER if i else FIRST) / whole
        title = GAP * FURTHER / whole
        edges.append((max(0.0, top - size), top - title))
        top -= size
    return edges


def trace_of(index: int, key: str, name: str, years: Counter[int], span: range, context: Context) -> dict:
    """Return the bars of one panel; a click asks for the year, and the kind."""
    more = {"art": (key,)} if key else {}
    return {
        "type": "bar",
        "x": list(span),
        "y": [years[year] for year in span],
        "yaxis": f"y{index + 1}" if index else "y",
        "text": [number(years[year]) if years[year] else "" for year in span],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "textfont": {"size": 10 if index else 12, "color": "@text"},
        "marker": {"color": "@step3" if index else "@step5"},
        "hovertext": [f"{safe(name)}, {year}<br>{counted(years[year])}" for year in span],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [context.links.year(year, **more) for year in span],
    }


def table_of(found: list[tuple[str, str, Counter[int]]], span: range, context: Context) -> Table:
    """Return the equal table: a line for each year, a column for each kind."""
    lines = tuple(
        (
            Cell(str(year), context.links.year(year)),
            *(Cell(number(years[year]), numeric=True) for _key, _name, years in found),
        )
        for year in span
    )
    columns = (_("Jahr"), *(name for _key, name, _years in found))
    return Table(_("Vereinbarungen je Jahr und Art"), columns, lines)


def axes(found: list[tuple[str, str, Counter[int]]], span: range) -> dict:
    """Return one common axis of years and one hidden axis of numbers for each panel."""
    layout: dict = {
        "xaxis": {
            "range": [span[0] - 0.7, span[-1] + 0.7], "tickformat": "d", "dtick": 5 if len(span) > 12 else 1,
            "showgrid": False, "zeroline": False, "fixedrange": True, "anchor": "free", "position": 0,
        },
        "annotations": [],
    }  # fmt: skip
    most = max((n for _key, _name, years in found[1:] for n in years.values()), default=1)
    for index, (panel, domain) in enumerate(zip(found, domains(len(found)), strict=True)):
        _key, name, years = panel
        top = most if index else max(years.values(), default=1)
        layout[f"yaxis{index + 1 if index else ''}"] = {
            "domain": domain, "range": [0, top * 1.25], "visible": True, "showticklabels": False,
            "showgrid": False, "zeroline": True, "zerolinecolor": "@border", "fixedrange": True,
        }  # fmt: skip
        layout["annotations"].append(title_of(name, sum(years.values()), domain[1]))
    return layout


def title_of(name: str, count: int, height: float) -> dict:
    """Return the title of a panel, at its upper edge."""
    return {
        "text": f"{safe(name)}  {number(count)}", "x": 0, "y": height, "xref": "paper",
        "yref": "paper", "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "font": {"weight": 600},
    }  # fmt: skip


def note(tally: Tally, this_year: int) -> str:
    """Return how to read it, and what it leaves out."""
    parts = [_("Alle Arten haben denselben Maßstab; oben steht die Summe.")]
    if undated := tally.undated:
        form = ngettext(
            "{n} Vereinbarung ohne Datum fehlt.", "{n} Vereinbarungen ohne Datum fehlen.", undated
        )
        parts.append(form.format(n=number(undated)))
    if tally.years[this_year]:
        parts.append(_("Das Jahr {year} ist noch nicht zu Ende.").format(year=this_year))
    return " ".join(parts)


def growth(tally: Tally, context: Context) -> Figure:
    """Return the numbers by year, for all and for each kind."""
    years = tally.years
    span = range(min(years), max(years) + 1) if years else range(0)
    found = panels(tally, context) if years else []
    height = 40 + FIRST + FURTHER * max(0, len(found) - 1)
    data = [trace_of(i, *panel, span, context) for i, panel in enumerate(found)]
    margin = {"l": 10, "r": 10, "t": 6, "b": 34}
    return Figure(
        name="jahre",
        heading=heading(tally, context.this_year),
        description=_("Säulen: Vereinbarungen je Jahr, zusammen und nach Art"),
        note=note(tally, context.this_year),
        table=table_of(found, span, context),
        data=data,
        layout=base_layout(height, **(axes(found, span) if found else {}), margin=margin, bargap=0.2),
        height=height,
        least_width=560,
        narrow={"data": [{"textfont.size": 8} for _trace in data], "layout": {}},
    )
