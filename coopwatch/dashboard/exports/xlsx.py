"""XLSX, written line by line to a file of its own, every cell a text."""

import csv
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from coopwatch.dashboard.cards.making import HUMAN_DELIMITER
from coopwatch.dashboard.cards.reading import PIECE, on_sheets
from coopwatch.dashboard.exports.columns import heads
from coopwatch.dashboard.exports.csv import human_column

WIDTHS = {1: 28, 2: 48, 4: 22, 10: 30, 19: 30, 20: 50}
LONGEST = 32_767  # characters that a cell of the format holds


def text_cell(sheet, text: str, font: Font | None = None) -> WriteOnlyCell:
    """Return a cell that is a text whatever it looks like; control characters the format forbids go."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST])
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def workbook_file(cards: QuerySet, sentence: str) -> IO[bytes]:
    """Write the agreements to a temporary file and return it, read from its start."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Vereinbarungen"))
    sheet.freeze_panes = "C2"
    for column, width in WIDTHS.items():
        sheet.column_dimensions[chr(64 + column)].width = width
    bold = Font(bold=True)
    sheet.append([text_cell(sheet, text, bold) for text in heads(True)])
    for line in lines(cards):
        sheet.append([text_cell(sheet, text) for text in line])
    about = book.create_sheet(_("Über diese Datei"))
    about.append([text_cell(about, sentence)])
    about.append([text_cell(about, _("Lizenz: CC BY 4.0, Namensnennung: coopwatch"))])
    target = TemporaryFile()  # noqa: SIM115 - closed by the response that sends it
    book.save(target)
    target.seek(0)
    return target


def lines(cards: QuerySet) -> Iterator[list[str]]:
    """Yield the agreements as texts, a piece at a time."""
    found = on_sheets(cards, human_column()).iterator(chunk_size=PIECE)
    return csv.reader(found, delimiter=HUMAN_DELIMITER)
