"""Fit the weights of the extraction on annotated articles and write
coopwatch/extraction/language/weights.toml.

    python scripts/fit_weights.py DIR… [--tables a,b] [--cross [--errors] | --check] [--folds 5] [--pull 1.0]

Each DIR holds annotated articles (one JSON file each); a DIR named twice counts twice. --tables fits only
those tables and leaves the others as they are. --check measures single decisions and --cross whole
agreements in articles that the weights had not seen; both write nothing. Deterministic.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fitting.examples import Example, Lesson, collect, confidence_examples, predicted, read_lessons, rerated
from fitting.priors import PRIORS, PULL, STAGES, TABLES
from fitting.solver import decided_right, fit

from coopwatch.extraction import weights
from coopwatch.extraction.scoring import MEASURES, score

TARGET = Path(__file__).resolve().parent.parent / "coopwatch/extraction/language/weights.toml"
HEAD = """# How much every feature counts, table by table (weights.py). The features are named in parties.py,
# relevance.py, when.py, kinds.py … Written by scripts/fit_weights.py from annotated articles: run it
# again after a change of the features.
"""
Tables = Mapping[str, Mapping[str, float]]


def main() -> None:
    """Read the articles; fit and write the tables, or measure."""
    args = parse()
    lessons = read_lessons(args.folders)
    if args.check:
        check(lessons, args)
    elif args.cross:
        cross(lessons, args)
    else:
        found = fit_all(lessons, args.tables, args.pull)
        if "confidence" in args.tables:
            found["confidence"] = fit(unseen(lessons, args), 1.0, PRIORS["confidence"])
        write(weights_of_file() | found)


def parse() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tables", type=table_names, default=(*TABLES, "confidence"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cross", action="store_true")
    parser.add_argument("--errors", action="store_true", help="with --cross: every difference")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--pull", type=float, default=1.0)
    return parser.parse_args()


def table_names(text: str) -> tuple[str, ...]:
    """The tables of a list with commas. Raises ArgumentTypeError for one that does not exist."""
    names = tuple(text.split(","))
    if unknown := set(names) - {*TABLES, "confidence"}:
        raise argparse.ArgumentTypeError(f"no such table: {', '.join(sorted(unknown))}")
    return names


def fit_all(lessons: Sequence[Lesson], names: Sequence[str], pull: float) -> dict[str, dict[str, float]]:
    """The named tables, stage by stage: the bodies are rated anew before the tables that rest on them."""
    found: dict[str, dict[str, float]] = {}
    later = tuple(name for name in TABLES if name not in sum(STAGES, ()))
    for stage in (*STAGES, later):
        wanted = [name for name in stage if name in names]
        if not wanted:
            continue
        with_weights(weights.all_weights() | found)
        examples = collect(rerated(lessons) if found else lessons, wanted)
        found |= {name: fit_table(name, examples[name], pull) for name in wanted}
        with_weights(None)
    return found


def fit_table(table: str, examples: Sequence[Example], pull: float) -> dict[str, float]:
    """The weights of one table."""
    return fit(examples, pull * PULL[table], PRIORS.get(table, {}))


_FROM_FILE = weights.all_weights


def with_weights(tables: Tables | None) -> None:
    """Let the extraction decide by these weights, or by those of the file again."""
    weights.all_weights = _FROM_FILE if tables is None else lambda: tables


def folds(lessons: Sequence[Lesson], count: int) -> Iterator[tuple[list[Lesson], list[Lesson]]]:
    """(articles to learn from, articles held out) as often as there are folds; each is held out once."""
    ids = sorted({item.id for item in lessons}, key=hash_of)
    for fold in range(count):
        held = set(ids[fold::count])
        once = {item.id: item for item in lessons if item.id in held}
        yield [item for item in lessons if item.id not in held], list(once.values())


def unseen_lessons(lessons: Sequence[Lesson], args: argparse.Namespace) -> Iterator[Lesson]:
    """Every article once, while weights hold that were fitted without it."""
    for known, held in folds(lessons, args.folds):
        found = fit_all(known, [name for name in args.tables if name != "confidence"], args.pull)
        with_weights(weights_of_file() | found)
        yield from rerated(held)
        with_weights(None)


def unseen(lessons: Sequence[Lesson], args: argparse.Namespace) -> list[Example]:
    """Agreements read in held-out articles, with whether they are right in every headline field."""
    return [example for lesson in unseen_lessons(lessons, args) for example in confidence_examples(lesson)]


def cross(lessons: Sequence[Lesson], args: argparse.Namespace) -> None:
    """Print how well whole agreements of held-out articles are read, over all folders and for each."""
    read = [(lesson, predicted(lesson)) for lesson in unseen_lessons(lessons, args)]
    names = ["all", *sorted({lesson.folder for lesson, _ in read})]
    print(f"{'F1':14}" + "".join(f"{name:>11}" for name in names))
    scores = []
    for name in names:
        part = [(lesson, found) for lesson, found in read if name in ("all", lesson.folder)]
        articles = [lesson.article for lesson, _ in part]
        scores.append(score(articles, {lesson.id: found for lesson, found in part}))
    for measure in MEASURES:
        print(f"{measure:14}" + "".join(f"{result.counts[measure].f1:11.3f}" for result in scores))
    print(f"{'HEADLINE':14}" + "".join(f"{result.headline:11.3f}" for result in scores))
    for miss in scores[0].misses if args.errors else ():
        print(f"- {miss.article} {miss.measure}: wanted {miss.gold} | found {miss.found}")


def check(lessons: Sequence[Lesson], args: argparse.Namespace) -> None:
    """Print how often the single decisions of held-out articles are right."""
    names = [name for name in args.tables if name != "confidence"]
    examples = collect(lessons, names)
    for name in names:
        right = []
        for _, held in folds(lessons, args.folds):
            out = {item.id for item in held}
            found = fit_table(name, [e for e in examples[name] if e[0] not in out], args.pull)
            right += [decided_right(options, found) for i, options in examples[name] if i in out]
        print(f"{name:10} {len(right):4} held-out examples, {sum(right) / max(1, len(right)):.3f} right")


def hash_of(name: str) -> int:
    """A stable shuffle."""
    return sum((i + 7) * ord(c) * 2654435761 for i, c in enumerate(name)) % 1000003


def weights_of_file() -> dict[str, Mapping[str, float]]:
    """The tables as they now stand in the file."""
    return dict(tomllib.loads(TARGET.read_text("utf-8")))


def write(tables: Tables) -> None:
    """Write the file, the tables in their usual order."""
    order = [name for name in (*TABLES, "confidence") if name in tables]
    TARGET.write_text(HEAD + "".join(table_text(name, tables[name]) for name in order), "utf-8")


def table_text(table: str, found: Mapping[str, float]) -> str:
    """One table of the file, features by name."""
    rows = "".join(f"{name} = {value:.2f}\n" for name, value in sorted(found.items()) if abs(value) >= 0.02)
    return f"\n[{table}]\n{rows}"


if __name__ == "__main__":
    main()
