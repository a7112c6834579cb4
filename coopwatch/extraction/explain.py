"""What the machine saw in an article, line by line: for editors and programmers who ask why.

`explain()` gives pairs of a style and a text; the command colours them where there is a terminal.
"""

from collections.abc import Iterator

from .assemble import assemble, rank_sentences
from .events import Act
from .extract import guess_language, read_story
from .lexicon_records import Lexicon
from .normalise import normalise
from .parties import Candidate, sort_of
from .records import AgreementReading, ArticleText
from .relevance import rate_article
from .sides import SURE
from .story import Story
from .weights import all_weights

Line = tuple[str, str]
STRONGEST = 5


def explain(article: ArticleText, lexicon: Lexicon) -> Iterator[Line]:
    """Sentences with mentions, acts and dates; who is involved and why; the agreements or the reason for
    none."""
    plain = normalise(article.text)
    if guess_language(plain.text) != "de":
        yield "bad", "Der Text ist nicht deutsch und wird nicht gelesen."
        return
    story = read_story(article, plain, lexicon)
    yield "title", f"{article.id}: veröffentlicht {story.published or 'unbekannt'}"
    yield from _sentences(story)
    yield from _candidates(story)
    rank = rank_sentences(story)
    yield from _relevance(story, rank)
    outcome = assemble(story, lexicon)
    for number, agreement in enumerate(outcome.agreements, start=1):
        yield from _agreement(number, agreement)
    if outcome.reason:
        yield "bad", f"Keine Vereinbarung: {outcome.reason}"
    for finding in outcome.open_findings:
        yield "bad", f"Offen: {finding.quote} ({finding.reason}: {', '.join(finding.candidates)})"


def _sentences(story: Story) -> Iterator[Line]:
    yield "title", "Sätze"
    for sentence, act in zip(story.sentences, story.acts, strict=True):
        text = " ".join(story.text[sentence.start : sentence.end].split())
        yield "sentence", f"[{sentence.index}] {sentence.zone} {act.score:.1f}  {text}"
        yield from _act(act)
        for occurrence in {id(o.mention): o for o in story.occurrences if o.sentence is sentence}.values():
            mention = occurrence.mention
            cues = ", ".join(sorted(occurrence.cues)) or "ohne Rolle"
            yield (
                "mention",
                (
                    f"      {mention.quote} = {', '.join(mention.values)} ({mention.kind}, {mention.form}): "
                    f"{cues}"
                ),
            )
        for found in story.dates[sentence.index]:
            yield (
                "date",
                (
                    f"      {story.text[found.start : found.end]} = {found.value or 'nicht auflösbar'} "
                    f"({found.said})"
                ),
            )


def _act(act: Act) -> Iterator[Line]:
    for sort, cue in act.sorts.items():
        yield "act", f"      Handlung {sort}: {cue.source}"
    for paper in act.instruments:
        yield "act", f"      Papier: {paper.kind}{' (Gattungswort)' if paper.generic else ''}"
    marks = sorted(f"{name}: {cue.source}" for name, cue in act.marked.items() if name != "digital")
    if marks:
        yield "dim", f"      Merkmale {'; '.join(marks)}"


def _candidates(story: Story) -> Iterator[Line]:
    yield "title", "Beteiligte"
    for candidate in story.candidates:
        style = "good" if candidate.probability >= SURE else "dim"
        yield style, f"  {candidate.entity:36} {candidate.probability:.2f}  {_why(candidate)}"


def _why(candidate: Candidate) -> str:
    """The features that count most, with their part of the sum."""
    return strongest(sort_of(candidate.entity), dict(candidate.features))


def strongest(table: str, features: dict[str, float]) -> str:
    """The weightiest features of a weighted sum, as "signing +0.7, late -0.4"."""
    weights = all_weights().get(table, {})
    parts = [(weights.get(name, 0.0) * value, name) for name, value in features.items() if name != "bias"]
    parts = sorted((p for p in parts if abs(p[0]) >= 0.05), key=lambda p: -abs(p[0]))[:STRONGEST]
    return ", ".join(f"{name} {value:+.1f}" for value, name in parts)


def _relevance(story: Story, rank: list[int]) -> Iterator[Line]:
    if rank:
        relevance = rate_article(story, rank)
        style = "good" if relevance.probability >= SURE else "bad"
        yield "title", "Entscheidung"
        yield (
            style,
            (
                f"  Vereinbarung berichtet: {relevance.probability:.2f}  "
                f"{strongest('article', relevance.features)}"
            ),
        )


def _agreement(number: int, agreement: AgreementReading) -> Iterator[Line]:
    yield "title", f"Vereinbarung {number} (Zuversicht {agreement.confidence:.2f})"
    for finding in agreement.evidence:
        quote = " ".join(finding.quote.split())
        short = quote if len(quote) < 90 else f"{quote[:87]}…"
        place = f"{finding.start}–{finding.end}"
        yield (
            "good",
            (
                f"  {finding.field:14} {finding.value:30} „{short}“ ({place}, {finding.rule}, "
                f"{finding.confidence:.2f})"
            ),
        )
