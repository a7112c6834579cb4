"""Updates and their way back on a database with data: no row is lost, and the schema is the same again."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from coopwatch.operations.archive import checksums

APPS = ["registry", "intake", "operations", "dashboard"]


def schema() -> list[tuple]:
    """Return columns, constraints and triggers of the project's tables."""
    questions = (
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), '' FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "SELECT tgrelid::regclass::text, tgname, '', '' FROM pg_trigger WHERE NOT tgisinternal",
    )
    with connection.cursor() as cursor:
        return sorted(
            row for question in questions for row in (cursor.execute(question), cursor.fetchall())[1]
        )


def last_steps() -> list[tuple[str, str, str]]:
    """Return each app with its last migration and the one before, where there is one."""
    graph = MigrationExecutor(connection).loader.graph
    found = []
    for app in APPS:
        (last,) = graph.leaf_nodes(app)
        before = [key for key in graph.node_map[last].parents if key.key[0] == app]
        if before:
            found.append((app, last[1], before[0].key[1]))
    return found


@pytest.mark.usefixtures("reference")
def test_back_and_forth_loses_no_row(transactional_db):
    call_command("generate", agreements=60, articles=80, seed=1, verbosity=0)
    rows, tables = checksums(), schema()
    for app, last, before in last_steps():
        call_command("migrate", app, before, verbosity=0)
        call_command("migrate", verbosity=0)
        assert MigrationExecutor(connection).loader.applied_migrations.keys() >= {(app, last)}
    assert schema() == tables
    assert {name: digest for name, digest in checksums().items() if name != "django_migrations"} == rows
