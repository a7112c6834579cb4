"""What `manage.py ingest` does with web addresses and with the sources of the research."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from coopwatch.intake import register_check
from coopwatch.intake.downloads import Reference, take_once_more
from coopwatch.intake.fetching.errors import FetchError
from coopwatch.intake.fetching.rules import rules_of_settings
from coopwatch.intake.models import Download, DownloadState
from coopwatch.intake.progress import Standstill, wait_until_done
from coopwatch.intake.verdicts import Outcome
from coopwatch.registry.vocabulary import ArticleOrigin

# A polite pause at a host is no standstill.
PATIENCE = 120.0


def take_addresses(command: BaseCommand, addresses: list[str]) -> tuple[list[int], int]:
    """Note the addresses and queue their downloads; return the articles' keys and how many were refused."""
    keys, problems = [], 0
    for address in addresses:
        try:
            article = take_once_more(Reference(address), ArticleOrigin.FETCHED)
        except FetchError as error:
            problems += 1
            command.stderr.write(f"{address}: {error}")
            continue
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        keys.append(article.pk)
        what = "schon vorhanden" if article.text else "wird abgerufen"
        command.stdout.write(f"{address}: {what} (Artikel {article.pk})")
    return keys, problems


def wait_for_downloads(command: BaseCommand, keys: list[int], patience: float) -> list[int]:
    """Show "n/m abgerufen" until all downloads ended; return the articles that are to be read.

    Says the reason of each that failed, and where the text of a page that was known already stands.
    """
    if not keys:
        return []
    rows = Download.objects.filter(article__in=keys)
    wait(command, "abgerufen", len(keys), lambda: len(keys) - rows.still_to_come().count(), patience)
    ended = list(rows.exclude(state=DownloadState.DONE).select_related("article", "same_as"))
    for download in ended:
        end = f"gleicher Text wie Artikel {download.same_as_id}" if download.same_as_id else download.error
        command.stderr.write(f"{download.article.url}: {end}")
    return list(set(keys) - {download.article_id for download in ended})


def check_register(command: BaseCommand, again: bool, patience: float | None) -> None:
    """Fetch and read the sources of the research, then print what they say of it."""
    try:
        rules_of_settings()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from None
    total, new = register_check.register_pages().count(), register_check.request_all(again)
    command.stdout.write(f"{total} Seiten der Recherche, {new} davon jetzt zum Abruf vorgemerkt.")
    try:
        wait(command, "abgerufen und gelesen", total, register_check.finished_pages, patience or PATIENCE)
    except CommandError as error:
        command.stderr.write(f"{error} Derselbe Befehl setzt fort. Bisher:")
    except KeyboardInterrupt:
        command.stderr.write("\nUnterbrochen; die Worker machen weiter. Derselbe Befehl setzt fort. Bisher:")
    _print_register(command)


def _print_register(command: BaseCommand) -> None:
    checks = list(register_check.check_acts())
    shown = [Outcome.CONTRADICTED]
    if command.verbosity > 1:
        shown = list(Outcome)
    for check in checks:
        for line in register_check.detail_lines(check, shown):
            command.stdout.write(line)
    for download in register_check.failed_pages():
        command.stdout.write(f"nicht abgerufen: {download.article.url}: {download.error}")
    command.stdout.write("")
    for line in register_check.table_lines(checks):
        command.stdout.write(line)
    command.stdout.write("Widersprüche liegen in der Warteschlange der Redaktion.")


def wait(command: BaseCommand, verb: str, total: int, finished: Callable[[], int], patience: float) -> None:
    """Show the progress of the workers; raises CommandError where nothing moves."""
    try:
        wait_until_done(total, finished, lambda done, of: show_progress(command, verb, done, of), patience)
    except Standstill as stop:
        raise CommandError(
            f"\n{stop.left} sind noch nicht {verb}, und nichts bewegt sich. Läuft ein Worker? "
            "(celery -A coopwatch worker). Gespeichert ist alles; es geht weiter, sobald einer läuft."
        ) from None


def show_progress(command: BaseCommand, verb: str, done: int, total: int) -> None:
    """Write "n/m" over itself on a terminal, line by line into a file."""
    is_terminal = getattr(command.stdout, "isatty", lambda: False)()
    command.stdout.write(f"\r{done}/{total} {verb}", ending="" if is_terminal and done < total else "\n")
    command.stdout.flush()
