"""What stands in the database after a run, in a form that two runs can be compared by."""

from collections import Counter

from coopwatch.registry.facts import Facts
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.settle import facts_of
from coopwatch.registry.vocabulary import ArticleState, Visibility

Records = dict[tuple[str, ...], tuple[Facts, str, tuple]]


def records() -> tuple[Counter, dict[str, str]]:
    """Return all agreements with their facts, evidence and articles, and the state of each article.

    Keys of rows, times and the order in which articles were read are left out, and so are rows that only
    lead on to the act in which they went.
    """
    rows = Agreement.objects.exclude(visibility=Visibility.MERGED).with_everything_for_lists()
    rows = rows.prefetch_related("reports__article", "signatories")
    acts = Counter(_told(agreement) for agreement in rows)
    return acts, dict(Article.objects.values_list("external_id", "state"))


def _told(agreement: Agreement) -> tuple:
    articles = tuple(sorted(report.article.external_id for report in agreement.reports.all()))
    evidence = agreement.evidence.values_list("article__external_id", "field", "value", "quote", "start")
    return facts_of(agreement), agreement.visibility, articles, tuple(sorted(evidence, key=str))


def states() -> Counter:
    """How many articles are in which state."""
    return Counter(Article.objects.values_list("state", flat=True))


def finished() -> int:
    """How many articles are through."""
    return sum(states()[state] for state in (ArticleState.READ, ArticleState.IRRELEVANT, ArticleState.FAILED))


def tried_again() -> int:
    """How many articles needed more than one try: those that a killed worker was reading."""
    return Article.objects.filter(tries__gt=1).count()
