"""What every figure is made of: its finding, its Plotly JSON, its equal table, its addresses.

Colours are tokens ("@bund") that the page's script replaces by the colours of the style sheet, so that a
figure follows light, dark and print; `LIGHT` holds the light ones for whoever draws without a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import PartyNames

LIGHT = {
    "@text": "#1b1c2e",
    "@muted": "#4d5068",
    "@grid": "#d9dbe6",
    "@paper": "#ffffff",
    "@empty": "#eef0f5",
    "@border": "#8d91a8",
    "@bund": "#12436d",
    "@laender": "#d4570f",
    "@kommunen": "#6cc9be",
    "@pinedge": "#0b3b36",
    "@bundedge": "#12436d",
    "@laenderedge": "#a8400a",
    "@kommunenedge": "#0b6158",
    "@line": "#6b7086",
    "@step1": "#d5e3f3",
    "@step2": "#a3c1e2",
    "@step3": "#6a98cb",
    "@step4": "#3a6ea8",
    "@step5": "#12436d",
    "@onlight": "#1b1c2e",
    "@ondark": "#ffffff",
}

SAID = ("text", "customdata")  # what the lines of a table say too: the words of a mark and its address


@dataclass(frozen=True)
class Cell:
    """One cell of a table; with an address it is a link, a number stands to the right."""

    text: str
    address: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """The table that says the same as its figure. The first cell of a line is its head."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Figure:
    """One figure: `heading` is what it finds, `description` what it shows, `note` how to read it.

    `data` and `layout` are Plotly's; `height` is in CSS pixels, `least_width` below it the figure scrolls.
    `by_line` says that each mark with an address is the line of the table with this address.
    `narrow` is what differs on phones: {"data": [what replaces parts of each trace], "layout": {…}}.
    """

    name: str
    heading: str
    description: str
    note: str
    table: Table
    data: list[dict]
    layout: dict
    height: int
    least_width: int = 0
    geojson: str = ""
    narrow: dict = field(default_factory=dict)
    by_line: bool = False

    @property
    def data_id(self) -> str:
        """The id of the element that holds the JSON."""
        return f"daten-{self.name}"

    @property
    def json(self) -> dict:
        """What the page's script draws; marks that are lines of the table are told by it."""
        traces = (said_by(self.table, t) if self.by_line and "customdata" in t else t for t in self.data)
        parts = {"data": list(traces), "layout": self.layout, "geojson": self.geojson, "height": self.height}
        return parts | ({"narrow": self.narrow} if self.narrow else {})


def said_by(table: Table, trace: dict) -> dict:
    """Return a trace with the numbers of the table's lines instead of the texts that these lines say already.

    An agreement stands in the lane of each of its parties, and its texts would be most of a page.
    """
    lines = {cell.address: place for place, line in enumerate(table.lines) for cell in line if cell.address}
    places = [lines[address] for address in trace["customdata"]]
    return {name: value for name, value in trace.items() if name not in SAID} | {"lines": places}


@dataclass(frozen=True)
class Links:
    """The addresses that a click in a figure leads to."""

    state: FilterState
    path: str = "/"
    agreements: str = "/vereinbarung/"

    def agreement(self, row: Row) -> str:
        """Return the address of an agreement's page."""
        return f"{self.agreements}{row.slug}/"

    def parties(self, *codes: str) -> str:
        """Return the address of the same question about these parties together."""
        return self.state.replaced(partei=codes, modus=()).address(self.path)

    def year(self, year: int, **more: Iterable[str]) -> str:
        """Return the address of the same question about one year."""
        return self.state.replaced(von=(str(year),), bis=(str(year),), undatiert=(), **more).address(
            self.path
        )

    def narrowed(self, **changes: Iterable[str]) -> str:
        """Return the address of the same question with further values."""
        return self.state.replaced(**changes).address(self.path)


@dataclass(frozen=True)
class Context:
    """What figures need besides rows: names, addresses, words for the kinds, the year that is not over."""

    names: PartyNames
    links: Links
    this_year: int
    kinds: Mapping[str, str] = field(default_factory=dict)


def safe(text: str) -> str:
    """Return text for Plotly, which reads some markup in labels."""
    return escape(text, quote=False)


def base_layout(height: int, **more) -> dict:
    """Return the layout that all figures share: no chart junk, German number format, the page's colours."""
    return {
        "height": height,
        "margin": {"l": 10, "r": 10, "t": 10, "b": 30},
        "paper_bgcolor": "@paper",
        "plot_bgcolor": "@paper",
        "font": {"color": "@text", "size": 13, "family": "Fira Sans, sans-serif"},
        "separators": ",.",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": "@paper",
            "bordercolor": "@border",
            "font": {"color": "@text"},
            "align": "left",
        },
    } | more


def step_of(count: int, most: int, steps: int = 5) -> int:
    """Return the step (1 to `steps`) of a count on a scale that ends with the largest."""
    return 0 if count == 0 else max(1, min(steps, -(-steps * count // max(most, 1))))


def resolved(value, colours: Mapping[str, str] = LIGHT):
    """Return Plotly JSON with the tokens replaced by colours."""
    if isinstance(value, dict):
        return {key: resolved(item, colours) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [resolved(item, colours) for item in value]
    return colours.get(value, value) if isinstance(value, str) else value
