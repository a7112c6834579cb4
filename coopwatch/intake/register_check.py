"""Fetching the pages of the researched acts, and what they say of these."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from coopwatch.intake.downloads import request_download, try_again
from coopwatch.intake.models import Download, DownloadState
from coopwatch.intake.verdicts import FIELDS, Outcome, Verdict, verdicts
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.settle import claims_of, researched_facts
from coopwatch.registry.vocabulary import ArticleState, EvidenceField, ReportRelation, Visibility

_UNREAD = (ArticleState.WAITING, ArticleState.READING)


@dataclass(frozen=True, slots=True)
class ActCheck:
    """What the pages say of one act; `sources` are the addresses of the research, `pages` those by key."""

    act: str
    sources: tuple[str, ...]
    pages: dict[int, str]
    verdicts: tuple[Verdict, ...]


def register_pages():
    """The articles that the research names as sources of acts that are still in it."""
    of_research = Q(
        reports__relation=ReportRelation.RESEARCHED,
        reports__agreement__register_id__isnull=False,
    ) & ~Q(reports__agreement__visibility=Visibility.REJECTED)
    return Article.objects.filter(of_research).distinct()


def request_all(again: bool = False) -> int:
    """Queue the download of every page that has no text yet; return how many were queued now.

    What an earlier run fetched is not fetched again. With `again` failed downloads get a new chance.
    """
    new = sum(request_download(article) for article in register_pages().filter(text="", download=None))
    failed = (
        Download.objects.filter(state=DownloadState.FAILED, article__in=register_pages()) if again else ()
    )
    for download in failed:
        try_again(download)
    return new + len(failed)


def finished_pages() -> int:
    """How many pages are through: read, failed, or put off to a later try."""
    pages = register_pages()
    busy = Q(download__in=Download.objects.still_to_come()) | Q(state__in=_UNREAD) | Q(text="", download=None)
    return pages.count() - pages.filter(busy).count()


def check_acts() -> Iterator[ActCheck]:
    """What the pages say of each researched act, in the order of the acts."""
    acts = Agreement.objects.exclude(register_id=None).exclude(visibility=Visibility.REJECTED)
    for act in acts.order_by("register_id").prefetch_related("reports__article"):
        pages = {report.article_id: report.article.url for report in act.reports.all()}
        sources = tuple(source["url"] for source in act.researched["sources"])
        found = verdicts(researched_facts(act), claims_of(act))
        yield ActCheck(act.register_id, sources, pages, tuple(found))


def counts(checks: Iterable[ActCheck]) -> dict[str, Counter]:
    """How many values of each field have which outcome."""
    table: dict[str, Counter] = {field: Counter() for field in FIELDS}
    for check in checks:
        for verdict in check.verdicts:
            table[verdict.field][verdict.outcome] += 1
    return table


def table_lines(checks: Iterable[ActCheck]) -> list[str]:
    """The table of fields and outcomes as lines of text."""
    table = counts(checks)
    lines = [f"{'Angabe':<16}" + "".join(f"{outcome.value:>16}" for outcome in Outcome)]
    for field, row in table.items():
        label = str(EvidenceField(field).label)
        lines.append(f"{label:<16}" + "".join(f"{row[outcome]:>16}" for outcome in Outcome))
    total = sum(table.values(), Counter())
    return [*lines, f"{'zusammen':<16}" + "".join(f"{total[outcome]:>16}" for outcome in Outcome)]


def detail_lines(check: ActCheck, outcomes: Iterable[Outcome]) -> list[str]:
    """The act's verdicts of these outcomes, each with its values and where they stand."""
    return [_line(check, verdict) for verdict in check.verdicts if verdict.outcome in set(outcomes)]


def _line(check: ActCheck, verdict: Verdict) -> str:
    label = EvidenceField(verdict.field).label
    begin = f"{verdict.outcome.value}: {check.act}, {label}"
    page = check.pages.get(verdict.article or 0, "")
    if verdict.outcome == Outcome.NOT_FOUND:
        return f"{begin} {verdict.researched}"
    if verdict.outcome == Outcome.CONFIRMED:
        return f"{begin} {verdict.researched} ({page})"
    research = f"recherchiert {verdict.researched or '–'} ({', '.join(check.sources)})"
    return f"{begin}: {research}; gelesen {verdict.told} ({page})"


def failed_pages():
    """The downloads of the research that failed or were put off, with their reasons."""
    pending = Q(state=DownloadState.FAILED) | Q(state=DownloadState.WAITING, tries__gt=0)
    rows = Download.objects.filter(pending, article__in=register_pages())
    return rows.select_related("article").order_by("article__url")
