"""Backup and restore: one file with the rows of all tables, the originals of articles, and checksums of all.

Rows are written by COPY within one snapshot, so the file is whole although work goes on, and another
version of PostgreSQL can read it. Left out are sessions, secrets of the moment, and the broker's messages,
which only carry keys of rows that are in the file.
"""

import contextlib
import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
MANIFEST, TABLES, MEDIA = "manifest.json", "tables", "media"
LEFT_OUT = {"django_session"}
# The number of the state of the data must go on, or pages kept before a restore would be taken for new ones.
GOES_ON = {"operations_datachange"}
Say = Callable[[str], None]


class ArchiveError(Exception):
    """The file cannot be written or read back; the text says what to do."""


@dataclass(frozen=True)
class Table:
    """One table: its columns, without those that the database works out, and those that order its rows."""

    name: str
    columns: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return ", ".join(f'"{column}"' for column in self.columns)


def tables() -> list[Table]:
    """Return all tables of the project by name, but those whose rows are worked out of the others."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if getattr(model, "IS_WORKED_OUT", False):
            continue
        if meta.managed and not meta.proxy and meta.db_table not in LEFT_OUT | GOES_ON:
            columns = tuple(field.column for field in meta.local_concrete_fields if not field.generated)
            found[meta.db_table] = Table(meta.db_table, columns, meta.pk.column)
    return [found[name] for name in sorted(found)]


def write(path: Path, say: Say) -> dict:
    """Write the backup; return its manifest. The file appears under its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        with tarfile.open(new, "w:gz", compresslevel=3) as archive:
            new.chmod(0o600)
            manifest = write_members(archive, say)
        new.replace(path)
    except OSError as error:
        raise ArchiveError(f"{path} kann nicht geschrieben werden: {error}") from error
    finally:
        new.unlink(missing_ok=True)
    return manifest


def write_members(archive: tarfile.TarFile, say: Say) -> dict:
    """Write tables, originals and, last, the manifest."""
    manifest: dict = {"format": FORMAT, "migrations": applied_migrations(), "tables": {}, "media": {}}
    with snapshot():
        for table in tables():
            with tempfile.TemporaryFile() as piece:
                manifest["tables"][table.name] = copy_out(table, piece)
                add(archive, f"{TABLES}/{table.name}", piece)
            say(table.name)
    for path in originals():
        name = path.relative_to(settings.MEDIA_ROOT).as_posix()
        with path.open("rb") as file:
            manifest["media"][name] = hashlib.file_digest(file, "sha256").hexdigest()
            add(archive, f"{MEDIA}/{name}", file)
    with tempfile.TemporaryFile() as piece:
        piece.write(json.dumps(manifest, indent=1).encode())
        add(archive, MANIFEST, piece)
    return manifest


def originals() -> list[Path]:
    """Return all uploaded and fetched files, in a fixed order."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def add(archive: tarfile.TarFile, name: str, file: IO[bytes]) -> None:
    """Add an open file to the archive, without owner and time."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = file.seek(0, 2), 0o600
    file.seek(0)
    archive.addfile(member, file)


def applied_migrations() -> list[list[str]]:
    """Return the migrations that the database has seen, sorted."""
    return sorted(map(list, MigrationRecorder(connection).applied_migrations()))


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is at one moment, with values written the same on every server."""
    with transaction.atomic(), connection.cursor() as cursor:
        # Only the first statement of a transaction may say so; within a test there were others.
        if not connection.in_atomic_block or len(connection.savepoint_ids) == 0:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(
            "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1"
        )
        yield


def copy_out(table: Table, target: IO[bytes] | None = None) -> dict:
    """Write the rows in the order of their keys; return their number and the SHA-256 of what was written."""
    statement = f'COPY (SELECT {table} FROM "{table.name}" ORDER BY "{table.key}") TO STDOUT'  # noqa: S608
    digest, rows = hashlib.sha256(), 0
    with connection.connection.cursor() as cursor, cursor.copy(statement) as lines:
        for line in lines:
            digest.update(line)
            rows += 1
            if target:
                target.write(line)
    return {"rows": rows, "sha256": digest.hexdigest(), "columns": list(table.columns)}


def checksums() -> dict[str, str]:
    """Return the SHA-256 of the rows of each table as they are now."""
    with snapshot():
        return {table.name: copy_out(table)["sha256"] for table in tables()}


def restore(path: Path, replace: bool, say: Say) -> dict:
    """Bring back what the file holds; return its manifest.

    Everything is checked before anything is changed, and the rows come back in one transaction. Raises
    ArchiveError where the file is damaged or of a later version, or where the database holds rows and
    `replace` does not say that they may go.
    """
    try:
        with tarfile.open(path, "r:gz") as archive, tempfile.TemporaryDirectory() as folder:
            unpack(archive, Path(folder))
            return restore_folder(Path(folder), replace, say)
    except (OSError, tarfile.TarError, EOFError) as error:
        raise ArchiveError(f"{path} ist keine lesbare Sicherung: {error}") from error


def unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the archive's files below the folder: plain ones only, under names that stay in it.

    `extractall(filter="data")` does the same, but Debian 12's Python 3.11.2 does not have it yet.
    """
    for member in archive:
        name = PurePosixPath(member.name)
        if name.is_absolute() or ".." in name.parts or not (member.isfile() or member.isdir()):
            raise tarfile.TarError(f"{member.name} gehört nicht in eine Sicherung")
        if member.isfile() and (content := archive.extractfile(member)):
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as out:
                shutil.copyfileobj(content, out)


def restore_folder(folder: Path, replace: bool, say: Say) -> dict:
    """Bring back what was unpacked."""
    manifest = checked_manifest(folder)
    go_to_schema(manifest["migrations"])
    if not replace and (full := filled_tables()):
        raise ArchiveError(
            f"Die Datenbank enthält schon Daten ({', '.join(full[:3])} …). Mit --replace werden sie ersetzt."
        )
    with transaction.atomic():
        empty_tables()
        for name, described in manifest["tables"].items():
            copy_in(name, described["columns"], folder / TABLES / name)
            say(name)
        advance_sequences(manifest["tables"])
    bring_back_originals(folder / MEDIA, manifest["media"])
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())
    return manifest


def checked_manifest(folder: Path) -> dict:
    """Return the manifest; raise ArchiveError where a part is missing or was changed."""
    if not (folder / MANIFEST).exists():
        raise ArchiveError("Der Sicherung fehlt ihr Verzeichnis: Sie ist unvollständig.")
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise ArchiveError(f"Die Sicherung hat Format {manifest.get('format')}, gelesen wird {FORMAT}.")
    parts = {f"{TABLES}/{name}": described["sha256"] for name, described in manifest["tables"].items()}
    parts |= {f"{MEDIA}/{name}": digest for name, digest in manifest["media"].items()}
    for name, digest in parts.items():
        check_part(folder, name, digest)
    return manifest


def check_part(folder: Path, name: str, digest: str) -> None:
    """Raise ArchiveError where a part is not what the manifest says."""
    if ".." in PurePosixPath(name).parts or not (folder / name).is_file():
        raise ArchiveError(f"Der Sicherung fehlt {name}.")
    with (folder / name).open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise ArchiveError(f"{name} wurde verändert: Die Prüfsumme stimmt nicht.")


def go_to_schema(migrations: list[list[str]]) -> None:
    """Bring the tables to the form that they had in the backup; this version must know it."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in migrations}
    if unknown := sorted(wanted - set(executor.loader.graph.nodes)):
        raise ArchiveError(
            f"Die Sicherung stammt aus einer neueren Fassung (unbekannt: {unknown[0][0]}.{unknown[0][1]}): "
            "Diese zuerst einspielen."
        )
    children = executor.loader.graph.node_map
    leaves = [
        key
        for key in sorted(wanted)
        if not any(child.key in wanted and child.key[0] == key[0] for child in children[key].children)
    ]
    executor.migrate(leaves)


def filled_tables() -> list[str]:
    """Return the tables of the registry that hold rows."""
    return [model._meta.db_table for model in registry_models() if model._default_manager.exists()]


def registry_models() -> list[type[models.Model]]:
    """Return the models that hold what people and machine found out."""
    return [apps.get_model("registry", name) for name in ("Agreement", "Article", "Evidence", "Source")]


def existing_tables() -> list[str]:
    """Return the tables of the project that the database has at this moment."""
    known = {table.name for table in tables()} | LEFT_OUT
    return sorted(known & set(connection.introspection.table_names()))


def empty_tables() -> None:
    """Empty all tables of the project."""
    names = ", ".join(f'"{name}"' for name in existing_tables())
    with connection.cursor() as cursor:
        # What a transaction has still to check would keep its tables from being emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")


def copy_in(name: str, columns: list[str], path: Path) -> None:
    """Read the rows of one table."""
    if name not in existing_tables():
        raise ArchiveError(f"Diese Fassung kennt die Tabelle {name} nicht: eine passende Fassung einspielen.")
    listed = ", ".join(f'"{column}"' for column in columns)
    with (
        path.open("rb") as file,
        connection.connection.cursor() as cursor,
        cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as target,
    ):
        while piece := file.read(1 << 20):
            target.write(piece)


def advance_sequences(described: dict) -> None:
    """Let each counter continue behind the highest key that was read."""
    with connection.cursor() as cursor:
        for name in described:
            for sequence in connection.introspection.get_sequences(cursor, name):
                column = sequence["column"]
                cursor.execute(f'SELECT max("{column}") FROM "{name}"')  # noqa: S608
                if top := cursor.fetchone()[0]:
                    cursor.execute(
                        "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{name}"', column, top]
                    )


def bring_back_originals(folder: Path, names: dict[str, str]) -> None:
    """Put the files back; others that lie there stay, nothing points to them."""
    for name in names:
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.new")
        new.write_bytes((folder / name).read_bytes())
        new.chmod(0o600)
        new.replace(target)
