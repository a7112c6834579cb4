"""Who takes part, how many acts there are, and texts that bring no two sides together."""

import pytest

from coopwatch.extraction.clean import read_sentences
from coopwatch.extraction.events import Act, read_acts
from coopwatch.extraction.language import load_language
from coopwatch.extraction.sides import LAENDER
from tests.extraction.reading_helpers import article, only, read

SILENT = {
    "nothing signed": article(
        "Drei Länder auf einer Bühne",
        "Die IT-Beauftragten aus Hamburg, Niedersachsen und Sachsen-Anhalt sprachen über Künstliche "
        "Intelligenz in der Verwaltung. Vereinbart wurde nichts.",
    ),
    "demand of mayors": article(
        "Rathauschefs verlangen Digitalpakt",
        "In einem Brandbrief verlangen zwanzig Bürgermeister vom Freistaat Bayern und vom Bund einen "
        "Digitalpakt für die Verwaltung. Das Land müsse endlich liefern.",
    ),
    "schools": article(
        "Bund und Länder besiegeln DigitalPakt Schule",
        "Bund und Länder haben die Verwaltungsvereinbarung zum DigitalPakt Schule unterzeichnet. Fünf Milliarden "
        "Euro fließen in Klassenzimmer, Tablets und Lehrkräfte. Schulen und Schulträger freuen sich.",
    ),
    "districts among themselves": article(
        "Drei Landkreise schließen Bündnis",
        "Kelheim, Regensburg und Straubing-Bogen haben gestern einen Kooperationsvertrag zur digitalen "
        "Verwaltung geschlossen. Die Landräte unterzeichneten das Papier.",
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_reads_no_agreement_where_no_two_sides_bind_themselves(text):
    assert read(text).agreements == ()


def acts(text: str) -> list[Act]:
    return read_acts(text, read_sentences(text), load_language())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Die Behörden liegen in Köln.", False),
        ("Der Mietvertrag läuft weiter.", False),
        ("Mit einer Verwaltungsvereinbarung ist das nun anders.", True),
    ],
)
def test_a_paper_without_a_verb_tells_an_act(text, told):
    assert any(act.does("paper") for act in acts(text)) == told


def test_proceedings_before_a_court_are_no_demand():
    (act,) = acts("Die gerichtlichen Mahnverfahren werden gemeinsam bearbeitet.")
    assert "demand" not in act.marks


@pytest.mark.parametrize(
    ("who", "every"),
    [
        ("die Regierungschefs der Länder", True),
        ("die Ministerpräsidenten der ostdeutschen Länder", False),
        ("die Ministerinnen der drei Länder", False),
    ],
)
def test_the_governments_of_the_laender_are_all_of_them(who, every):
    text = article(
        "Neuer Vertrag für die Verwaltungsdigitalisierung",
        f"Bundeskanzler Olaf Scholz und {who} haben gestern einen Staatsvertrag über die digitale "
        "Verwaltung unterzeichnet. Der IT-Planungsrat soll Standards für Online-Dienste beschließen.",
    )
    parties = {code for found in read(text).agreements for code in found.parties}
    assert (set(LAENDER) <= parties) == every


def test_sets_aside_who_did_so_before():
    text = article(
        "Thüringen und Hessen arbeiten bei Online-Diensten zusammen",
        "Thüringen und Hessen haben gestern eine Kooperationsvereinbarung zur Umsetzung des "
        "Onlinezugangsgesetzes unterzeichnet. Beide wollen Online-Dienste gemeinsam entwickeln. "
        "Eine ähnliche Abrede hatte Sachsen schon zuvor getroffen.",
    )
    assert only(text).parties == ("DE-HE", "DE-TH")


def test_every_agreement_has_two_bodies():
    text = "die Landkreise Kelheim und Regensburg Pilotprojekt Minister Peter Beuth"
    assert all(len(a.parties) + len(a.partners) + len(a.pilotkommunen) > 1 for a in read(text).agreements)


def two_acts(*sentences: str) -> list[tuple[str, ...]]:
    headline = "Niedersachsen bindet sich in der digitalen Verwaltung"
    return [a.parties for a in read(article(headline, *sentences)).agreements]


WITH_BREMEN = (
    "Niedersachsen hat am Montag mit Bremen eine Verwaltungsvereinbarung über eine gemeinsame Plattform für "
    "Geodaten der Verwaltung unterzeichnet.",
    "Finanzminister Reinhold Hilbers sprach von einem Gewinn für die Behörden.",
)


def test_a_second_paper_with_another_land_is_a_second_act():
    found = two_acts(
        *WITH_BREMEN,
        "Mit Mecklenburg-Vorpommern wurde am Dienstag eine Absichtserklärung über eine gemeinsame Software der "
        "Förderverwaltung unterzeichnet.",
    )
    assert found == [("DE-HB", "DE-NI"), ("DE-MV", "DE-NI")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mit Mecklenburg-Vorpommern hatte das Land schon 2015 eine Absichtserklärung unterzeichnet.",
        "Mecklenburg-Vorpommern hat sich anders entschieden und mit Hessen einen Vertrag unterzeichnet.",
        "Mit Mecklenburg-Vorpommern wird über eine Vereinbarung gesprochen.",
    ],
)
def test_what_others_did_or_do_before_is_no_second_act(sentence):
    assert len(two_acts(*WITH_BREMEN, sentence)) == 1


def test_a_paper_for_each_land_is_an_act_for_each():
    found = two_acts(
        "Das Bundesinnenministerium hat mit dem Saarland und mit Hessen jeweils eine Verwaltungsvereinbarung über "
        "die Plattform für elektronische Rechnungen der Verwaltung geschlossen.",
    )
    assert sorted(found) == [("DE", "DE-HE"), ("DE", "DE-SL")]


def test_an_own_provider_is_no_second_side():
    text = article(
        "Land schließt Rahmenvertrag",
        "IT.Niedersachsen hat in dieser Woche einen Rahmenvertrag über IP-Telefonie für die Verwaltung "
        "unterzeichnet. Auftragnehmer ist nach einer europaweiten Ausschreibung ein Bieterkonsortium.",
    )
    assert read(text).agreements == ()


def test_a_municipal_provider_does_not_act_for_its_land():
    found = only(
        article(
            "Brandenburg arbeitet mit der AKDB zusammen",
            "Das Land Brandenburg und die AKDB haben gestern eine Kooperationsvereinbarung zum Meldewesen der "
            "Verwaltung unterzeichnet.",
        )
    )
    assert (found.parties, found.partners) == (("DE-BB",), ("AKDB",))
