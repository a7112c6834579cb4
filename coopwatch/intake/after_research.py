"""What researched acts mean for articles that were read before: they may tell of one of these acts."""

from collections.abc import Collection

from coopwatch.intake.grouping import related
from coopwatch.intake.known import candidates, known
from coopwatch.intake.reading import read_again
from coopwatch.intake.tellings import MOVABLE
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import ArticleState


def read_again_around(keys: Collection[int], **_signal: object) -> int:
    """Send to the workers what was read of acts that may be one of these; return how many articles that are.

    Without it a new edition of the research would stand beside what the machine had found of the same act.
    """
    read = Article.objects.filter(state=ArticleState.READ)
    if not keys or not read.exists():
        return 0
    around = {
        other.key for act in known(keys) for other in candidates(act.facts) if related(act.facts, other.facts)
    }
    told = read.filter(reports__agreement__in=around, reports__relation__in=MOVABLE).distinct()
    for article in told:
        read_again(article)
    return len(told)
