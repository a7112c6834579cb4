"""Weighted sums of named features: the probability of a yes, or which of several options it is.

The weights are data (language/weights.toml), fitted on annotated articles by scripts/fit_weights.py. A
feature without a
weight counts nothing, so that a new one can be tried before it is fitted.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

LIMIT = 30.0
T = TypeVar("T")
Features = dict[str, float]


@cache
def all_weights() -> Mapping[str, Mapping[str, float]]:
    """The tables of weights.toml by their names."""
    return tomllib.loads((Path(__file__).parent / "language" / "weights.toml").read_text("utf-8"))


def total(table: str, features: Mapping[str, float]) -> float:
    """The weighted sum of the features."""
    weight = all_weights().get(table, {}).get
    result = 0.0
    for name, value in features.items():
        if value:
            result += weight(name, 0.0) * value
    return result


def probability(table: str, features: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum.

    >>> probability("no such table", {"bias": 1.0})
    0.5
    """
    return 1.0 / (1.0 + math.exp(-max(-LIMIT, min(LIMIT, total(table, features)))))


def choose(table: str, options: Sequence[tuple[T, Features]]) -> tuple[T, float]:
    """The option with the greatest sum and its share among all (softmax). Raises ValueError without
    options."""
    if not options:
        raise ValueError("nothing to choose from")
    sums = [total(table, features) for _, features in options]
    top = max(sums)
    shares = [math.exp(max(-LIMIT, value - top)) for value in sums]
    best = sums.index(top)
    return options[best][0], shares[best] / sum(shares)
