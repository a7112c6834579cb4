"""What the review page shows, gathered in a fixed number of queries."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest

from coopwatch.curation.fact_views import FactView, fact_views
from coopwatch.curation.marked_text import Segment, legend, segments
from coopwatch.registry.actions.visits import enter
from coopwatch.registry.models import Agreement, Article, Evidence, Proposal
from coopwatch.registry.queue import ALIVE, KEYS, place_of, reason_of
from coopwatch.registry.vocabulary import Decision, EvidenceField, ReportState


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article beside the facts: its marked text, or only its address where no text is held."""

    article: Article
    segments: list[Segment]


def review_context(request: HttpRequest, agreement: Agreement, place: str | None) -> dict:
    """Return the context of the review page; `place` is the reason under which the editor works."""
    views = fact_views(agreement)
    reason = place if place in KEYS else place_of(agreement)
    return {
        "title": agreement.title,
        "agreement": agreement,
        "others": enter(agreement, request.user),
        "reason": reason_of(reason) if reason else None,
        "place": reason or "",
        "groups": grouped(views),
        "open_facts": sum(view.is_open and view.held for view in views),
        "articles": articles_of(agreement),
        "legend": legend([evidence for view in views for evidence in view.evidence]),
        "proposals": proposals_of(agreement),
        "error_reports": agreement.error_reports.filter(state=ReportState.OPEN),
    }


def grouped(views: list[FactView]) -> list[tuple[str, str, str, list[FactView]]]:
    """Return (field, sign, label, facts) for each field that says something."""
    return [
        (name, facts[0].sign, str(EvidenceField(name).label), facts)
        for name, facts in ((key, list(rows)) for key, rows in groupby(views, lambda view: view.field))
    ]


def articles_of(agreement: Agreement) -> list[ArticleView]:
    """Return the articles that tell of the agreement, those with a text first, in three queries."""
    reports = agreement.reports.select_related("article__source").order_by("pk")
    by_article: dict[int | None, list[Evidence]] = {}
    for evidence in agreement.evidence.exclude(start=None).exclude(decision=Decision.REJECTED):
        by_article.setdefault(evidence.article_id, []).append(evidence)
    articles = sorted((report.article for report in reports), key=lambda article: not article.text)
    return [
        ArticleView(article, segments(article.text, by_article.get(article.pk, []))) for article in articles
    ]


def proposals_of(agreement: Agreement) -> list[tuple[Proposal, Agreement, bool]]:
    """Return the open proposals with the other agreement, and whether this one would be its renewal."""
    rows = Proposal.objects.filter(
        Q(agreement=agreement, candidate__visibility__in=ALIVE)
        | Q(candidate=agreement, agreement__visibility__in=ALIVE),
        decision=Decision.OPEN,
    ).select_related("agreement", "candidate")
    return [
        (
            row,
            row.candidate if row.agreement_id == agreement.pk else row.agreement,
            row.agreement_id == agreement.pk,
        )
        for row in rows
    ]
