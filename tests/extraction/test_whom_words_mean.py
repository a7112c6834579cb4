"""Words that lean on the text: "das Land", "die Staatskanzlei", "die drei Länder"."""

import pytest

from coopwatch.extraction.clean import read_sentences
from coopwatch.extraction.entities import read_cast
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.mentions import find_mentions


def meant(text: str, quote: str) -> tuple[str, ...]:
    sentences = read_sentences(text)
    mentions = find_mentions(text, load_lexicon(), [(s.start, s.end) for s in sentences])
    cast = read_cast(text, sentences, mentions)
    return next(cast.entities.get(i, ()) for i, m in enumerate(mentions) if m.quote == quote)


@pytest.mark.parametrize(
    "text",
    [
        "Der Pakt wurde in der Staatskanzlei besiegelt. Es unterschrieben der Hessische Städtetag und der "
        "Hessische Landkreistag. In Rheinland-Pfalz war ein ähnlicher Versuch gescheitert.",
        "Von Wiesbaden aus lenkt die Staatskanzlei das Projekt. Auch Rheinland-Pfalz und Bayern planen so etwas. "
        "Wiesbaden will warten.",
    ],
)
def test_a_land_that_is_only_compared_does_not_take_the_words_that_lean(text):
    assert meant(text, "Staatskanzlei") == ("DE-HE",)


def test_the_land_named_in_the_same_sentence_is_meant():
    text = "Sachsen-Anhalt gründet eine Gesellschaft. Sachsen-Anhalt zahlt. In Thüringen hält der Freistaat Anteile."
    assert meant(text, "Freistaat") == ("DE-TH",)


def test_the_land_of_the_text_is_meant_where_another_is_named_far_away():
    text = (
        "Brandenburg eröffnet ein Rechenzentrum. Die Kosten sind hoch. Bayern hat längst eines. Es regnet. "
        "Es regnet weiter. Brandenburg baut. Für das Land ist das neu."
    )
    assert meant(text, "Land") == ("DE-BB",)


def test_counted_laender_are_the_last_row_of_so_many():
    text = "Hessen, Rheinland-Pfalz und das Saarland nutzen dieselbe Technik. Bayern nicht. Die drei Länder teilen sie."
    assert meant(text, "Länder") == ("DE-HE", "DE-RP", "DE-SL")


def test_a_trio_is_a_row_of_three():
    text = "Hessen, Bayern und Sachsen arbeiten zusammen. Thüringen schaut zu. Das Trio hofft auf Nachahmer."
    assert meant(text, "Trio") == ("DE-BY", "DE-HE", "DE-SN")


@pytest.mark.parametrize(
    "text",
    [
        "Hessen und Bayern arbeiten zusammen. Die drei Länder schweigen.",
        "Hessen, Bayern und Sachsen arbeiten zusammen. Länder und Kommunen schweigen.",
    ],
)
def test_laender_that_no_row_fits_stay_open(text):
    assert meant(text, "Länder") == ()


@pytest.mark.parametrize(
    ("text", "quote", "bodies"),
    [
        ("In Sachsen hat die KDN ein Netz gebaut.", "KDN", ("org:Kommunale DatenNetz GmbH",)),
        ("Land und ekom21 bauen in Hessen ein Netz.", "ekom21", ("org:ekom21",)),
        ("Der Verbund Digitale Archivierung Nord wächst.", "Verbund Digitale Archivierung Nord", ()),
        ("Auch die Universität zu Köln hilft mit.", "Universität zu Köln", ()),
    ],
)
def test_for_whom_a_provider_or_a_house_stands(text, quote, bodies):
    assert meant(text, quote) == bodies


def test_a_provider_of_one_land_stands_for_its_land_as_well():
    assert meant("Die HZD in Hessen rechnet.", "HZD")[1:] == ("DE-HE",)
