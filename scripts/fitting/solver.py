"""Maximum likelihood with a quadratic pull towards given weights, for yes/no decisions and for choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .examples import Example, Option

ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Problem:
    """Examples as a matrix: a row for every option, `starts` where each example begins."""

    names: list[str]
    rows: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    wanted: np.ndarray

    def shares(self, weights: np.ndarray) -> np.ndarray:
        """For one option the probability of a yes, for several their shares of one."""
        sums = np.clip(self.rows @ weights, -200, 200)
        tops = np.repeat(np.maximum.reduceat(sums, self.starts), self.sizes)
        grown = np.exp(sums - tops)
        several = grown / np.repeat(np.add.reduceat(grown, self.starts), self.sizes)
        alone = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        return np.where(np.repeat(self.sizes, self.sizes) == 1, alone, several)


def fit(examples: Sequence[Example], pull: float, prior: Mapping[str, float]) -> dict[str, float]:
    """Weights by gradient ascent with adaptive steps (RMSprop)."""
    if not examples:
        return dict(prior)
    problem = as_problem(examples, prior)
    start = np.array([prior.get(name, 0.0) for name in problem.names])
    weights, speed = start.copy(), None
    for step in range(ROUNDS):
        slope = problem.rows.T @ (problem.wanted - problem.shares(weights)) - pull * (weights - start)
        speed = slope**2 if speed is None else 0.9 * speed + 0.1 * slope**2
        weights += 0.12 / (1 + step / 80) * slope / (np.sqrt(speed) + 1e-6)
    return dict(zip(problem.names, weights.tolist(), strict=True))


def as_problem(examples: Sequence[Example], prior: Mapping[str, float]) -> Problem:
    """The examples with one column for every feature that the prior or an option names."""
    options = [option for _, options in examples for option in options]
    names = sorted({name for features, _ in options for name in features} | set(prior))
    column = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(options), len(names)))
    for i, (features, _) in enumerate(options):
        for name, value in features.items():
            rows[i, column[name]] = value
    sizes = np.array([len(options) for _, options in examples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    wanted = np.concatenate([_wanted(options) for _, options in examples])
    return Problem(names, rows, starts, sizes, wanted)


def _wanted(options: Sequence[Option]) -> list[float]:
    right = sum(ok for _, ok in options) or 1
    return [ok / right if len(options) > 1 else float(ok) for _, ok in options]


def decided_right(options: Sequence[Option], weights: Mapping[str, float]) -> bool:
    """Whether the weights answer an example as annotated."""
    sums = [sum(weights.get(n, 0.0) * v for n, v in features.items()) for features, _ in options]
    if len(options) == 1:
        return (sums[0] >= 0) == options[0][1]
    return options[sums.index(max(sums))][1]
