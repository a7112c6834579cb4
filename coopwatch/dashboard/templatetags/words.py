"""Numbers, dates and names in templates."""

from urllib.parse import unquote, urlsplit

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coopwatch.dashboard import words
from coopwatch.dashboard.figures.frame import Cell, Table
from coopwatch.dashboard.prose import prose
from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.sentence import CLOSED
from coopwatch.dashboard.state import FilterState

register = template.Library()


@register.filter
def number(value: int) -> str:
    """Return a number with its thousands marked."""
    return words.number(value)


@register.filter
def day(moment) -> str:
    """Return a day as the language writes it, or nothing for nothing."""
    return words.day_of(moment) if moment else ""


@register.simple_tag
def today() -> str:
    """Return the day of today as the language writes it."""
    return words.day_of(timezone.localdate())


@register.filter
def unlocalized(value) -> str:
    """Return a number as addresses and attributes need it."""
    return str(value)


@register.filter
def host(address: str) -> str:
    """Return the host of an address, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


@register.filter
def short_address(address: str, most: int = 48) -> str:
    """Return host and path of an address as people read them; the middle of a long path is left out."""
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    room = most - len(host(address))
    if len(path) > room:
        path = f"/…{path[-max(room - 2, 12) :]}"
    return host(address) + path


@register.simple_tag
def spoken(dated) -> str:
    """Return the date of a row or an agreement, as exact as it is known."""
    return words.spoken_date(dated.date, dated.date_precision)


@register.simple_tag
def parties(row: Row, names: words.PartyNames) -> str:
    """Return who takes part, in one line."""
    if row.nationwide:
        return _("Bund und alle 16 Länder") if row.bund else _("alle 16 Länder")
    others = [body.name for body in row.organisations] + [town.full_name for town in row.kommunen]
    return ", ".join([names[code] for code in row.parties] + others)


@register.simple_tag
def label(name: str, value: str) -> str:
    """Return the words for a value of a closed vocabulary, by the filter's parameter."""
    return str(CLOSED[name].get(value, value))


@register.simple_tag
def state_url(state: FilterState, path: str = "/") -> str:
    """Return the address of a state of the filter."""
    return state.address(path)


@register.simple_tag
def party_name(names: words.PartyNames, code: str) -> str:
    """Return the name of a party."""
    return names[code]


@register.simple_tag
def party_url(names: words.PartyNames, code: str) -> str:
    """Return the address of the page of a party."""
    return names.address(code)


@register.filter(name="prose")
def prose_filter(text: str) -> str:
    """Return the operator's text as HTML."""
    return prose(text)


@register.simple_tag
def signing_party(person, names: words.PartyNames) -> str:
    """Return for whom a person signed: a party by its code, or a partner by its name."""
    return names.names.get(person.party, person.party)


@register.simple_tag
def evidence_value(item, names: words.PartyNames) -> str:
    """Return the value of a piece of evidence as pages show it."""
    parameter = {"kind": "art", "status": "stand", "topics": "thema"}.get(item.field)
    return label(parameter, item.value) if parameter else names.names.get(item.value, item.value)


@register.simple_tag
def proof_values(proof, names: words.PartyNames, row: Row) -> str:
    """Return what a quote proves, in words: "Bayern, Hessen"."""
    places = {place.ags: place.full_name for place in (*row.pilots, *row.kommunen)}
    known = {**names.names, **CLOSED["thema"], **places}
    return ", ".join(str(known.get(value, value)) for value in proof.values)


@register.simple_tag
def table_lines(table: Table) -> SafeString:
    """Return the lines of a figure's table. They are put together here: a template takes several times as
    long for thousands of cells."""
    lines = ["".join(cell_html(cell, not place) for place, cell in enumerate(line)) for line in table.lines]
    return mark_safe("".join(f'<tr class="kern-table__row">{cells}</tr>\n' for cells in lines))  # noqa: S308


def cell_html(cell: Cell, is_first: bool) -> str:
    """Return one cell, its words escaped; the first of a line is its head."""
    words = conditional_escape(cell.text)
    if cell.address:
        words = f'<a class="kern-link" href="{escape(cell.address)}">{words}</a>'
    if is_first:
        return f'<th class="kern-table__cell" scope="row">{words}</th>'
    return f'<td class="kern-table__cell{" num" if cell.numeric else ""}">{words}</td>'
