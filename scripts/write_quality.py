"""Measure the extraction on the annotated articles in tests/corpus and write docs/quality.json for the page
"Methodik": `python scripts/write_quality.py`.

`blind` articles were neither read while the rules were written nor used to fit weights; `open` ones were.
"""

import datetime as dt
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coopwatch.extraction.evaluation import load_annotated, predict  # noqa: E402
from coopwatch.extraction.lexicon import load_lexicon  # noqa: E402
from coopwatch.extraction.lexicon_records import Lexicon  # noqa: E402
from coopwatch.extraction.scoring import MEASURES, score  # noqa: E402

CORPUS = ROOT / "tests" / "corpus"
SETS = {
    "blind": ("written_h",),
    "open": ("retold", *(f"written_{letter}" for letter in "abcdefgij")),
}


def measured(key: str, folders: tuple[str, ...], lexicon: Lexicon) -> dict:
    """Return precision, recall and F1 (0 to 1) of every measure over the articles of some folders."""
    articles = load_annotated([CORPUS / folder for folder in folders])
    counts = score(articles, predict(articles, lexicon)).counts
    return {
        "corpus": key,
        "folders": list(folders),
        "measured_on": dt.date.today().isoformat(),
        "articles": len(articles),
        "measures": {
            name: [
                round(value, 3) for value in (counts[name].precision, counts[name].recall, counts[name].f1)
            ]
            for name in MEASURES
            if counts[name].gold
        },
    }


def main() -> None:
    """Write the file and say what stands in it."""
    lexicon = load_lexicon()
    found = [measured(key, folders, lexicon) for key, folders in SETS.items()]
    path = ROOT / "docs" / "quality.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for item in found:
        parts = ", ".join(f"{name} {values[2]:.2f}" for name, values in item["measures"].items())
        print(f"{item['corpus']} ({item['articles']} articles): F1 {parts}")


if __name__ == "__main__":
    main()
