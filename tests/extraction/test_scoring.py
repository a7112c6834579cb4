"""The project's own scoring says what the corpus's scorer says."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from coopwatch.extraction.evaluation import as_baseline, compare, load_annotated, reliability, threshold_for
from coopwatch.extraction.scoring import MEASURES, fold, pair, same_kommune, same_name, score

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared/corpus/score.py"
AGREEMENT: dict[str, Any] = {
    "name": None, "kind": "pakt", "status": "geschlossen", "date": "2020", "parties": ["DE-BY"], "partners": ["AKDB"], "portals": [],
    "pilotkommunen": [], "topics": ["ozg"], "signatories": [], "earlier": [],
}  # fmt: skip


def scorer() -> Any:
    if not SCORER.is_file():
        pytest.skip(f"{SCORER} is not there")
    spec = importlib.util.spec_from_file_location("corpus_scorer", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(articles: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The annotations with all sorts of mistakes: lost, doubled, with other values and items."""
    predictions = {}
    for number, article in enumerate(articles):
        found = [json.loads(json.dumps(a)) for a in article["agreements"]]
        if number % 5 == 0:
            found = found[1:]
        for agreement in found:
            agreement["date"] = agreement["date"] if number % 3 else "1999"
            agreement["parties"] = agreement["parties"][number % 2 :]
            agreement["partners"] += ["AKDB"] * (number % 4 == 0)
            agreement["pilotkommunen"] = agreement["pilotkommunen"][::2]
        predictions[article["id"]] = found + [AGREEMENT] * (number % 7 == 0)
    return predictions


def test_scores_agree_with_the_corpus_s_scorer_to_the_third_decimal() -> None:
    articles = load_annotated([ROOT / "tests/corpus/retold"])
    predictions = disturbed(articles)
    rows, errors = scorer().score(articles, predictions)
    result = score(articles, predictions)
    for name in MEASURES:
        count = result.counts[name]
        assert (round(count.precision, 4), round(count.recall, 4), round(count.f1, 4)) == tuple(
            rows[name][k] for k in ("precision", "recall", "f1")
        )
    assert round(result.headline, 3) == round(rows["HEADLINE"]["f1"], 3)
    assert len(result.misses) == len(errors)


@pytest.mark.parametrize(
    ("a", "b"), [("Halle", "Hallenberg"), ("BSI", "BSIG"), ("Städtetag", "Landkreistag"), ("", "AKDB")]
)
def test_other_names_are_other_names(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Pullach i. Isartal", "Pullach"),
        ("Bayern-Portal", "BayernPortal"),
        ("Stadt Köln", "Köln"),
        ("Zweckverband eGo (eGo-MV)", "eGo-MV"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert same_name(a, b)


def test_a_landkreis_is_not_its_town() -> None:
    town = {"name": "Regensburg", "type": "kreisfreie Stadt", "land": "DE-BY"}
    assert not same_kommune(town, {"name": "Regensburg", "type": "Landkreis", "land": "DE-BY"})
    assert same_kommune(town, {"name": "Regensburg", "type": "Stadt"})


def test_pairs_need_a_common_party() -> None:
    other = AGREEMENT | {"parties": ["DE-SN"], "partners": []}
    assert pair([AGREEMENT], [other]) == ([], [AGREEMENT], [other])


def test_folding() -> None:
    assert fold("Städte- und Gemeindebund (StGB) Groß") == "stadte und gemeindebund gross"


def test_a_fallen_measure_and_a_new_mistake_are_named() -> None:
    articles = [{"id": "x", "agreements": [AGREEMENT]}]
    good, bad = (
        score(articles, {"x": [AGREEMENT]}),
        score(articles, {"x": [AGREEMENT | {"kind": "sonstige"}]}),
    )
    change = compare(bad, as_baseline(good))
    assert (change.fallen, change.gained) == (("kind",), ())
    assert change.lost == ('x kind: "pakt" | "sonstige"',)
    assert compare(good, as_baseline(bad)).gained == change.lost


def test_reliability_counts_what_is_right() -> None:
    rows = [(0.95, True), (0.96, True), (0.5, False), (0.55, True)]
    table = {part.low: (part.count, part.right) for part in reliability(rows)}
    assert (table[0.95], table[0.4]) == ((2, 2), (2, 1))
    assert threshold_for(rows, wanted=0.98) == (0.55, 0.75, 1.0)
