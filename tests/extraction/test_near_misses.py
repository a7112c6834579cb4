"""Articles that use the words of agreements and report none."""

import pytest

from tests.extraction.reading_helpers import article, read

NEAR_MISSES = {
    "demand": article(
        "Landkreistag fordert E-Government-Pakt",
        "Der Landkreistag fordert vom Land einen E-Government-Pakt. Ohne eine solche "
        "Vereinbarung drohten die Kommunen bei der Digitalisierung abgehängt zu werden, "
        "mahnte der Präsident. Er appellierte an das Innenministerium, endlich Gespräche aufzunehmen.",
    ),
    "foreign state": article(
        "Estland und Bayern wollen voneinander lernen",
        "Der bayerische Digitalminister und die estnische Regierung haben in Tallinn eine "
        "Absichtserklärung zur digitalen Verwaltung unterzeichnet. Estland gilt als Vorbild. "
        "Die estnische Botschafterin lobte Bayern.",
    ),
    "municipalities among themselves": article(
        "Drei Städte, eine Linie",
        "Braunschweig, Salzgitter und Wolfsburg haben eine Kooperationsvereinbarung zur "
        "Digitalisierung ihrer Verwaltungen unterschrieben. Die drei Oberbürgermeister "
        "wollen Online-Dienste gemeinsam entwickeln.",
    ),
    "own strategy": article(
        "Kabinett beschließt Digitalstrategie",
        (
            "Die Landesregierung von Thüringen hat ihre Digitalstrategie beschlossen. Bis 2025 "
            "sollen alle Verwaltungsleistungen online verfügbar sein. Das Gesetz geht nun in den "
            "Landtag."
        ),
    ),
    "ranking": article(
        "Hamburg liegt vorn",
        (
            "Der Branchenverband Bitkom hat die Bundesländer in eine Rangfolge gebracht. Gold geht "
            "an Hamburg, Silber an Berlin, Bronze an Bayern. Bei der digitalen Verwaltung führt "
            "Hamburg."
        ),
    ),
    "other field": article(
        "Staatsvertrag über Hochschulen",
        (
            "Berlin und Brandenburg haben einen Staatsvertrag über die gemeinsame Hochschule "
            "unterzeichnet. Studierende und Lehrkräfte an den Schulen profitieren."
        ),
    ),
    "failure": article(
        "Ehe der Rechenzentren platzt",
        (
            "Berlin und Brandenburg werden ihre Rechenzentren nicht zusammenlegen. Der Staatsvertrag "
            "ist gescheitert, die Verhandlungen wurden ergebnislos abgebrochen."
        ),
    ),
    "call": article(
        "Bund sucht Modellkommunen",
        (
            "Das Bundesinnenministerium hält Ausschau nach Kommunen, die an einem Wettbewerb "
            "teilnehmen möchten. Bewerbungen sind bis Ende März möglich; ausgewählt ist noch niemand."
        ),
    ),
    "teaser": article(
        "Rathaus saniert",
        (
            "Das Rathaus der Stadt Lemgo ist für vier Millionen Euro saniert worden, und die Bürger "
            "sind zufrieden mit dem neuen Eingang und den hellen Räumen im ersten Stock."
        ),
        (
            "\n\nWeitere Meldungen\nBayern und Hessen unterzeichnen Kooperationsvereinbarung zur "
            "digitalen Verwaltung mehr..."
        ),
    ),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_a_near_miss_is_no_agreement(name: str) -> None:
    reading = read(NEAR_MISSES[name])
    assert reading.agreements == ()
    assert reading.reason


def test_an_english_article_is_said_to_be_one() -> None:
    reading = read(
        "The state of Bavaria and the federal government have signed an agreement on the digital "
        "administration of the future, and it will be fine."
    )
    assert (reading.language, reading.agreements) == ("en", ())


def test_a_failure_that_is_overcome_further_down_is_an_agreement() -> None:
    text = article(
        "Ehe der Rechenzentren war geplatzt",
        "Berlin und Brandenburg haben am Montag einen Staatsvertrag über ihr gemeinsames Rechenzentrum "
        "unterzeichnet. Der erste Entwurf des Staatsvertrags war 2019 gescheitert.",
    )
    assert read(text).agreements != ()
