"""From a file to records: committed articles are stored, then read and recorded by two processes."""

import json
import time
from subprocess import PIPE, Popen
from sys import executable

from benchmarks.articles import CORPUS
from benchmarks.measure import Line, at_least, at_most
from benchmarks.stand import ROOT, VAR, end, environment, prepare, python

WORKERS = 2
SMALL, LARGE = 100, 400  # articles
NONE = 0  # made agreements in the database that is written into
STORE = """
import json
from pathlib import Path
from coopwatch.intake.files import read_inputs
from coopwatch.intake.store import store
from coopwatch.registry.models import Agreement, Article, Evidence, Report
for model in (Report, Evidence, Agreement, Article):
    model.objects.all().delete()
paths = sorted(map(str, Path({corpus!r}).glob("*/*.json")))[::{step}][:{count}]
print(json.dumps([store(found.article, "retold", found.original).article.pk for found in read_inputs(paths)]))
"""
# Says when it is ready, so that loading programs and lexicon is no part of what is measured.
READ = """
import sys
import django
django.setup()
from coopwatch.intake.lexicon import current_lexicon
from coopwatch.intake.reading import read
current_lexicon()
print("ready", flush=True)
for key in map(int, sys.stdin.readline().split()):
    read(key)
"""
TOLD = """
from coopwatch.registry.models import Agreement, Article
print(Agreement.objects.count(), Article.objects.filter(state__in=["waiting", "reading", "failed"]).count())
"""


def measure() -> list[Line]:
    """Return the lines: articles a second, and how the time for one grows with their number."""
    (VAR / str(NONE)).mkdir(parents=True, exist_ok=True)
    prepare(NONE)
    try:
        small, _told = seconds_for(SMALL)
        large, told = seconds_for(LARGE)
    finally:
        end(NONE)
    growth = (large / LARGE) / (small / SMALL)
    what = f"file to record, {WORKERS} processes"
    return [
        at_least(f"{what}: articles a second", LARGE / large, 300, f"{LARGE} articles, {told} agreements"),
        at_most(
            f"{what}: time for one, {LARGE} against {SMALL}", growth, 1.25, f"{large:.1f} s, {small:.1f} s"
        ),
    ]


def seconds_for(count: int) -> tuple[float, str]:
    """Store so many articles, have them read; return the seconds of reading, and the agreements found."""
    step = max(1, len(list(CORPUS.glob("*/*.json"))) // count)
    code = STORE.format(corpus=str(CORPUS), count=count, step=step)
    keys = json.loads(python(NONE, code).splitlines()[-1])
    readers = [reader() for _number in range(WORKERS)]
    for process in readers:
        process.stdout.readline()
    began = time.perf_counter()
    for number, process in enumerate(readers):
        process.stdin.write(" ".join(map(str, keys[number::WORKERS])) + "\n")
        process.stdin.close()
    if any(process.wait() for process in readers):
        raise SystemExit("A reader ended with an error.")
    seconds = time.perf_counter() - began
    agreements, left = python(NONE, TOLD).split()
    if int(left):
        raise SystemExit(f"{left} articles were not read: nothing was measured.")
    return seconds * count / len(keys), agreements


def reader() -> Popen:
    """Start a process that reads the articles whose keys it is told."""
    return Popen(
        [executable, "-c", READ], cwd=ROOT, env=environment(NONE), stdin=PIPE, stdout=PIPE, text=True
    )
