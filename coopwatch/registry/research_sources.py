"""The pages that tell of researched acts: articles without text, linked to their acts by reports."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from coopwatch.registry.addresses import canonical_url
from coopwatch.registry.models import Agreement, Article, Report, Source
from coopwatch.registry.register_file import Told
from coopwatch.registry.slugs import free_slug
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState, ReportRelation

REASON = "Quellenangabe der Recherche"


@dataclass(slots=True)
class SourceBook:
    """Publishers and articles by name and address, read once for a load."""

    publishers: dict[str, Source]
    slugs: set[str]
    articles: dict[str, int]
    reports: dict[int, dict[int, str]]
    new_reports: list[Report] = field(default_factory=list)

    @classmethod
    def load(cls) -> "SourceBook":
        """Read all publishers, addresses and reports in three queries."""
        sources = list(Source.objects.all())
        articles = Article.objects.exclude(canonical_url=None).values_list("canonical_url", "pk")
        reports: dict[int, dict[int, str]] = {}
        for agreement, article, relation in Report.objects.values_list("agreement", "article", "relation"):
            reports.setdefault(agreement, {})[article] = relation
        return cls(
            publishers={source.name.casefold(): source for source in sources},
            slugs={source.slug for source in sources},
            articles=dict(articles),
            reports=reports,
        )

    def add_articles(self, pages: Iterable[Told]) -> None:
        """Make the articles and publishers of those pages that are not known yet."""
        by_address = {canonical_url(page.url): page for page in pages}
        new = [
            self._new_article(page, address)
            for address, page in by_address.items()
            if address not in self.articles
        ]
        self.articles |= {article.canonical_url: article.pk for article in Article.objects.bulk_create(new)}

    def close(self) -> None:
        """Write the reports that `link` found missing."""
        Report.objects.bulk_create(self.new_reports)

    def link(self, agreement: Agreement, told: Iterable[Told]) -> bool:
        """Bring the researched reports of an act in line with its pages; return whether anything changed.

        The articles must have been added; new reports are written by `close`.
        """
        wanted = {self.articles[canonical_url(page.url)] for page in told}
        present = self.reports.get(agreement.pk, {})
        new = wanted - set(present)
        gone = {key for key, how in present.items() if how == ReportRelation.RESEARCHED} - wanted
        self.new_reports += [
            Report(agreement=agreement, article_id=key, relation=ReportRelation.RESEARCHED, reason=REASON)
            for key in sorted(new)
        ]
        if gone:
            # A page that proves a fact stays, even where the research no longer names it.
            Report.objects.filter(agreement=agreement, article__in=gone).exclude(
                article__evidence__agreement=agreement
            ).delete()
        return bool(new or gone)

    def _new_article(self, page: Told, address: str) -> Article:
        return Article(
            source=self._publisher(page),
            url=page.url,
            canonical_url=address,
            published_on=page.published_on,
            origin=ArticleOrigin.REGISTER,
            state=ArticleState.REFERENCED,
            state_since=timezone.now(),
        )

    def _publisher(self, page: Told) -> Source:
        name = page.publisher.casefold()
        if name not in self.publishers:
            slug = free_slug(page.publisher, self.slugs)
            self.publishers[name] = Source.objects.create(slug=slug, name=page.publisher, kind=page.kind)
        return self.publishers[name]
