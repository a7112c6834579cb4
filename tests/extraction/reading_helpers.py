"""Short ways to ask what the extraction reads in a text."""

from datetime import date

from coopwatch.extraction.extract import extract
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.records import AgreementReading, ArticleText, Reading

DAY = date(2020, 11, 5)


def read(text: str, published_on: date | None = DAY) -> Reading:
    """The reading of a text; every evidence is checked against the text."""
    reading = extract(ArticleText("test", text, published_on=published_on), load_lexicon())
    for agreement in reading.agreements:
        assert all(text[f.start : f.end] == f.quote for f in agreement.evidence)
    return reading


def only(text: str, published_on: date | None = DAY) -> AgreementReading:
    """The one agreement of a text."""
    agreements = read(text, published_on).agreements
    assert len(agreements) == 1, [a.parties for a in agreements]
    return agreements[0]


def article(headline: str, *sentences: str) -> str:
    """A short press report."""
    return f"{headline}\n\n{' '.join(sentences)}\n"
