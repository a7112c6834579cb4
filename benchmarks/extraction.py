"""Reading articles: how fast ours is, and side by side with what others would do for a part of it.

Processor time is counted, not the clock, so that a busy machine does not spoil the figures. All take turns.
"""

import contextlib
import json
import multiprocessing
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks import peers
from benchmarks.articles import LENGTH, corpus, doubled, of_length
from benchmarks.measure import Line, Times, at_least, at_most
from benchmarks.stand import ROOT, VAR
from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.records import ArticleText

PINNED = ROOT / "benchmarks" / "readers.txt"
PLACE = VAR / "readers"
SAMPLES = {"spacy": 60, "re": 1, "dateparser": 10}
"""How many articles each of the others reads in a round: some need seconds for one."""
WORKERS = 2


@dataclass
class Turns:
    """Seconds of every round: ours article by article, the others for their whole sample."""

    single: dict[str, list[float]] = field(default_factory=dict)
    double: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)
    others: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in SAMPLES})


def measure(rounds: int) -> list[Line]:
    """Return the lines of the extraction."""
    peers.make(PLACE, PINNED)
    articles = of_length(corpus())
    articles = articles[: len(articles) // 2 * 2]
    turns = take(articles, rounds)
    mean = {article.id: Times(tuple(turns.single[article.id])).median for article in articles}
    return [*_ours(articles, mean, turns), *_beside(sum(mean.values()) / len(mean), turns)]


def take(articles: list[ArticleText], rounds: int) -> Turns:
    """Let ours and the others read in turns."""
    turns, pairs = Turns({article.id: [] for article in articles}), doubled(articles)
    for article in articles:
        seconds(article)  # loads lexicon and language before the clock starts and before workers are forked
    forking = multiprocessing.get_context("fork")
    with others(articles) as ask, forking.Pool(WORKERS) as pool:
        for _round in range(rounds):
            for article in articles:
                turns.single[article.id].append(seconds(article))
            turns.double.append(sum(map(seconds, pairs)))
            began = time.perf_counter()
            pool.map(seconds, articles, chunksize=4)
            turns.workers.append(time.perf_counter() - began)
            for name, size in SAMPLES.items():
                turns.others[name].append(ask(name) / min(size, len(articles)))
    return turns


def seconds(article: ArticleText) -> float:
    """Processor time of reading one article."""
    began = time.process_time()
    extract(article, load_lexicon())
    return time.process_time() - began


@contextlib.contextmanager
def others(articles: list[ArticleText]) -> Iterator:
    """Run the others' process; gives a function from a way's name to its processor time."""
    given = VAR / "readers.json"
    names = sorted(name for name in list(load_lexicon().automaton) if name[:1].isupper())
    texts = {name: [article.text for article in articles[:size]] for name, size in SAMPLES.items()}
    given.write_text(json.dumps({"names": names, "texts": texts}), "utf-8")
    command = [str(PLACE / "bin" / "python"), str(ROOT / "benchmarks" / "peer_reader.py"), str(given)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout

        def ask(name: str) -> float:
            print(name, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())["seconds"]

        yield ask
        process.stdin.close()


def _ours(articles: list[ArticleText], mean: dict[str, float], turns: Turns) -> list[Line]:
    count, total = len(articles), sum(mean.values())
    words = sum(len(article.text.split()) for article in articles)
    both = Times(tuple(turns.workers)).median
    ordered = sorted(mean.values())
    late = ordered[min(count - 1, round(0.99 * count))] * 1000
    growth = 2 * Times(tuple(turns.double)).median / total
    detail = f"{count} articles of {LENGTH} characters, {1000 * total / count:.2f} ms of processor time each"
    return [
        at_least("Extraction, articles a second on one core", count / total, 500, detail),
        Line("Extraction, words a second on one core", f"{words / total:,.0f}", "", True),
        Line(
            f"Extraction, articles a second by {WORKERS} workers",
            f"{count / both:.1f} · {words / both:,.0f} words, by the clock",
            "",
            True,
        ),
        at_most("Extraction, p99 of an article in ms", late, 20, f"slowest {ordered[-1] * 1000:.1f}"),
        at_most("Extraction, time for twice the text", growth, 2.2, f"{2 * LENGTH} characters"),
    ]


def _beside(own: float, turns: Turns) -> list[Line]:
    """How long the others take for an article, in times of ours; each does but a part of the work."""
    parts = {
        "spacy": "spaCy blank(de) + PhraseMatcher, names alone",
        "re": "one re alternation, names alone",
        "dateparser": "dateparser.search_dates, dates alone",
    }
    medians = {name: Times(tuple(found)).median for name, found in turns.others.items()}
    return [
        Line(
            f"{part}: its time in times of our whole reading",
            f"{medians[name] / own:.2f} · {medians[name] * 1000:.2f} ms an article, {SAMPLES[name]} of them",
            "",
            True,
        )
        for name, part in parts.items()
    ]
