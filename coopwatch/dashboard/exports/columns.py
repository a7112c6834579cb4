"""The columns of the exports: what each holds of an agreement, and how it is headed.

Every text is made harmless where a spreadsheet would take it for a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coopwatch.dashboard.rows import Place, Row
from coopwatch.dashboard.words import iso_date
from coopwatch.registry.vocabulary import CheckState, DateBasis, DatePrecision, Kind, Stage

# What makes a spreadsheet read a cell as a formula, full-width forms included.
DANGEROUS = ("=", "+", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "-")
BETWEEN = "; "


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def joined(texts: Iterable[str]) -> str:
    """Return the texts in one cell."""
    return BETWEEN.join(text for text in texts if text)


def labelled(words: type[TextChoices], value: str) -> str:
    """Return the words that stand for a value, in the language of the moment."""
    return str(words(value).label) if value else ""


def yes_or_no(value: bool) -> str:
    """Return the word for a truth value."""
    return str(_("ja") if value else _("nein"))


def partners(row: Row) -> str:
    """Return all partners that are neither Bund nor Land."""
    return joined([*(body.name for body in row.organisations), *names(row.kommunen)])


def names(places: Iterable[Place]) -> list[str]:
    """Return the names of Kommunen."""
    return [place.full_name for place in places]


def laender(row: Row, land_names: Mapping[str, str]) -> str:
    """Return the names of the Länder, in the order of the alphabet."""
    return joined(sorted(land_names[code] for code in row.laender))


# Makes the text of a cell; the second argument holds the names of the Länder by code.
Cell = Callable[[Row, Mapping[str, str]], str]


@dataclass(frozen=True)
class Column:
    """One column: `key` heads it for machines, `title` for people; `machine` and `human` make its texts."""

    key: str
    title: str
    machine: Cell
    human: Cell | None = None

    def text(self, row: Row, human: bool, land_names: Mapping[str, str]) -> str:
        """Return the cell of an agreement for one of the two readers."""
        make = (self.human if human else None) or self.machine
        return harmless(make(row, land_names))


COLUMNS = (
    Column("id", _("Kennung"), lambda row, _n: row.slug),
    Column("title", _("Titel"), lambda row, _n: row.title),
    Column("name", _("Eigenname"), lambda row, _n: row.name),
    Column("kind", _("Art"), lambda row, _n: row.kind, lambda row, _n: labelled(Kind, row.kind)),
    Column("status", _("Stand"), lambda row, _n: row.status,
           lambda row, _n: labelled(Stage, row.status)),
    Column("date", _("Datum"), lambda row, _n: iso_date(row.date, row.date_precision)),
    Column("date_precision", _("Genauigkeit"), lambda row, _n: row.date_precision,
           lambda row, _n: labelled(DatePrecision, row.date_precision)),
    Column("date_basis", _("Grundlage des Datums"), lambda row, _n: row.date_basis,
           lambda row, _n: labelled(DateBasis, row.date_basis)),
    Column("bund", _("Bund beteiligt"), lambda row, _n: "true" if row.bund else "false",
           lambda row, _n: yes_or_no(row.bund)),
    Column("laender", _("Länder"), lambda row, _n: joined(row.laender), laender),
    Column("partners", _("Partner"), lambda row, _n: partners(row)),
    Column("portals", _("Portale"), lambda row, _n: joined(portal.name for portal in row.portals)),
    Column("pilot_ags", _("AGS der Pilotkommunen"), lambda row, _n: joined(p.ags for p in row.pilots)),
    Column("pilots", _("Pilotkommunen"), lambda row, _n: joined(names(row.pilots))),
    Column("topics", _("Themen"), lambda row, _n: joined(row.topics)),
    Column("check_state", _("Prüfstand"), lambda row, _n: row.check_state,
           lambda row, _n: labelled(CheckState, row.check_state)),
    Column("quoted", _("Zitat vorhanden"), lambda row, _n: "true" if row.has_quote else "false",
           lambda row, _n: yes_or_no(row.has_quote)),
    Column("predecessor", _("Vorgängerin"), lambda row, _n: row.predecessor_slug),
    Column("publishers", _("Quellen"), lambda row, _n: joined(told.name for told in row.told)),
    Column("sources", _("Adressen der Quellen"), lambda row, _n: joined(told.url for told in row.told)),
)  # fmt: skip


def cells(row: Row, human: bool, land_names: Mapping[str, str]) -> list[str]:
    """Return the cells of an agreement, in the language of the moment."""
    return [column.text(row, human, land_names) for column in COLUMNS]


def heads(human: bool) -> list[str]:
    """Return the first line of an export."""
    return [str(column.title) if human else column.key for column in COLUMNS]


def csv_line(texts: Iterable[str], delimiter: str) -> str:
    """Return a finished line of CSV, without the end of the line."""
    line = io.StringIO()
    # What is in the end of the line is quoted within texts: both characters are to be.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(texts)
    return line.getvalue()[:-2]
