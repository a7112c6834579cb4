"""`python -m benchmarks [--agreements N] [--rounds R] [--load SECONDS] [--only PART]`: print the table.

Ends with 1 where `--strict` is given and a goal is missed.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    browser,
    exports,
    extraction,
    hostile,
    intake,
    lists,
    load,
    pages,
    peers,
    slow,
    workers,
)
from benchmarks.measure import Line
from benchmarks.stand import end, our_server, prepare

ON_DATABASE = ("exports", "pages", "browser", "slow", "lists", "intake", "load")
USUAL = ("extraction", "workers", *ON_DATABASE)
PARTS = (*USUAL, "hostile")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measure side by side with others.")
    parser.add_argument("--agreements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--load", type=float, default=60, help="seconds of load by 50 users; 0 leaves it out")
    parser.add_argument("--slow", action="store_true", help="with django-import-export, which takes minutes")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a goal is missed")
    return parser.parse_args()


def machine() -> str:
    """Return what it was measured on."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = names[0].partition(": ")[2] if names else platform.processor()
    busy = os.getloadavg()[0]
    return f"{len(names)} × {processor}, Python {platform.python_version()}, load before {busy:.1f}"


def main() -> int:
    """Measure and print; return the exit code."""
    asked = arguments()
    wanted = set(asked.only or USUAL)
    print(f"{asked.agreements} agreements, {asked.rounds} rounds; {machine()}", flush=True)
    lines: list[Line] = []

    def show(found: list[Line]) -> None:
        lines.extend(found)
        print("\n".join(map(str, found)), flush=True)

    print("| what | measured | goal | met |\n|---|---|---|---|", flush=True)
    if "extraction" in wanted:
        show(extraction.measure(asked.rounds))
    if "hostile" in wanted:
        show(hostile.measure())
    if "workers" in wanted:
        show(workers.measure())
    if not wanted.isdisjoint(ON_DATABASE):
        on_database(asked, wanted, show)
    return int(asked.strict and not all(line.met for line in lines))


def on_database(asked: argparse.Namespace, wanted: set[str], show: Callable[[list[Line]], None]) -> None:
    """Measure what needs the database with its made agreements."""
    peers.install()
    prepare(asked.agreements)
    try:
        with our_server(asked.agreements) as client:
            if "exports" in wanted:
                show(exports.measure(asked.agreements, asked.rounds, client, asked.slow))
            if "pages" in wanted:
                show(pages.measure(asked.agreements, asked.rounds, client))
            if "browser" in wanted:
                show(browser.measure(client, asked.rounds))
            if "load" in wanted and asked.load:
                show(load.measure(client, 50, asked.load))
        if "slow" in wanted:
            with our_server(asked.agreements, processes=2) as client:
                show(slow.measure(client))
        if "lists" in wanted:
            show(lists.measure(asked.agreements))
        if "intake" in wanted:
            show(intake.measure(asked.agreements))
    finally:
        end(asked.agreements)


if __name__ == "__main__":
    sys.exit(main())
