"""Fit the weights of the extraction on annotated articles and write
coopwatch/extraction/language/weights.toml.

    python scripts/fit_weights.py DIR… [--check] [--folds 6] [--pull 1.0]

Each DIR holds annotated articles (one JSON file each). Every table is fitted by maximum likelihood with a
quadratic pull
towards zero; --check fits on all folds but one, measures on that one, and writes nothing. Pure Python,
deterministic.
"""

import argparse
import json
import math
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coopwatch.extraction import fields, weights, when
from coopwatch.extraction.assemble import assemble, rank_sentences
from coopwatch.extraction.confidence import confidence_features
from coopwatch.extraction.entities import ALL, KOMMUNEN
from coopwatch.extraction.evaluation import headline_right
from coopwatch.extraction.extract import guess_language, read_story
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.normalise import normalise
from coopwatch.extraction.parties import sort_of
from coopwatch.extraction.pilots import kommune_of, town_features
from coopwatch.extraction.records import ArticleText
from coopwatch.extraction.relevance import rate_article
from coopwatch.extraction.scoring import pair, same_kommune, same_name
from coopwatch.extraction.serialise import agreement_to_dict
from coopwatch.extraction.sides import LAENDER
from coopwatch.extraction.signatories import person_features
from coopwatch.extraction.topics import topic_features

TARGET = Path(__file__).resolve().parent.parent / "coopwatch/extraction/language/weights.toml"
TABLES = (
    "land",
    "bund",
    "all",
    "org",
    "portal",
    "town",
    "article",
    "date",
    "kind",
    "earlier",
    "status",
    "topic",
    "signatory",
    "pilot",
)
PULL = {
    "land": 1.0,
    "bund": 1.0,
    "all": 0.5,
    "org": 1.0,
    "portal": 1.0,
    "town": 1.0,
    "article": 1.0,
    "date": 1.0,
    "kind": 0.5,
    "status": 0.5,
    "topic": 1.0,
    "signatory": 1.0,
    "earlier": 1.0,
    "pilot": 1.0,
}
# Where few articles teach: what the annotation guide says, as weights to be pulled towards.
# fmt: off
_BODY = {
    "bias": -1.5, "headline": 0.8, "headline_act": 0.5, "lead": 0.5, "act": 0.8, "signing": 0.7,
    "joined_act": 0.7, "with_act": 0.7,
    "person_signs": 1.0, "share": 1.0, "unclean": -2.0, "compare": -1.0, "later": -1.5, "place": -0.5,
    "of_body": -1.0, "late": -1.5,
    "generic": -1.0, "negated": -0.5, "adjective": -0.5,
}
PRIORS = {
    "land": _BODY,
    "bund": _BODY | {"bias": -1.5, "house_acts": 0.8},
    "all": _BODY | {"bias": -2.0, "every": 1.5},
    "portal": {"bias": 0.3, "headline": 1.0, "lead": 0.6, "act": 0.5, "acts": 0.5, "late": -0.4,
        "compare": -1.5, "later": -1.0, "background": -0.3, "count": 0.5},
    "town": {"bias": -3.5, "act": 1.0, "signing": 1.0, "joined_act": 0.6, "with_act": 0.8, "lead": 0.4,
        "headline": 0.4, "place": -1.5, "unclean": -1.5},
    "date": {
        "none": 0.5, "none_unresolved": 1.0, "said_relative": 2.0, "said_weekday": 1.6,
        "said_holiday": 1.0, "said_day": 0.3, "said_year": -1.0,
        "said_ago": -1.5, "said_relative-year": -1.0, "near": 0.8, "best_sentence": 0.8,
        "good_sentence": 0.3, "act": 0.5, "sign": 0.3,
        "deadline": -3.0, "law": -2.0, "later": -2.0, "background": -0.8, "years_before": -1.5,
        "own_day": 0.5, "days_before": 0.8,
        "opening": 0.3, "caption": 0.2, "word_on": 0.3, "word_fair": 1.5, "word_already": -2.0,
        "word_of": -1.2,
    },
    "kind": {
        "paper_top": 1.2, "paper_opening": 0.8, "paper_second": 0.6, "paper_any": 0.4,
        "paper_plain": 0.3, "generic_top": 0.4,
        "pilot_top": 0.7, "pilot_opening": 0.7, "pilot_launch": 0.4, "towns": 1.0, "join_top": 0.7,
        "join_opening": 0.4,
        "building_top": 0.4, "building_opening": 0.4, "reuse_top": 0.3,
    },
    "status": {
        "is_geschlossen": 1.5, "join_top": 0.9, "join_opening": 0.6, "join_second": 0.4,
        "renew_top": 0.8, "renew_opening": 0.8, "renew_second": 0.4,
        "earlier": 0.8, "plan_top": 0.8, "plan_opening": 0.4, "end_top": 1.0, "end_opening": 0.8,
        "sign_top": 0.5, "sign_opening": 0.3, "older_paper": 0.3,
    },
    "org": _BODY | {"beside": 0.2} | {"bias": -2.0, "is_spitzenverband": 0.8, "is_gremium": -1.0},
    "article": {
        "bias": -0.5, "act": 1.0, "opening_act": 0.6, "either": 2.0, "governs": 0.8, "digital": 1.5,
        "paper": 0.6, "news": 0.3,
        "negation_opening": -1.5, "demand_opening": -1.2, "own_opening": -0.3, "negation": -1.0,
        "negations": -0.5, "demand": -1.0, "demands": -0.6, "talk": -0.7, "talks": -0.6,
        "other_ratio": -3.0, "company": -0.6, "foreign": -0.6, "elsewhere": -0.6, "one_sided": -1.0,
        "lonely_state": -1.5,
        "own": -0.4, "pilot_towns": 1.5,
    },
}
PRIORS["confidence"] = {
    "bias": 2.0, "relevance": -1.0, "parties": -0.8, "portals": -0.6, "kind": -1.0, "date": -1.0,
    "pilots": -0.5,
}
# fmt: on
HEAD = """# How much every feature counts, table by table (weights.py). The features are named in parties.py,
# relevance.py, when.py, fields.py … Written by scripts/fit_weights.py from annotated articles: run it
# again after a change of the features.
"""
Option = tuple[dict[str, float], bool]
Example = tuple[str, list[Option]]


def main() -> None:
    """Read the articles, fit every table, write or check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--pull", type=float, default=1.0)
    args = parser.parse_args()
    paths = [path for folder in args.folders for path in sorted(folder.rglob("*.json"))]
    examples = collect(paths)
    if args.check:
        for table in TABLES:
            check(table, examples[table], args.folds, args.pull * PULL[table])
    else:
        tables = {table: fit_table(table, examples[table], args.pull) for table in TABLES}
        tables["confidence"] = fit(unseen(paths, examples, args.folds, args.pull), 1.0, PRIORS["confidence"])
        TARGET.write_text(HEAD + "".join(table_text(name, found) for name, found in tables.items()), "utf-8")


def fit_table(table: str, examples: Sequence[Example], pull: float) -> dict[str, float]:
    """The weights of one table."""
    return fit(examples, pull * PULL[table], PRIORS.get(table, {}))


def unseen(
    paths: Sequence[Path], examples: dict[str, list[Example]], folds: int, pull: float
) -> list[Example]:
    """Agreements read in held-out articles, with whether they are right in every headline field."""
    lexicon, found = load_lexicon(), []
    articles = [json.loads(path.read_text("utf-8")) for path in paths]
    ids = sorted((a["id"] for a in articles), key=hash_of)
    original = weights.all_weights
    for fold in range(folds):
        held = set(ids[fold::folds])
        tables = {t: fit_table(t, [e for e in examples[t] if e[0] not in held], pull) for t in TABLES}
        weights.all_weights = lambda tables=tables: tables
        for article in articles:
            if article["id"] in held and guess_language(article["text"]) == "de":
                found += confidence_examples(article, lexicon)
    weights.all_weights = original
    return found


def confidence_examples(article: dict[str, Any], lexicon: Any) -> list[Example]:
    """One yes/no example for each agreement read in an article."""
    story = story_of(article, lexicon)
    outcome = assemble(story, lexicon)
    dicts = [agreement_to_dict(agreement) for agreement in outcome.agreements]
    pairs, _, _ = pair(article["agreements"], dicts)
    right = [found for gold, found in pairs if headline_right(gold, found)]
    rank = rank_sentences(story)
    rows = zip(outcome.agreements, dicts, strict=True)
    return [
        (article["id"], [(confidence_features(story, rank, a), any(f is r for r in right))]) for a, f in rows
    ]


def story_of(article: dict[str, Any], lexicon: Any) -> Any:
    """The article read up to its roles."""
    published = date.fromisoformat(article["published_on"]) if article.get("published_on") else None
    return read_story(
        ArticleText(article["id"], article["text"], "", published), normalise(article["text"]), lexicon
    )


def collect(paths: Sequence[Path]) -> dict[str, list[Example]]:
    """The examples of every table: (article, options with their features and whether they are right)."""
    lexicon, examples = load_lexicon(), {table: [] for table in TABLES}
    for path in paths:
        article = json.loads(path.read_text("utf-8"))
        if guess_language(article["text"]) != "de":
            continue
        story = story_of(article, lexicon)
        for table, options in story_examples(story, article):
            examples[table].append((article["id"], options))
    return examples


def story_examples(story: Any, article: dict[str, Any]) -> Iterator[tuple[str, list[Option]]]:
    """What one article teaches: yes/no examples have one option, choices several of which one is right."""
    rank = rank_sentences(story)
    yield "article", [(rate_article(story, rank).features, bool(article["agreements"]))]
    if not article["agreements"]:
        return
    parties = {p for g in article["agreements"] for p in g["parties"]}
    partners = [p for g in article["agreements"] for p in (*g["partners"], *g["portals"])]
    for candidate in story.candidates:
        if candidate.entity != KOMMUNEN:
            yield (
                sort_of(candidate.entity),
                [(dict(candidate.features), takes_part(candidate.entity, parties, partners))],
            )
    gold = article["agreements"][0]
    yield from choice("date", [(o.value, f) for o, f in when.date_options(story, rank)], gold["date"])
    yield from choice(
        "kind", [(k, e.features) for k, e in fields.kind_options(story, rank).items()], gold["kind"]
    )
    yield from choice(
        "status", [(k, e.features) for k, e in fields.status_options(story, rank).items()], gold["status"]
    )
    yield from detail_examples(story, rank, article["agreements"])


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
    surnames = {s["name"].split()[-1] for s in every["signatories"]}
    for name, (_, _, features) in person_features(story, rank, every["parties"], every["partners"]).items():
        yield "signatory", [(dict(features), name.split()[-1] in surnames)]
    for found, features in when.earlier_options(story, rank, agreements[0]["date"]):
        yield "earlier", [(dict(features), when.shorten(found) in every["earlier"])]
    if any(g["kind"] == "pilotprojekt" for g in agreements):
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


def fit(
    examples: Sequence[Example], pull: float, prior: dict[str, float], rounds: int = 400
) -> dict[str, float]:
    """Weights by gradient ascent with adaptive steps (RMSprop)."""
    weights = dict(prior)
    speed: dict[str, float] = {}
    for step in range(rounds):
        slope: dict[str, float] = {
            name: -pull * (value - prior.get(name, 0.0)) for name, value in weights.items()
        }
        for _, options in examples:
            _add_slope(slope, options, weights)
        rate = 0.12 / (1 + step / 80)
        for name, value in slope.items():
            speed[name] = 0.9 * speed.get(name, value * value) + 0.1 * value * value
            weights[name] = weights.get(name, 0.0) + rate * value / (math.sqrt(speed[name]) + 1e-6)
    return weights


def _add_slope(slope: dict[str, float], options: list[Option], weights: dict[str, float]) -> None:
    shares = share(options, weights)
    right = sum(ok for _, ok in options) or 1
    for (features, ok), p in zip(options, shares, strict=True):
        error = (ok / right if len(options) > 1 else float(ok)) - p
        for name, value in features.items():
            if value:
                slope[name] = slope.get(name, 0.0) + error * value


def share(options: list[Option], weights: dict[str, float]) -> list[float]:
    """Probability of a yes for one option, shares that sum to one for several."""
    sums = [sum(weights.get(n, 0.0) * v for n, v in features.items()) for features, _ in options]
    if len(options) == 1:
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, sums[0]))))]
    top = max(sums)
    grown = [math.exp(s - top) for s in sums]
    return [g / sum(grown) for g in grown]


def check(table: str, examples: Sequence[Example], folds: int, pull: float) -> None:
    """Print how often held-out examples are decided right."""
    ids = sorted({name for name, _ in examples}, key=lambda n: hash_of(n))
    right, total = 0, 0
    for fold in range(folds):
        held = set(ids[fold::folds])
        weights = fit([e for e in examples if e[0] not in held], pull, PRIORS.get(table, {}))
        for name, options in examples:
            if name in held:
                shares = share(options, weights)
                ok = (
                    (shares[0] >= 0.5) == options[0][1]
                    if len(options) == 1
                    else options[shares.index(max(shares))][1]
                )
                right, total = right + ok, total + 1
    print(f"{table:8} {total:4} held-out examples, {right / max(1, total):.3f} right")


def hash_of(name: str) -> int:
    """A stable shuffle."""
    return sum((i + 7) * ord(c) * 2654435761 for i, c in enumerate(name)) % 1000003


def table_text(table: str, weights: dict[str, float]) -> str:
    """One table of the file, features by name."""
    rows = "".join(f"{name} = {value:.2f}\n" for name, value in sorted(weights.items()) if abs(value) >= 0.02)
    return f"\n[{table}]\n{rows}"


if __name__ == "__main__":
    main()
