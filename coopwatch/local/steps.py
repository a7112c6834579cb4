"""The steps of a local run that need Django; each is skipped where nothing has changed since it was done."""

import io
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError

from coopwatch.local.messages import compile_messages
from coopwatch.local.stamps import ROOT, fingerprint, is_done, mark_done

EDITOR = "redaktion"
SAMPLES = ROOT / "tests" / "corpus" / "retold"
REFERENCE_DATA = [ROOT / "coopwatch" / "registry" / "data", ROOT / "coopwatch" / "extraction" / "lexicon"]
Step = tuple[str, Callable[[], object]]


class StepError(RuntimeError):
    """A step failed; the text says what to do."""


def before_worker(var_dir: Path) -> list[Step]:
    """Return what has to be done before tasks can run."""
    return [
        ("Translations", compile_messages),
        ("Tables", lambda: command("migrate", interactive=False)),
        ("Reference data and researched agreements", lambda: load_data(var_dir)),
        ("Editor's account", lambda: make_editor(var_dir)),
    ]


def with_worker(var_dir: Path) -> list[Step]:
    """Return what the worker has a part in."""
    return [("Sample articles", lambda: ingest_samples(var_dir))]


def has_own_database() -> bool:
    """Say whether the environment or .env names a database server."""
    import environ

    environ.Env.read_env(ROOT / ".env")
    return bool(os.environ.get("DATABASE_URL"))


def set_up_django() -> None:
    """Load the settings and apps, as manage.py does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopwatch.settings")
    import django

    django.setup()


def keep_secret_key(var_dir: Path) -> None:
    """Make the key that signs sessions, once."""
    write_secret(var_dir / "secret_key", lambda: secrets.token_urlsafe(50))


def write_secret(path: Path, make: Callable[[], str]) -> bool:
    """Write a secret that only the owner may read; return False where there is one already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w") as file:
        file.write(make() + "\n")
    return True


def command(name: str, *arguments: str, show: bool = False, **options: object) -> str:
    """Run a command of manage.py, quietly unless `show`; raise StepError with its words where it fails."""
    out = None if show else io.StringIO()
    streams = {} if show else {"stdout": out, "stderr": out}
    try:
        call_command(name, *arguments, **streams, **options)
    except (CommandError, DatabaseError, OSError) as error:
        words = " ".join(("manage.py", name, *arguments))
        raise StepError(
            f"`{words}` failed: {error}\nRun it by hand to see more, then make run again."
        ) from error
    return out.getvalue() if out else ""


def load_data(var_dir: Path) -> None:
    """Load Länder, Kommunen, publishers and the researched acts where their files or the database changed."""
    files = [path for folder in REFERENCE_DATA for path in folder.rglob("*") if path.is_file()]
    stamp, print_ = var_dir / "reference.stamp", fingerprint(files, database_identity())
    if is_done(stamp, print_):
        return
    for name in ("load_reference", "load_register"):
        if name in get_commands():
            command(name)
    mark_done(stamp, print_)


def database_identity() -> str:
    """Return what tells this database from another, so that an emptied one is filled again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT oid, datname FROM pg_database WHERE datname = current_database()")
        database = cursor.fetchone()
        cursor.execute("SELECT system_identifier FROM pg_control_system()")
        return f"{cursor.fetchone()[0]} {database}"


def make_editor(var_dir: Path) -> None:
    """Make the first account, with a random password that is shown once and kept in the var folder.

    It is an editor's, not an administrator's: what editors see by day is what a first visitor should see.
    """
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from coopwatch.curation.roles import REDAKTION

    users = get_user_model().objects
    if users.filter(username=EDITOR).exists():
        return
    kept = password_file(var_dir)
    kept.unlink(missing_ok=True)
    write_secret(kept, lambda: secrets.token_urlsafe(12))
    password = kept.read_text("utf-8").strip()
    editor = users.create_user(EDITOR, password=password, is_staff=True)
    editor.groups.add(Group.objects.get(name=REDAKTION))
    print(f"\n  account {EDITOR}, password {password} (shown once; kept in {kept})", end=" ", flush=True)


def password_file(var_dir: Path) -> Path:
    """Return where the editor's password is kept."""
    return var_dir / "editor-password"


def how_to_log_in(var_dir: Path) -> str:
    """Return the sentence about the editor's account."""
    return (
        f"For editors: …/admin/ as {EDITOR}, password in {password_file(var_dir)}\n"
        "For an administrator, in a second shell: .venv/bin/python manage.py createsuperuser"
    )


def ingest_samples(var_dir: Path) -> None:
    """Have the worker read the sample articles, once for each state of them."""
    files = [path for path in SAMPLES.rglob("*") if path.is_file()]
    stamp, print_ = var_dir / "samples.stamp", fingerprint(files, database_identity())
    if files and "ingest" in get_commands() and not is_done(stamp, print_):
        print(flush=True)
        command("ingest", str(SAMPLES), "--retold", "--wait", show=True)
        mark_done(stamp, print_)
