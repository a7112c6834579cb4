"""Articles of one length, made of the committed corpora: what the extraction is measured on."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.stand import ROOT
from coopwatch.extraction.records import ArticleText

CORPUS = ROOT / "tests" / "corpus"
LENGTH = 3000


def corpus() -> list[ArticleText]:
    """Every committed article, in the order of its path."""
    return [_article(path) for path in sorted(CORPUS.glob("*/*.json"))]


def _article(path: Path) -> ArticleText:
    record = json.loads(path.read_text("utf-8"))
    day = record.get("published_on")
    return ArticleText(
        path.stem, record["text"], published_on=date.fromisoformat(day) if day and len(day) == 10 else None
    )


def of_length(articles: list[ArticleText], length: int = LENGTH) -> list[ArticleText]:
    """Articles of just so many characters: short ones are strung together, the end is cut."""
    made: list[ArticleText] = []
    text = ""
    for article in articles:
        text += article.text + "\n\n"
        if len(text) >= length:
            made.append(replace(article, id=str(len(made)), text=text[:length]))
            text = ""
    return made


def doubled(articles: list[ArticleText]) -> list[ArticleText]:
    """Two and two strung together: the same texts in half as many articles."""
    pairs = zip(articles[::2], articles[1::2], strict=False)
    return [replace(one, text=f"{one.text}\n{other.text}") for one, other in pairs]
