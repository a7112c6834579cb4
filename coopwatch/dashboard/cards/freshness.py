"""Cards are made anew from the models before they are read.

Triggers note what a transaction touched, in that transaction. A reader that finds such notes takes all of
them away and makes the cards anew, in one transaction, one reader at a time. What a writer has not committed
yet is seen by nobody, its notes included; what it commits while cards are being made leaves its notes for the
next reader. So no order of things leaves an old card behind: not even a portal that is renamed while another
transaction adds it to an agreement, since a note names the portal, and whom it concerns is asked when the
cards are made.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from django.db import connection, transaction
from django.db.models import QuerySet

from coopwatch.dashboard.cards.making import card_of, sheet_of, words_for
from coopwatch.dashboard.cards.models import Card, Sheet, Stale
from coopwatch.dashboard.exports.columns import Words
from coopwatch.dashboard.rows import build, with_row_columns
from coopwatch.registry.models import Agreement, Land, Pilotkommune, Report

BATCH = 2000
# The number of the lock under which cards are made; any other lock of the program has another one.
LOCK = 0x636F6F70
EVERYTHING = "all"
TAKE_NOTES = """
WITH gone AS (DELETE FROM dashboard_stale RETURNING what, key) SELECT DISTINCT what, key FROM gone
"""


def portals(keys: list[str]) -> Iterator[QuerySet]:
    """Yield the agreements with these portals."""
    yield Agreement.portals.through.objects.filter(portal__in=keys)


def organisations(keys: list[str]) -> Iterator[QuerySet]:
    """Yield the agreements of these organisations."""
    yield Agreement.partner_organisations.through.objects.filter(organisation__in=keys)


def kommunen(keys: list[str]) -> Iterator[QuerySet]:
    """Yield the agreements of these Kommunen."""
    yield Pilotkommune.objects.filter(kommune__in=keys)
    yield Agreement.partner_kommunen.through.objects.filter(kommune__in=keys)


def articles(keys: list[str]) -> Iterator[QuerySet]:
    """Yield the agreements that these articles tell of."""
    yield Report.objects.filter(article__in=keys)


def sources(keys: list[str]) -> Iterator[QuerySet]:
    """Yield the agreements of which these publishers tell."""
    yield Report.objects.filter(article__source__in=keys)


CONCERNED: dict[str, Callable[[list[str]], Iterator[QuerySet]]] = {
    "portal": portals,
    "organisation": organisations,
    "kommune": kommunen,
    "article": articles,
    "source": sources,
}


def bring_up_to_date() -> int:
    """Make anew the cards of what was changed; return how many agreements that were."""
    if not Stale.objects.exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        # Who waited here sees what the one before committed, since each statement looks anew.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(TAKE_NOTES)
        notes: dict[str, list[str]] = {}
        for what, key in cursor.fetchall():
            notes.setdefault(what, []).append(key)
        return make_all() if EVERYTHING in notes else make_cards(concerned(notes))


def concerned(notes: dict[str, list[str]]) -> list[int]:
    """Return the keys of the agreements that notes are about, and of those that follow on these."""
    found = set(map(int, notes.get("agreement", ())))
    for what, keys in notes.items():
        for links in CONCERNED[what](keys) if what in CONCERNED else ():
            found |= set(links.order_by().values_list("agreement_id", flat=True))
    # Exports name an agreement's predecessor.
    after = Agreement.objects.filter(predecessor__in=found).order_by()
    return sorted(found | set(after.values_list("pk", flat=True)))


def make_all() -> int:
    """Make all cards anew, and throw away those of agreements that are no more."""
    for model in (Card, Sheet):
        model.objects.all().delete()
    keys = Agreement.objects.public().order_by("pk").values_list("pk", flat=True)
    return make_cards(list(keys))


def make_cards(keys: Iterable[int]) -> int:
    """Make the cards of these agreements anew; return how many keys there were."""
    words, count, left = current_words(), 0, iter(keys)
    while batch := list(islice(left, BATCH)):
        for model in (Card, Sheet):
            model.objects.filter(pk__in=batch).delete()
        for rows in made(batch, words):
            copy_in(rows)
        count += len(batch)
    return count


def current_words() -> tuple[Words, Words]:
    """Return what stands in the lines for people, with the names of the Länder as they are now."""
    return words_for(dict(Land.objects.values_list("code", "name")))


def made(keys: list[int], words: tuple[Words, Words]) -> tuple[list[Card], list[Sheet]]:
    """Return cards and sheets of the public ones among these agreements, as the models say now."""
    records = with_row_columns(Agreement.objects.public().filter(pk__in=keys).order_by("pk"))
    pairs = [(build(record), record) for record in records]
    return [card_of(row) for row, _record in pairs], [sheet_of(row, record, words) for row, record in pairs]


def copy_in(rows: Sequence[Card | Sheet]) -> None:
    """Write rows by COPY: an INSERT of so many values takes several times as long."""
    if not rows:
        return
    fields = rows[0]._meta.local_concrete_fields
    columns = ", ".join(field.column for field in fields)
    names = [field.attname for field in fields]
    statement = f"COPY {rows[0]._meta.db_table} ({columns}) FROM STDIN"
    with connection.connection.cursor() as cursor, cursor.copy(statement) as target:
        for row in rows:
            target.write_row([getattr(row, name) for name in names])


def wrong_cards(keys: list[int]) -> list[int]:
    """Return the keys whose card or sheet is not what the models say; asked when nothing is stale."""
    cards, sheets = made(keys, current_words())
    wrong = set()
    for model, wanted in ((Card, cards), (Sheet, sheets)):
        kept = {row.pk: values_of(row) for row in model.objects.filter(pk__in=keys)}
        should = {row.pk: values_of(row) for row in wanted}
        wrong |= {key for key in keys if kept.get(key) != should.get(key)}
    return sorted(wrong)


def values_of(row: Card | Sheet) -> dict[str, object]:
    """Return what a row of the read model holds."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in values.items()}
