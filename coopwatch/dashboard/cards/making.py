"""From an agreement to its card and its sheet: pure, given the row and the words of both languages."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

from coopwatch.dashboard.cards.models import Card, Sheet
from coopwatch.dashboard.cards.packing import linked_keys, pack
from coopwatch.dashboard.cards.tally import scope_of
from coopwatch.dashboard.exports.columns import Words, csv_line, human_cells, machine_cells
from coopwatch.dashboard.rows import SCALARS, Row, build

TITLE_LENGTH = 120  # letters of a title that order it; an index holds no long ones
HUMAN_DELIMITER, MACHINE_DELIMITER = ";", ","
READ = (
    (SCALARS.index("date"), dt.date.fromisoformat),
    (SCALARS.index("created_at"), dt.datetime.fromisoformat),
    (SCALARS.index("updated_at"), dt.datetime.fromisoformat),
)


def card_of(row: Row) -> Card:
    """Return what is asked of an agreement."""
    head, links = pack(row)
    keys = linked_keys(row) | {"pilots": [place.ags for place in row.pilots]}
    return Card(
        agreement_id=row.pk, kind=row.kind, status=row.status, check_state=row.check_state, date=row.date,
        bund=row.bund, scope=scope_of(row.bund, len(row.laender)), parties=list(row.parties),
        topics=list(row.topics), title_key=row.title.casefold()[:TITLE_LENGTH], created_at=row.created_at,
        updated_at=row.updated_at, head=head, links=links, **keys,
    )  # fmt: skip


def words_for(land_names: Mapping[str, str]) -> tuple[Words, Words]:
    """Return what stands in the lines for people, in both languages."""
    return Words.of_language("de", land_names), Words.of_language("en", land_names)


def sheet_of(row: Row, record: Sequence, words: Iterable[Words]) -> Sheet:
    """Return what is shown of an agreement; `record` is the line of the statement that the row is made of."""
    cells = machine_cells(row)
    german, english = (csv_line(human_cells(row, cells, spoken), HUMAN_DELIMITER) for spoken in words)
    return Sheet(
        agreement_id=row.pk, document=document_of(record),
        machine_line=csv_line(cells, MACHINE_DELIMITER), german_line=german, english_line=english,
    )  # fmt: skip


def document_of(record: Sequence) -> str:
    """Return the line of the statement as JSON; days and times are written in ISO form."""
    return json.dumps(record, default=str_of_time, ensure_ascii=False, separators=(",", ":"))


def str_of_time(value: dt.date) -> str:
    """Return a day or a time in ISO form."""
    return value.isoformat()


def row_on(document: str) -> Row:
    """Return the row that a document was made of."""
    record = json.loads(document)
    for place, read in READ:
        if record[place] is not None:
            record[place] = read(record[place])
    return build(record)
