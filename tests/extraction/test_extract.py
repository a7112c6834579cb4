"""Short press reports and what is read in them."""

from datetime import date

import pytest

from coopwatch.extraction.records import FIELDS
from tests.extraction.reading_helpers import article, only, read

TWO_LAENDER = article(
    "Bayern und Hessen kooperieren",
    "Bayern und Hessen haben am Donnerstag eine Kooperationsvereinbarung zur Digitalisierung "
    "der Verwaltung unterzeichnet. Innenminister Peter Beuth und Finanzstaatssekretär "
    "Albert Füracker setzten in Wiesbaden ihre Unterschriften unter das Papier. Beide Länder "
    "wollen Online-Dienste gemeinsam entwickeln.",
)


def test_two_laender_sign() -> None:
    agreement = only(TWO_LAENDER)
    assert agreement.parties == ("DE-BY", "DE-HE")
    assert (agreement.kind, agreement.status) == ("kooperationsvereinbarung", "geschlossen")
    assert (agreement.date, agreement.date_basis) == ("2020-11-05", "stated")
    assert "ozg" in agreement.topics


def test_a_weekday_without_a_day_of_publication_dates_nothing() -> None:
    agreement = only(TWO_LAENDER, published_on=None)
    assert (agreement.date, agreement.date_basis) == (None, None)


def test_the_day_of_publication_dates_an_act_without_a_date_of_its_own() -> None:
    agreement = only(TWO_LAENDER.replace(" am Donnerstag", ""))
    assert (agreement.date, agreement.date_basis) == ("2020-11-05", "published")


def test_every_value_has_its_evidence() -> None:
    agreement = only(TWO_LAENDER)
    for field in FIELDS:
        value = getattr(agreement, field)
        expected = {value} if isinstance(value, str) else {getattr(v, "name", v) for v in value or ()}
        assert {f.value for f in agreement.evidence if f.field == field} == expected


def test_a_land_that_is_only_compared_is_no_party() -> None:
    text = TWO_LAENDER.replace(
        "Beide Länder", "Anders als Sachsen wollen die Partner früh beginnen. Beide Länder"
    )
    assert only(text).parties == ("DE-BY", "DE-HE")


def test_the_bsi_is_the_bund() -> None:
    text = article(
        "Saarland und BSI arbeiten zusammen",
        (
            "Das Saarland und das Bundesamt für Sicherheit in der Informationstechnik (BSI) haben "
            "heute eine Absichtserklärung zur Cybersicherheit unterzeichnet."
        ),
    )
    agreement = only(text)
    assert agreement.parties == ("DE", "DE-SL")
    assert (agreement.kind, agreement.topics) == ("absichtserklaerung", ("cybersicherheit",))


def test_a_land_and_its_associations() -> None:
    text = article(
        "E-Government-Pakt geschlossen",
        (
            "Einen E-Government-Pakt hat Finanzminister Markus Söder mit den kommunalen "
            "Spitzenverbänden Bayerns unterzeichnet. Freistaat und Kommunen bauen digitale "
            "Verwaltungsleistungen aus."
        ),
    )
    agreement = only(text)
    assert (agreement.parties, agreement.partners) == (("DE-BY",), ("kommunale Spitzenverbände",))
    assert (agreement.kind, agreement.name) == ("pakt", "E-Government-Pakt")


def test_pilots_are_named_without_their_kind() -> None:
    text = article(
        "Sechs Kommunen werden Pilotkommunen",
        "Der Bund und Bayern starten heute ein Pilotprojekt zur digitalen Verwaltung. Ausgewählt "
        "wurden die kreisfreien Städte Aschaffenburg und Augsburg sowie die Landkreise Kelheim "
        "und Regensburg. Beworben hatten sich auch Coburg und Hof, die leer ausgingen.",
    )
    agreement = only(text)
    assert agreement.kind == "pilotprojekt"
    assert {(k.name, k.type) for k in agreement.pilotkommunen} >= {
        ("Kelheim", "Landkreis"),
        ("Regensburg", "Landkreis"),
        ("Augsburg", "kreisfreie Stadt"),
    }
    assert "Coburg" not in {k.name for k in agreement.pilotkommunen}


def test_parallel_pilots_are_an_agreement_each() -> None:
    text = article(
        "Zwei Testregionen für die digitale Verwaltung",
        (
            "Zwei Bundesländer dienen dem Bundesministerium für Digitales und Staatsmodernisierung "
            "als Versuchsfeld: Hessen und Rheinland-Pfalz werden Testregionen der "
            "Verwaltungsdigitalisierung."
        ),
    )
    assert {a.parties for a in read(text).agreements} == {("DE", "DE-HE"), ("DE", "DE-RP")}


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        ("einen Staatsvertrag", "staatsvertrag"),
        ("eine Verwaltungsvereinbarung", "verwaltungsabkommen"),
        ("eine Rahmenkooperationsvereinbarung", "kooperationsvereinbarung"),
        ("ein Kooperationsabkommen", "kooperationsvereinbarung"),
        ("eine Rahmenvereinbarung", "rahmenvertrag"),
        ("einen Letter of Intent", "absichtserklaerung"),
        ("eine gemeinsame Erklärung", "absichtserklaerung"),
        ("einen Digitalpakt", "pakt"),
    ],
)
def test_the_base_word_tells_the_kind(paper: str, kind: str) -> None:
    text = article(
        "Sachsen und Thüringen arbeiten enger zusammen",
        f"Sachsen und Thüringen haben heute {paper} zur Digitalisierung der Verwaltung unterzeichnet.",
    )
    assert only(text).kind == kind


def test_a_date_is_resolved_against_the_text_s_own_day() -> None:
    text = f"[23.11.2018] {TWO_LAENDER}"
    reading = read(text, published_on=None)
    assert reading.published_on == date(2018, 11, 23)
    assert reading.agreements[0].date == "2018-11-22"


def test_a_long_document_is_read_far_down_but_not_without_end() -> None:
    filler = "Im Rathaus wurde gestern lange über das Wetter gesprochen. "
    told = "Beide Länder haben zudem eine Vereinbarung über künstliche Intelligenz und Sprachmodelle unterzeichnet."
    near, far = (TWO_LAENDER + "\n\n" + filler * (n // len(filler)) + told for n in (150_000, 250_000))
    assert "ki" in only(near).topics
    assert "ki" not in only(far).topics
