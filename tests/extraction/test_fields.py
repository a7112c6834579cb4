"""Kind, stage and name of an agreement: what decides them, and what only looks like it."""

import pytest

from coopwatch.extraction.names import canonical

from .reading_helpers import article, only

HEAD = "Bayern und Hessen arbeiten bei der digitalen Verwaltung zusammen"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (
            "Bayern und Hessen haben gestern auf der Grundlage des OZG-Dachabkommens einen Kooperationsvertrag über "
            "gemeinsame Online-Dienste geschlossen.",
            "kooperationsvereinbarung",
        ),
        (
            "Bayern und Hessen haben gestern eine Verwaltungsvereinbarung zur IT der Verwaltung unterzeichnet. Die "
            "Vereinbarung regelt den Austausch von Fachleuten.",
            "verwaltungsabkommen",
        ),
        (
            "Bayern und Hessen haben gestern eine Rahmenvereinbarung über IT der Verwaltung geschlossen. Die bestehende "
            "Absichtserklärung wird damit abgelöst.",
            "rahmenvertrag",
        ),
        (
            "Bayern und Hessen haben gestern eine Mitnutzungsvereinbarung über Online-Dienste unterzeichnet. Sie löst "
            "die Absichtserklärung aus dem Jahr 2016 ab.",
            "kooperationsvereinbarung",
        ),
        (
            "Bayern und Hessen haben gestern eine Vereinbarung über ihre Register unterzeichnet. Es handelt sich um "
            "kein Pilotprojekt.",
            "kooperationsvereinbarung",
        ),
    ],
)
def test_the_paper_that_is_signed_tells_the_kind(sentence: str, kind: str) -> None:
    assert only(article(HEAD, sentence)).kind == kind


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (
            "Bayern und Hessen haben gestern eine Vereinbarung über Online-Dienste unterzeichnet, die im Januar "
            "starten sollen.",
            "geschlossen",
        ),
        (
            "Als erstes Land hat Hessen gestern mit Bayern eine Kooperationsvereinbarung zur Cybersicherheit "
            "unterzeichnet.",
            "geschlossen",
        ),
        (
            "Die Kooperationsvereinbarung von Bayern und Hessen zur Cybersicherheit ist ausgelaufen und wird nicht "
            "verlängert.",
            "beendet",
        ),
        (
            "Bayern und Hessen haben ihre Kooperationsvereinbarung zur Cybersicherheit von 2016 gestern um weitere fünf "
            "Jahre verlängert.",
            "erneuert",
        ),
        (
            "Bayern und Hessen wollen eine Kooperationsvereinbarung zur Cybersicherheit schließen. Unterzeichnet ist "
            "sie noch nicht.",
            "geplant",
        ),
        (
            "Bayern kündigte am Montag an, man werde mit Hessen eine Vereinbarung über Online-Dienste schließen.",
            "geplant",
        ),
    ],
)
def test_the_stage_is_that_of_the_act(sentence: str, status: str) -> None:
    assert only(article(HEAD, sentence)).status == status


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("„Das ist ein guter Tag“, sagte der Minister.", None),
        ("Das Motto lautet „Einer für Alle“.", None),
        ("Grundlage ist das OZG-Dachabkommen.", None),
        ("Mehr dazu steht in der Zeitschrift Kompakt.", None),
        ("Sie trägt den Titel „Digitaldialog Bayern-Hessen“.", "Digitaldialog Bayern-Hessen"),
    ],
)
def test_a_name_is_told_as_one(sentence: str, name: str | None) -> None:
    signed = "Bayern und Hessen haben gestern eine Vereinbarung zur digitalen Verwaltung unterzeichnet."
    assert only(article(HEAD, signed, sentence)).name == name


def test_a_compound_with_the_word_of_a_paper_is_a_name() -> None:
    signed = (
        "Bund und Länder haben gestern den IT-Staatsvertrag unterzeichnet, der ihre Zusammenarbeit regelt."
    )
    assert only(article("Bund und Länder einig über IT der Verwaltung", signed)).name == "IT-Staatsvertrag"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "Bayern und Hessen haben eine Vereinbarung unterzeichnet.\n\nSeite zuletzt geändert am 03.05.2019",
            "2020-11-05",
        ),
        ("Bayern und Hessen haben am vergangenen Montag eine Vereinbarung unterzeichnet.", "2020-11-02"),
        (
            "Bayern und Hessen haben in der vorletzten Oktoberwoche eine Vereinbarung unterzeichnet.",
            "2020-11-05",
        ),
        ("Am Dienstag haben Bayern und Hessen eine Vereinbarung unterzeichnet.", "2020-11-03"),
        ("Im September haben Bayern und Hessen eine Vereinbarung unterzeichnet.", "2020-09"),
    ],
)
def test_the_date_of_the_act(text: str, value: str) -> None:
    assert only(article(HEAD, text)).date == value


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Testgemeinden im Land", "Testgemeinden im Land"),
        ("Modellprojekten Smart Cities", "Modellprojekte Smart Cities"),
        ("Digitalen Modellkommunen Schleswig-Holstein", "Digitale Modellkommunen Schleswig-Holstein"),
    ],
)
def test_a_name_is_told_without_its_inflection(said: str, name: str) -> None:
    assert canonical(said) == name
