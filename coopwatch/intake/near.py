"""Linking articles that are nearly the same, like an agency's text in two papers, by their sketches."""

from django.db import connection

from coopwatch.intake.models import Sketch
from coopwatch.intake.sketch import is_near, sketch_of
from coopwatch.registry.models import Article

# One number for all: two articles that come in at the same moment must not miss each other.
_LINKING = 20_260_402
_MOST_LIKE = """
    SELECT article_id, cardinality(numbers) AS size,
           (SELECT count(*) FROM unnest(numbers) AS number WHERE number = ANY(%(mine)s)) AS shared
    FROM intake_sketch WHERE numbers && %(mine)s AND article_id <> %(key)s
    ORDER BY shared DESC, article_id LIMIT 20
"""


def link_near_duplicates(article: Article, numbers: list[int] | None = None) -> None:
    """Keep the article's sketch, and link it and those nearly like it to the first of them that came in.

    Runs inside the caller's transaction; a second run changes nothing. A text that is not nearly like another
    any more keeps its link: an editor may have set it. `numbers` is the sketch where it was made already.
    """
    numbers = sketch_of(article.text) if numbers is None else numbers
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LINKING])
    row = Sketch(article=article, numbers=numbers)
    Sketch.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["article"], update_fields=["numbers"]
    )
    alike = [
        key for key, size, shared in _most_like(article.pk, numbers) if is_near(shared, len(numbers), size)
    ]
    first, *later = sorted({*alike, article.pk})
    for key in later:
        _link(key, first)


def _most_like(key: int, numbers: list[int]) -> list[tuple[int, int, int]]:
    """Key, size of the sketch and shared numbers of the articles that share most."""
    with connection.cursor() as cursor:
        cursor.execute(_MOST_LIKE, {"mine": numbers, "key": key})
        return cursor.fetchall()


def _link(later: int, earlier: int) -> None:
    """Link a later article to the first of its kind; links that are there stay."""
    first = Article.objects.values_list("near_duplicate_of", flat=True).get(pk=earlier) or earlier
    if first != later:
        Article.objects.filter(pk=later, near_duplicate_of=None).update(near_duplicate_of=first)
