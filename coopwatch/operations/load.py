"""Writing made agreements and articles by COPY: a hundred thousand in seconds."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import connection, models, transaction

from coopwatch.operations.plausible import Lists, MadeAgreement, MadeArticle, make_agreements, make_articles
from coopwatch.registry.models import (
    Agreement,
    Article,
    Evidence,
    Kommune,
    Land,
    Organisation,
    Pilotkommune,
    Portal,
    Report,
    Source,
)
from coopwatch.registry.vocabulary import CheckState, DatePrecision, Visibility

BATCH = 10_000
# Nothing of what is made depends on the clock.
MADE_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
Rows = Iterable[tuple]


def read_lists() -> Lists:
    """Return what may be pointed to, in a fixed order; `load_reference` must have run."""
    return Lists(
        land_names=dict(Land.objects.order_by("code").values_list("code", "name")),
        organisations=list(Organisation.objects.order_by("slug").values_list("pk", "name")[:400]),
        portals=list(Portal.objects.order_by("slug").values_list("pk", "name")[:100]),
        kommunen=list(Kommune.objects.order_by("ags").values_list("pk", "name")),
        sources=list(Source.objects.order_by("slug").values_list("pk", flat=True)),
    )


def free_key(model: type[models.Model]) -> int:
    """Return the first key above all that are in use."""
    return (model.objects.aggregate(top=models.Max("pk"))["top"] or 0) + 1


@transaction.atomic
def load(agreements: int, articles: int, seed: int, say: Callable[[str], None]) -> None:
    """Make and store so many agreements and articles; all or nothing."""
    lists, first = read_lists(), free_key(Agreement)
    titles: list[tuple[int, str]] = []
    made = make_agreements(agreements, seed, lists)
    while batch := list(islice(made, BATCH)):
        copy_agreements(batch, first, seed)
        titles += [(one.number, one.title) for one in batch]
        say(f"{len(titles)}/{agreements} Vereinbarungen")
    copied, first_article = 0, free_key(Article)
    told = make_articles(articles if titles else 0, seed, titles, lists)
    while news := list(islice(told, BATCH)):
        copy_articles(news, first, first_article, seed)
        copied += len(news)
        say(f"{copied}/{articles} Artikel")
    for model in (Agreement, Article):
        advance_sequence(model)


def copy_agreements(batch: list[MadeAgreement], first: int, seed: int) -> None:
    """Write agreements and their links."""
    columns = ["id", "slug", "title", "summary", "name", "kind", "status", "date", "date_precision",
               "date_basis", "bund", "topics", "earlier", "visibility", "check_state", "confidence", "sure",
               "conflicts",
               "search_text", "created_at", "updated_at"]  # fmt: skip
    copy(Agreement, columns, (agreement_row(one, first, seed) for one in batch))
    through = Agreement.laender.through, Agreement.partner_organisations.through, Agreement.portals.through
    copy(through[0], ["agreement_id", "land_id"], links(batch, first, lambda one: sorted(one.facts.laender)))
    copy(through[1], ["agreement_id", "organisation_id"], links(batch, first, lambda one: one.organisations))
    copy(through[2], ["agreement_id", "portal_id"], links(batch, first, lambda one: one.portals))
    copy(Pilotkommune, ["agreement_id", "kommune_id"], links(batch, first, lambda one: one.pilots))


def agreement_row(one: MadeAgreement, first: int, seed: int) -> tuple:
    """Return the columns of one agreement."""
    facts, undated = one.facts, one.precision == DatePrecision.UNKNOWN
    state = CheckState.AUTOMATIC if one.confidence is not None else CheckState.CHECKED
    # One in fifty waits for review, so that lists of the editors have something in them.
    visibility = Visibility.WAITING if one.number % 50 == 49 else Visibility.PUBLISHED
    return (
        first + one.number, f"erzeugt-{seed}-{one.number}", one.title, "", facts.name, facts.kind,
        facts.status, one.day, one.precision, "" if undated else "stated", facts.bund,
        sorted(facts.topics), [],
        visibility, state, one.confidence, "", [], one.search_text, MADE_AT, MADE_AT,
    )  # fmt: skip


def links(
    batch: list[MadeAgreement], first: int, keys: Callable[[MadeAgreement], Iterable]
) -> Iterator[tuple]:
    """Yield (agreement, other) for each link."""
    for one in batch:
        for key in keys(one):
            yield first + one.number, key


def copy_articles(batch: list[MadeArticle], first: int, first_article: int, seed: int) -> None:
    """Write articles, what they report, and one quote for each."""
    columns = ["id", "source_id", "external_id", "url", "title", "text", "content_hash", "published_on",
               "language", "origin", "original", "state", "state_since", "tries", "error", "outcome",
               "machine_version",
               "added_at"]  # fmt: skip
    rows = [(first_article + one.number, first + one.agreement, one) for one in batch]
    copy(Article, columns, (article_row(key, one, seed) for key, _, one in rows))
    told = [(agreement, key, "new", "", 0.9, "erzeugt", MADE_AT) for key, agreement, _ in rows]
    reported = [
        "agreement_id",
        "article_id",
        "relation",
        "reason",
        "confidence",
        "machine_version",
        "created_at",
    ]
    copy(Report, reported, told)
    quoted = ["agreement_id", "article_id", "field", "value", "detail", "quote", "start", "\"end\"", "rule",
              "confidence", "candidates", "machine_version", "decision", "created_at"]  # fmt: skip
    copy(Evidence, quoted, (evidence_row(key, agreement, one) for key, agreement, one in rows))


def article_row(key: int, one: MadeArticle, seed: int) -> tuple:
    """Return the columns of one article."""
    address = f"https://beispiel.example/{seed}/{one.number}"
    return (
        key, one.source, f"erzeugt-{seed}-{one.number}", address, one.title, one.text, one.content_hash,
        one.published_on, "de", "retold", "", "read", MADE_AT, 1, "", "", "erzeugt", MADE_AT,
    )  # fmt: skip


def evidence_row(key: int, agreement: int, one: MadeArticle) -> tuple:
    """Return the columns of the quote that stands for the title."""
    start, end = one.quote
    return (
        agreement, key, "name", one.title[:300], "", one.text[start:end], start, end, "erzeugt", 0.9, [],
        "erzeugt", "open", MADE_AT,
    )  # fmt: skip


def copy(model: type[models.Model], columns: list[str], rows: Rows) -> None:
    """Write rows into the table of the model; what is not named gets the model's default."""
    named = {column.strip('"') for column in columns}
    rest = [field for field in model._meta.local_concrete_fields if field.column not in named]
    rest = [field for field in rest if field.has_default() or not field.null]
    rest = [field for field in rest if not field.generated and not field.primary_key]
    columns = [*columns, *(f'"{field.column}"' for field in rest)]
    defaults = tuple(field.get_default() for field in rest)
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(statement) as target:
        for row in rows:
            target.write_row(row + defaults)


def advance_sequence(model: type[models.Model]) -> None:
    """Let the database continue behind the keys that were written by hand."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        top = model.objects.aggregate(top=models.Max("pk"))["top"]
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s) WHERE %s > 0", [table, top, top or 0]
        )
