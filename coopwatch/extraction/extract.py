"""The one door of the extraction: an article and the lexicon in, a reading out. A function of its
arguments."""

from dataclasses import replace
from typing import Any

from .assemble import assemble
from .clean import read_sentences
from .dates import dates_by_sentence
from .entities import read_cast
from .events import read_acts
from .language import load_language
from .lexicon_records import Lexicon
from .mentions import find_mentions
from .normalise import Plain, normalise
from .parties import rate
from .published import issue_month, published_on
from .records import ArticleText, Reading
from .roles import occurrences
from .story import Story

VERSION = "1"
MAX_CHARS = 200_000
"""What stands further down is not read; no article is as long."""
GERMAN = frozenset(
    [
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "mit",
        "dem",
        "den",
        "von",
        "für",
        "auf",
        "ein",
        "eine",
        "im",
        "sich",
        "des",
        "auch",
        "werden",
        "haben",
        "hat",
        "wird",
        "zu",
    ]
)
ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "in",
        "is",
        "that",
        "for",
        "with",
        "are",
        "was",
        "on",
        "by",
        "has",
        "have",
        "it",
        "as",
        "at",
        "from",
        "will",
        "be",
    ]
)


def extract(article: ArticleText, lexicon: Lexicon) -> Reading:
    """What one article reports. Never raises on odd text; offsets count the characters of `article.text`."""
    plain = normalise(article.text[:MAX_CHARS])
    language = guess_language(plain.text)
    if language != "de":
        return Reading(
            article.id,
            article.published_on,
            language=language,
            reason="Der Text ist nicht deutsch.",
            version=VERSION,
        )
    story = read_story(article, plain, lexicon)
    outcome = assemble(story, lexicon)
    agreements = tuple(
        replace(a, evidence=tuple(_original(f, plain, article.text) for f in a.evidence))
        for a in outcome.agreements
    )
    unsure = tuple(_original(f, plain, article.text) for f in outcome.open_findings)
    return Reading(
        article.id,
        story.published,
        agreements,
        unsure,
        language,
        outcome.reason,
        f"{VERSION}-{lexicon.version}",
    )


def read_story(article: ArticleText, plain: Plain, lexicon: Lexicon) -> Story:
    """Stages 1 to 5: sentences, mentions, dates, acts, roles."""
    text = plain.text
    sentences = read_sentences(text)
    published = article.published_on or published_on(text)
    acts = read_acts(text, sentences, load_language())
    mentions = find_mentions(text, lexicon, [(s.start, s.end) for s in sentences])
    cast = read_cast(text, sentences, mentions)
    named = occurrences(text, sentences, acts, mentions, cast.entities)
    dates = dates_by_sentence(text, sentences, published, None if published else issue_month(text))
    return Story(text, sentences, acts, mentions, cast, named, rate(named, len(text)), dates, published)


def _original(finding: Any, plain: Plain, text: str) -> Any:
    if plain.text is text:
        return finding
    start, end = plain.origin(finding.start, finding.end)
    return replace(finding, start=start, end=end, quote=text[start:end])


def guess_language(text: str) -> str:
    """ "de" or "en" by their commonest words; "de" where neither shows.

    >>> guess_language("The state has signed the agreement with the federal government.")
    'en'
    """
    words = text[:6000].lower().split()
    german = len([word for word in words if word in GERMAN])
    english = len([word for word in words if word in ENGLISH])
    return "en" if english > 2 * german and english > 3 else "de"
