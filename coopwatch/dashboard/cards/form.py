"""The form of the cards: what they are made by. Another form, after an update, has all of them made anew."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import connection

from coopwatch.dashboard.cards.models import Card, Stale

HERE = Path(__file__).resolve().parent
# Whatever changes a card or a sheet stands in one of these; a change that changes none costs one making anew.
MAKERS = (
    HERE / "making.py",
    HERE / "packing.py",
    HERE / "models.py",
    HERE.parent / "rows.py",
    HERE.parent / "words.py",
    HERE.parent / "exports" / "columns.py",
    Path(settings.BASE_DIR) / "coopwatch" / "registry" / "vocabulary.py",
    Path(settings.BASE_DIR) / "coopwatch" / "registry" / "models" / "places.py",
    Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po",
)


def form_of_program() -> str:
    """Return a short name for the form in which this program makes cards."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in MAKERS)).hexdigest()[:16]


def form_of_cards() -> str:
    """Return the form in which the cards of the database were made, as the comment of their table says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [Card._meta.db_table])
        return cursor.fetchone()[0] or ""


def note_new_form(using: str = "default", **_signal: object) -> None:
    """Have all cards made anew where the program makes them in another form; `migrate` ends with it."""
    if using != "default" or Card._meta.db_table not in connection.introspection.table_names():
        return
    if (form := form_of_program()) != form_of_cards():
        Stale.objects.create(what="all")
        with connection.cursor() as cursor:
            cursor.execute(f"COMMENT ON TABLE {Card._meta.db_table} IS '{form}'")
