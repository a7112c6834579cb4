"""Fitting the weights of the extraction."""

import sys
from argparse import ArgumentTypeError
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "scripts"))

fit_weights = pytest.importorskip("fit_weights", reason="fitting needs numpy, which the dev extra brings")
from fitting.solver import decided_right, fit  # noqa: E402

YES = [(f"yes-{i}", [({"bias": 1.0, "signs": 1.0}, True)]) for i in range(8)]
NO = [(f"no-{i}", [({"bias": 1.0, "signs": 0.0}, False)]) for i in range(8)]


def test_every_article_is_held_out_once_and_never_learnt_from_then():
    lessons = [SimpleNamespace(id=f"article-{i}") for i in range(11)]
    held_out = []
    for known, held in fit_weights.folds([*lessons, *lessons[:3]], 4):
        assert not {item.id for item in known} & {item.id for item in held}
        held_out += [item.id for item in held]
    assert sorted(held_out) == sorted(item.id for item in lessons)


def test_refuses_a_table_that_does_not_exist():
    with pytest.raises(ArgumentTypeError, match="lnad"):
        fit_weights.table_names("bund,lnad")


def test_without_examples_the_prior_stays():
    assert fit([], 1.0, {"bias": 0.5}) == {"bias": 0.5}


def test_a_strong_pull_keeps_the_prior_and_a_weak_one_learns():
    prior = {"signs": -1.0}
    assert fit([*YES, *NO], 1000.0, prior)["signs"] == pytest.approx(-1.0, abs=0.1)
    learnt = fit([*YES, *NO], 0.1, prior)
    assert learnt["signs"] > 1.0
    assert all(decided_right(options, learnt) for _, options in [*YES, *NO])


def test_learns_which_of_several_options_is_right():
    right, wrong = ({"near": 1.0}, True), ({"far": 1.0}, False)
    learnt = fit([(f"{i}", [wrong, right, wrong]) for i in range(6)], 0.5, {})
    assert learnt["near"] > learnt["far"]
    assert decided_right([wrong, right], learnt)
