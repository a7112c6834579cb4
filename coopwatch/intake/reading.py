"""The way of one article: waiting, reading, then read, irrelevant or failed. The database is the queue."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coopwatch.extraction.extract import VERSION, extract
from coopwatch.extraction.records import ArticleText, Reading
from coopwatch.intake.lexicon import current_lexicon
from coopwatch.intake.near import link_near_duplicates
from coopwatch.intake.record import UNCHANGED, record
from coopwatch.intake.sketch import sketch_of
from coopwatch.intake.store import queue_reading
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import ArticleState

log = logging.getLogger(__name__)

MAX_TRIES = 3
READ_FIELDS = (
    "published_on",
    "published_is_read",
    "language",
    "machine_version",
    "outcome",
    "error",
)
# Longer than the longest task: what reads longer has lost its worker.
STUCK_AFTER = timedelta(seconds=1.5 * settings.CELERY_TASK_TIME_LIMIT)
FORGOTTEN_AFTER = timedelta(seconds=30)


def read(key: int) -> None:
    """Read one waiting article and record what it tells; nothing happens where another worker has it."""
    article = claim(key)
    if article is None:
        return
    try:
        finish(article, extract(as_text(article), current_lexicon()))
    except Exception as error:
        # An article that cannot be read must not stop the others: it keeps its error and waits for a person.
        log.exception("article %s could not be read", key)
        give_back(article, f"{type(error).__name__}: {error}")


def claim(key: int) -> Article | None:
    """Take a waiting article, or None where it is not waiting or another worker holds it."""
    with transaction.atomic():
        article = Article.objects.waiting().select_for_update(skip_locked=True).filter(pk=key).first()
        if article is not None:
            article.tries += 1
            _move(article, ArticleState.READING, "tries")
        return article


def finish(article: Article, reading: Reading) -> None:
    """Record a reading and close the article, both or neither; a claim lost meanwhile counts nothing."""
    # Before the transaction, since in it all recorders wait for one another.
    sketch = sketch_of(article.text)
    with transaction.atomic():
        held = _still_held(article)
        if held is None:
            return
        _take_over(held, reading)
        held.outcome = "\n".join(record(held, reading)) or reading.reason
        link_near_duplicates(held, sketch)
        state = ArticleState.READ if reading.agreements else ArticleState.IRRELEVANT
        _move(held, state, *READ_FIELDS)


def _take_over(article: Article, reading: Reading) -> None:
    """Keep what the reading says of the article itself."""
    if article.published_on is None or article.published_is_read:
        article.published_on, article.published_is_read = reading.published_on, bool(reading.published_on)
    article.language, article.machine_version = reading.language, reading.version[:40]
    article.error = ""


def give_back(article: Article, error: str) -> None:
    """Let an article wait again, or fail with its error after the last try."""
    with transaction.atomic():
        held = _still_held(article)
        if held is None:
            return
        held.error = error[:4000]
        is_last = held.tries >= MAX_TRIES
        _move(held, ArticleState.FAILED if is_last else ArticleState.WAITING, "error")


def _still_held(article: Article) -> Article | None:
    """Lock the row and return it if this try is still the present one."""
    rows = Article.objects.select_for_update().filter(pk=article.pk, state=ArticleState.READING)
    return rows.filter(tries=article.tries).first()


def _move(article: Article, state: str, *changed: str) -> None:
    article.state, article.state_since = state, timezone.now()
    article.save(update_fields=["state", "state_since", *changed])


def as_text(article: Article) -> ArticleText:
    """Return the article as the extraction takes it; a day that was read in the text is read anew."""
    source = article.source.name if article.source else None
    given = None if article.published_is_read else article.published_on
    return ArticleText(str(article.pk), article.text, article.title, given, article.url, source)


def sweep() -> int:
    """Take up what a broker or a killed worker lost; return how many articles were sent again."""
    now = timezone.now()
    for article in Article.objects.stuck_since(now - STUCK_AFTER):
        give_back(article, "Der Worker ist beim Lesen abgebrochen.")
        queue_reading(article.pk)
    forgotten = Article.objects.waiting().filter(state_since__lt=now - FORGOTTEN_AFTER)
    keys = list(forgotten.order_by("state_since").values_list("pk", flat=True)[:1000])
    for key in keys:
        queue_reading(key)
    return len(keys)


def reread(key: int) -> list[str]:
    """Read an article that was read before with the present extraction; return what changed, in German.

    Facts that a person decided stay. Articles that wait, fail or are being read are left to the workers.
    """
    with transaction.atomic():
        held = Article.objects.reread_candidates().select_for_update(skip_locked=True).filter(pk=key).first()
        if held is None:
            return []
        before = held.state
        reading = extract(as_text(held), current_lexicon())
        _take_over(held, reading)
        said = record(held, reading)
        held.outcome = "\n".join(said) or reading.reason
        state = ArticleState.READ if reading.agreements else ArticleState.IRRELEVANT
        _move(held, state, *READ_FIELDS)
        if state != before:
            said.append(f"Artikel {held.pk}: {ArticleState(before).label} → {ArticleState(state).label}")
        return [sentence for sentence in said if not sentence.endswith(UNCHANGED)]


def present_versions() -> tuple[str, str]:
    """Return the versions that a reading of today bears: of a German text, and of any other."""
    return f"{VERSION}-{current_lexicon().version}"[:40], VERSION


def read_again(article: Article) -> None:
    """Send a read or failed article to the workers once more, with all its tries."""
    with transaction.atomic():
        held = Article.objects.select_for_update().get(pk=article.pk)
        if held.state in {ArticleState.REFERENCED, ArticleState.READING}:
            raise ValueError("Dieser Artikel hat keinen Text oder wird gerade gelesen.")
        held.tries = 0
        held.error = ""
        _move(held, ArticleState.WAITING, "tries", "error")
        queue_reading(held.pk)
