"""Taking turns, and what came out of it."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Seconds of several runs of one thing."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The time of the run in the middle."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """The time that 95 of 100 runs stay below; with few runs the slowest."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]

    def __str__(self) -> str:
        return f"{self.median * 1000:.1f} ms (p95 {self.p95 * 1000:.1f})"


def take_turns(rounds: int, runs: Mapping[str, Callable[[], object]]) -> dict[str, Times]:
    """Run each once in every round, so that what else the machine does falls on all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _round in range(rounds):
        for name, run in runs.items():
            began = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - began)
    return {name: Times(tuple(found)) for name, found in seconds.items()}


@dataclass(frozen=True)
class Line:
    """One line of the table: `value` and `goal` as people read them, and whether the goal was met."""

    what: str
    value: str
    goal: str
    met: bool

    def __str__(self) -> str:
        return f"| {self.what} | {self.value} | {self.goal} | {'yes' if self.met else 'NO'} |"


def at_most(what: str, ratio: float, limit: float, detail: str) -> Line:
    """Return the line of a ratio or figure that must not exceed its limit."""
    return Line(what, f"{ratio:.2f} · {detail}", f"≤ {limit:g}", ratio <= limit)


def at_least(what: str, ratio: float, limit: float, detail: str) -> Line:
    """Return the line of a ratio that must reach its limit."""
    return Line(what, f"{ratio:.1f} · {detail}", f"≥ {limit:g}", ratio >= limit)
