"""Quotes in their sentences, and evidence that says otherwise."""

import pytest

from coopwatch.dashboard.proof import Quote, in_context, proofs_of
from coopwatch.dashboard.rows import rows_of
from coopwatch.registry.models import Agreement

TEXT = (
    "Erster Satz hier. Am 5. Mai haben Bayern und Hessen, wie geplant, einen Pakt geschlossen. Letzter Satz."
)


def quote(words: str, limit: int = 25) -> Quote:
    """Return the quote of these words of the text in their context."""
    start = TEXT.index(words)
    return in_context(TEXT, start, start + len(words), limit)


def test_a_quote_stands_in_its_sentence():
    assert quote("Bayern") == Quote(
        "Am 5. Mai haben ", "Bayern", " und Hessen, wie geplant, einen Pakt geschlossen."
    )


def test_a_mark_right_after_the_quote_stays_with_it():
    assert quote("Hessen").after == ", wie geplant, einen Pakt geschlossen."


HEADLINE = "Bund und Länder einigen sich\nMit einer Vereinbarung haben Bayern und Hessen den Anfang gemacht, andere folgen."
WRAPPED = "Mit einer Vereinbarung haben Bayern und\nHessen den Anfang gemacht. Andere Länder\nfolgen."


@pytest.mark.parametrize(
    ("text", "words", "before"),
    [
        (HEADLINE, "Bayern", "Mit einer Vereinbarung haben "),
        (HEADLINE, "einigen", "Bund und Länder "),
        (WRAPPED, "Anfang", "Mit einer Vereinbarung haben Bayern und Hessen den "),
        ("- Bayern macht mit\n- Hessen macht bei dem großen Vorhaben auch mit", "macht bei", "Hessen "),
    ],
)
def test_a_headline_ends_with_its_line_but_a_broken_sentence_goes_on(text, words, before):
    start = text.index(words)
    assert in_context(text, start, start + len(words), 25).before == before


def test_a_headline_has_nothing_of_the_next_line_after_it():
    start = HEADLINE.index("einigen")
    assert in_context(HEADLINE, start, start + 7, 25).after == " sich"


@pytest.mark.parametrize("limit", range(1, 20))
def test_never_more_words_than_allowed(limit):
    found = quote("Bayern und Hessen", limit)
    words = f"{found.before} {found.words} {found.after}".split()
    assert len([word for word in words if word not in {"…", ","}]) <= limit + 1


def test_a_long_quote_is_cut():
    assert quote("Am 5. Mai haben Bayern", 3) == Quote("", "Am 5. Mai …", "")


@pytest.fixture
def proofs(cast):
    """Return the proofs of the first agreement after adding evidence: `proofs(("kind", "pakt", "Hessen"))`."""
    article = cast.main.evidence.get().article

    def add(*evidence: tuple[str, str, str]):
        for field, value, words in evidence:
            start = article.text.index(words)
            cast.main.evidence.create(
                article=article, field=field, value=value, quote=words, start=start, end=start + len(words)
            )
        agreement = Agreement.objects.get(pk=cast.main.pk)
        return proofs_of(agreement, rows_of(Agreement.objects.filter(pk=cast.main.pk))[0], 25)

    return add


@pytest.mark.django_db
def test_one_sentence_proves_several_values_at_once(proofs):
    (proof,) = proofs(("parties", "DE-HE", "Hessen")).fitting["parties"]
    assert set(proof.values) == {"DE-BY", "DE-HE"}


@pytest.mark.django_db
def test_a_less_exact_date_fits(proofs):
    found = proofs(("date", "2016", "Bayern"), ("date", "2016-09-06", "Hessen"))
    assert [proof.values for proof in found.fitting["date"]] == [("2016",)]
    assert [item.value for item in found.deviating["date"]] == ["2016-09-06"]


@pytest.mark.django_db
def test_what_is_not_held_proves_nothing(proofs):
    found = proofs(("portals", "Amt24", "Bayern"), ("kind", "staatsvertrag", "Bayern"))
    assert "portals" not in found.fitting
    assert list(found.deviating) == ["kind"]
