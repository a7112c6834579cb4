"""What annotated articles teach: the options of every decision, and which of them is right."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coopwatch.extraction import earlier, kinds, names, stages, when
from coopwatch.extraction.assemble import assemble, rank_sentences
from coopwatch.extraction.confidence import confidence_features
from coopwatch.extraction.entities import ALL, KOMMUNEN
from coopwatch.extraction.evaluation import headline_right
from coopwatch.extraction.extract import guess_language, read_story
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.namings import naming_features, states_by_sentence
from coopwatch.extraction.normalise import normalise
from coopwatch.extraction.parties import STATES, rate, sort_of
from coopwatch.extraction.pilots import kommune_of, town_features
from coopwatch.extraction.portals import portal_features
from coopwatch.extraction.records import ArticleText
from coopwatch.extraction.relevance import rate_article
from coopwatch.extraction.scoring import pair, same_kommune, same_name
from coopwatch.extraction.serialise import agreement_to_dict
from coopwatch.extraction.sides import LAENDER
from coopwatch.extraction.signatories import person_features
from coopwatch.extraction.story import Story
from coopwatch.extraction.topics import topic_features

Option = tuple[dict[str, float], bool]
Example = tuple[str, list[Option]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """An annotated article, where it comes from, and the article read up to its roles."""

    folder: str
    article: dict[str, Any]
    story: Story

    @property
    def id(self) -> str:
        return self.article["id"]


def read_lessons(folders: Sequence[Path]) -> list[Lesson]:
    """The German articles below the folders; a folder named twice counts twice."""
    known: dict[Path, Lesson | None] = {}
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            if path not in known:
                known[path] = _lesson(folder.name, path)
            lesson = known[path]
            found += [lesson] if lesson else []
    return found


def _lesson(folder: str, path: Path) -> Lesson | None:
    article = json.loads(path.read_text("utf-8"))
    if guess_language(article["text"]) != "de":
        return None
    published = date.fromisoformat(article["published_on"]) if article.get("published_on") else None
    bare = ArticleText(article["id"], article["text"], "", published)
    return Lesson(folder, article, read_story(bare, normalise(article["text"]), load_lexicon()))


def rerated(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons with their bodies rated by the weights that now hold."""
    return [replace(item, story=_rated(item.story)) for item in lessons]


def _rated(story: Story) -> Story:
    return replace(story, candidates=rate(story.occurrences, len(story.text)), memo={})


def collect(lessons: Sequence[Lesson], tables: Sequence[str]) -> dict[str, list[Example]]:
    """The examples of the tables: (article, options with their features and whether they are right)."""
    examples: dict[str, list[Example]] = {table: [] for table in tables}
    for lesson in lessons:
        for table, options in story_examples(lesson.story, lesson.article):
            if table in examples:
                examples[table].append((lesson.id, options))
    return examples


def predicted(lesson: Lesson) -> list[dict[str, Any]]:
    """The agreements that the weights which now hold read in an article."""
    return [agreement_to_dict(a) for a in assemble(lesson.story, load_lexicon()).agreements]


def confidence_examples(lesson: Lesson) -> list[Example]:
    """One yes/no example for each agreement read in an article."""
    outcome = assemble(lesson.story, load_lexicon())
    dicts = [agreement_to_dict(agreement) for agreement in outcome.agreements]
    pairs, _, _ = pair(lesson.article["agreements"], dicts)
    right = [found for gold, found in pairs if headline_right(gold, found)]
    rank = rank_sentences(lesson.story)
    rows = zip(outcome.agreements, dicts, strict=True)
    return [
        (lesson.id, [(confidence_features(lesson.story, rank, a), any(f is r for r in right))])
        for a, f in rows
    ]


def story_examples(story: Any, article: dict[str, Any]) -> Iterator[tuple[str, list[Option]]]:
    """What one article teaches: yes/no examples have one option, choices several of which one is right."""
    rank = rank_sentences(story)
    yield "article", [(rate_article(story, rank).features, bool(article["agreements"]))]
    if not article["agreements"]:
        return
    parties = {p for g in article["agreements"] for p in g["parties"]}
    partners = [p for g in article["agreements"] for p in (*g["partners"], *g["portals"])]
    for candidate in story.candidates:
        sort = sort_of(candidate.entity)
        if candidate.entity != KOMMUNEN and sort != "portal":
            yield sort, [(dict(candidate.features), takes_part(candidate.entity, parties, partners))]
    yield from naming_examples(story, parties)
    for candidate, features in portal_features(story, rank):
        yield "portal", [(dict(features), takes_part(candidate.entity, parties, partners))]
    gold = article["agreements"][0]
    yield from choice("date", [(o.value, f) for o, f in when.date_options(story, rank)], gold["date"])
    yield from choice(
        "kind", [(k, e.features) for k, e in kinds.kind_options(story, rank).items()], gold["kind"]
    )
    yield from choice(
        "status", [(k, e.features) for k, e in stages.status_options(story, rank).items()], gold["status"]
    )
    yield from name_examples(story, rank, gold)
    yield from detail_examples(story, rank, article["agreements"])


def naming_examples(story: Story, parties: set[str]) -> Iterator[tuple[str, list[Option]]]:
    """Every naming of a Land, the Bund or all Länder: whether the body takes part."""
    bodies = {c.entity for c in story.candidates if sort_of(c.entity) in STATES}
    states = states_by_sentence(story.occurrences, bodies)
    for item in story.occurrences:
        if item.entity in bodies:
            features = naming_features(item, states.get(item.sentence.index, 0), len(story.text))
            yield "naming", [(features, takes_part(item.entity, parties, []))]


def name_examples(story: Any, rank: list[int], gold: dict[str, Any]) -> Iterator[tuple[str, list[Option]]]:
    """Which of the possible names is the agreement's, if any."""
    marked = [
        (
            dict(features),
            same_name(option.value, gold["name"])
            if option.value and gold["name"]
            else option.value == gold["name"],
        )
        for option, features in names.name_options(story, rank, gold["kind"])
    ]
    if any(ok for _, ok in marked) and len(marked) > 1:
        yield "name", marked


def detail_examples(
    story: Any, rank: list[int], agreements: list[dict[str, Any]]
) -> Iterator[tuple[str, list[Option]]]:
    """Yes/no examples of topics, signatories, earlier dates and pilots."""
    every = {
        key: [item for g in agreements for item in g[key]]
        for key in ("topics", "signatories", "earlier", "pilotkommunen", "parties", "partners")
    }
    for topic, features in topic_features(story, rank).items():
        yield "topic", [(dict(features), topic in every["topics"])]
    towns = [place["name"] for place in every["pilotkommunen"]]
    surnames = {s["name"].split()[-1] for s in every["signatories"]}
    for name, (_, _, features) in person_features(
        story, rank, every["parties"], every["partners"], towns
    ).items():
        yield "signatory", [(dict(features), name.split()[-1] in surnames)]
    for found, features in earlier.earlier_options(story, rank, agreements[0]["date"]):
        yield "earlier", [(dict(features), earlier.shorten(found) in every["earlier"])]
    lexicon = load_lexicon()
    for mention, features in town_features(story, rank):
        kommune = kommune_of(mention, lexicon, {p for p in every["parties"] if p != "DE"})
        place = {"name": kommune.name, "type": kommune.type, "land": kommune.land}
        yield "pilot", [(dict(features), any(same_kommune(place, k) for k in every["pilotkommunen"]))]


def takes_part(entity: str, parties: set[str], partners: list[str]) -> bool:
    """Whether the annotation counts this body among those involved."""
    if entity == ALL:
        return set(LAENDER) <= parties
    if sort_of(entity) in ("org", "portal", "town"):
        return any(same_name(entity.partition(":")[2], partner) for partner in partners)
    return entity in parties


def choice(
    table: str, options: list[tuple[Any, dict[str, float]]], right: Any
) -> Iterator[tuple[str, list[Option]]]:
    """A choice among options, where the right one is among them."""
    marked = [(dict(features), value == right) for value, features in options]
    if any(ok for _, ok in marked) and len(marked) > 1:
        yield table, marked
