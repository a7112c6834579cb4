"""Storing articles: the article first. The same article is one row, whoever sends it again."""

from dataclasses import dataclass
from enum import Enum

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from coopwatch.extraction.records import ArticleText
from coopwatch.intake.text import content_hash
from coopwatch.registry.addresses import canonical_url
from coopwatch.registry.models import Article, Source
from coopwatch.registry.slugs import free_slug
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState


class Outcome(Enum):
    """What became of an article that came in; the values are the words for it."""

    NEW = "neu gespeichert"
    FILLED = "Text zu einer bekannten Adresse ergänzt"
    SAME_TEXT = "schon vorhanden (gleicher Text)"
    SAME_ADDRESS = "schon vorhanden (gleiche Adresse)"


@dataclass(frozen=True, slots=True)
class Stored:
    """The row of an article, and whether it is new."""

    article: Article
    outcome: Outcome

    @property
    def is_waiting(self) -> bool:
        """Whether the article is to be read now."""
        return self.outcome in {Outcome.NEW, Outcome.FILLED}


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came in."""

    name: str
    data: bytes


def store(incoming: ArticleText, origin: str, original: Original | None = None) -> Stored:
    """Store an article and queue its reading once the transaction is through.

    Raises ValueError where the address is none. What is stored already is returned as it is.
    """
    address = canonical_url(incoming.url) if incoming.url and origin != ArticleOrigin.RETOLD else None
    known = _known(incoming, address)
    if known and known.outcome != Outcome.FILLED:
        return known
    try:
        with transaction.atomic():
            stored = _fill(known.article, incoming, origin) if known else _create(incoming, origin, address)
            _keep_original(stored.article, original)
            queue_reading(stored.article.pk)
            return stored
    except IntegrityError:
        # Another process stored the same article between our look and our insert.
        known = _known(incoming, address)
        if known is None:
            raise
        return known


def _known(incoming: ArticleText, address: str | None) -> Stored | None:
    same_text = Article.objects.filter(content_hash=content_hash(incoming.text)).first()
    if same_text:
        return Stored(same_text, Outcome.SAME_TEXT)
    same_address = Article.objects.filter(canonical_url=address).first() if address else None
    if same_address is None:
        return None
    is_bare = same_address.state == ArticleState.REFERENCED and not same_address.text
    return Stored(same_address, Outcome.FILLED if is_bare else Outcome.SAME_ADDRESS)


def _create(incoming: ArticleText, origin: str, address: str | None) -> Stored:
    article = Article.objects.create(
        source=publisher(incoming.source) if origin != ArticleOrigin.RETOLD else None,
        external_id=incoming.id[:200],
        url=incoming.url or "",
        canonical_url=address,
        title=incoming.title[:500],
        text=incoming.text,
        content_hash=content_hash(incoming.text),
        published_on=incoming.published_on,
        origin=origin,
        state=ArticleState.WAITING,
    )
    return Stored(article, Outcome.NEW)


def _fill(article: Article, incoming: ArticleText, origin: str) -> Stored:
    """Give a referenced article its text. The row is locked, so that only one text gets in."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.state != ArticleState.REFERENCED or article.text:
        return Stored(article, Outcome.SAME_ADDRESS)
    article.title = article.title or incoming.title[:500]
    article.text, article.content_hash = incoming.text, content_hash(incoming.text)
    article.published_on = article.published_on or incoming.published_on
    article.origin, article.state, article.state_since = origin, ArticleState.WAITING, timezone.now()
    article.save()
    return Stored(article, Outcome.FILLED)


def _keep_original(article: Article, original: Original | None) -> None:
    if original is not None and not article.original:
        article.original.save(original.name, ContentFile(original.data))


def publisher(name: str | None) -> Source | None:
    """Return the publisher of this name, which is made where it is new."""
    if not name or not name.strip():
        return None
    known = Source.objects.filter(name__iexact=name.strip()).first()
    if known:
        return known
    taken = set(Source.objects.values_list("slug", flat=True))
    return Source.objects.create(slug=free_slug(name, taken), name=name.strip()[:200])


def queue_reading(key: int) -> None:
    """Send the key of an article to the workers when the transaction is through.

    Robust: where the broker is away the article waits in the database, and the sweeper sends it later.
    """
    # No functools.partial: Django asks a callback that failed for its name.
    transaction.on_commit(lambda: _send(key), robust=True)


def _send(key: int) -> None:
    from coopwatch.intake.tasks import read_article

    read_article.apply_async([key], retry=False)
