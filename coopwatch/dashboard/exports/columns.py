"""The columns of the exports: what each holds of an agreement, and how it is headed.

Every text is made harmless where a spreadsheet would take it for a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

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


@dataclass(frozen=True)
class Words:
    """What stands in cells for codes, in one language: labels by vocabulary and value, names of Länder, yes
    and no. Looked up once, not in every cell of a hundred thousand lines."""

    labels: Mapping[type[TextChoices], Mapping[str, str]]
    laender: Mapping[str, str]
    yes: str
    no: str

    @classmethod
    def of_language(cls, language: str, laender: Mapping[str, str]) -> "Words":
        """Look them up."""
        with override(language):
            labels = {
                choices: {str(value): str(label) for value, label in choices.choices}
                for choices in (Kind, Stage, DatePrecision, DateBasis, CheckState)
            }
            return cls(labels, laender, str(_("ja")), str(_("nein")))

    def label(self, choices: type[TextChoices], value: str) -> str:
        """Return the words for a value, none for none."""
        return self.labels[choices].get(value, "")

    def truth(self, value: bool) -> str:
        """Return the word for a truth value."""
        return self.yes if value else self.no


def partners(row: Row) -> str:
    """Return all partners that are neither Bund nor Land."""
    return joined([*(body.name for body in row.organisations), *names(row.kommunen)])


def names(places: Iterable[Place]) -> list[str]:
    """Return the names of Kommunen."""
    return [place.full_name for place in places]


def laender(row: Row, words: Words) -> str:
    """Return the names of the Länder, in the order of the alphabet."""
    return joined(sorted(words.laender[code] for code in row.laender))


@dataclass(frozen=True)
class Column:
    """One column: `key` heads it for machines, `title` for people; `machine` and `human` make its texts."""

    key: str
    title: str
    machine: Callable[[Row], str]
    human: Callable[[Row, Words], str] | None = None


COLUMNS = (
    Column("id", _("Kennung"), lambda row: row.slug),
    Column("title", _("Titel"), lambda row: row.title),
    Column("name", _("Eigenname"), lambda row: row.name),
    Column("kind", _("Art"), lambda row: row.kind, lambda row, words: words.label(Kind, row.kind)),
    Column("status", _("Stand"), lambda row: row.status, lambda row, words: words.label(Stage, row.status)),
    Column("date", _("Datum"), lambda row: iso_date(row.date, row.date_precision)),
    Column("date_precision", _("Genauigkeit"), lambda row: row.date_precision,
           lambda row, words: words.label(DatePrecision, row.date_precision)),
    Column("date_basis", _("Grundlage des Datums"), lambda row: row.date_basis,
           lambda row, words: words.label(DateBasis, row.date_basis)),
    Column("bund", _("Bund beteiligt"), lambda row: "true" if row.bund else "false",
           lambda row, words: words.truth(row.bund)),
    Column("laender", _("Länder"), lambda row: joined(row.laender), laender),
    Column("partners", _("Partner"), partners),
    Column("portals", _("Portale"), lambda row: joined(portal.name for portal in row.portals)),
    Column("pilot_ags", _("AGS der Pilotkommunen"), lambda row: joined(place.ags for place in row.pilots)),
    Column("pilots", _("Pilotkommunen"), lambda row: joined(names(row.pilots))),
    Column("topics", _("Themen"), lambda row: joined(row.topics)),
    Column("check_state", _("Prüfstand"), lambda row: row.check_state,
           lambda row, words: words.label(CheckState, row.check_state)),
    Column("quoted", _("Zitat vorhanden"), lambda row: "true" if row.has_quote else "false",
           lambda row, words: words.truth(row.has_quote)),
    Column("predecessor", _("Vorgängerin"), lambda row: row.predecessor_slug),
    Column("publishers", _("Quellen"), lambda row: joined(told.name for told in row.told)),
    Column("sources", _("Adressen der Quellen"), lambda row: joined(told.url for told in row.told)),
)  # fmt: skip
HUMAN = tuple((place, column.human) for place, column in enumerate(COLUMNS) if column.human)


def machine_cells(row: Row) -> list[str]:
    """Return the cells of an agreement for programs."""
    return [harmless(column.machine(row)) for column in COLUMNS]


def human_cells(row: Row, machine: Sequence[str], words: Words) -> list[str]:
    """Return the cells for people; `machine` are those for programs, of which most are the same."""
    cells = list(machine)
    for place, make in HUMAN:
        cells[place] = harmless(make(row, words))
    return cells


def heads(human: bool) -> list[str]:
    """Return the first line of an export."""
    return [str(column.title) if human else column.key for column in COLUMNS]


def csv_line(texts: Iterable[str], delimiter: str) -> str:
    """Return a finished line of CSV, without the end of the line."""
    line = io.StringIO()
    # What is in the end of the line is quoted within texts: both characters are to be.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(texts)
    return line.getvalue()[:-2]
