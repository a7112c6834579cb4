"""The committed corpus is read no worse than when its baseline was written."""

import json
from pathlib import Path

from coopwatch.extraction.evaluation import compare, load_annotated, predict
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.scoring import score

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def test_no_headline_measure_has_fallen() -> None:
    articles = load_annotated([CORPUS / "retold", CORPUS / "written_a"])
    result = score(articles, predict(articles, load_lexicon()))
    change = compare(result, json.loads((CORPUS / "baseline.json").read_text("utf-8")))
    assert change.fallen == (), "\n".join(change.lost)
