"""What an agreement is about: names and passing words are no topic, digital administration at large is `ozg`."""

import pytest

from coopwatch.extraction.extract import read_story
from coopwatch.extraction.lexicon import load_lexicon
from coopwatch.extraction.normalise import normalise
from coopwatch.extraction.records import ArticleText
from coopwatch.extraction.topics import read_traces
from tests.extraction.reading_helpers import article, only


def strong(text: str) -> set[str]:
    """Topics with a telling word in the text, names left out."""
    story = read_story(ArticleText("test", text), normalise(text), load_lexicon())
    return {topic for topic, traces in read_traces(story).items() if traces.strong}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Das Ministerium für Infrastruktur und Digitales lädt ein.", "infrastruktur"),
        ("Der Staatssekretär für Digitale Verwaltung kam nach Dresden.", "ozg"),
        ("Stephan Toscani spricht mit den Gästen.", "e_akte"),
        ("Der Landesbevollmächtigte begrüßt die Gäste.", "ki"),
        ("Niemand braucht mehr einen Bescheid auf Papier.", "nutzerkonto"),
        ("An der Wand hängt eine Liste mit 115 Leistungen.", "portale"),
        ("Die Hängeregister bleiben im Keller.", "register"),
    ],
)
def test_no_word_of_the_topic(text, topic):
    assert topic not in strong(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Beide Länder teilen sich ein Rechenzentrum.", "infrastruktur"),
        ("Der Antrag lässt sich online beantragen und per Mausklick verfolgen.", "ozg"),
        ("Künftig wird in einer Scanstraße gescannt.", "e_akte"),
        ("Ein Sprachmodell fasst Vermerke zusammen.", "ki"),
        ("Bezahlt wird über das Servicekonto.", "nutzerkonto"),
        ("Unter der Nummer 115 meldet sich das Bürgertelefon.", "portale"),
        ("Die Melderegister werden verbunden.", "register"),
        ("Lehrgänge für die Beschäftigten stehen allen offen.", "kompetenzen"),
        ("Sie wollen von einzelnen Anbietern unabhängig werden.", "souveraenitaet"),
    ],
)
def test_a_word_of_the_topic(text, topic):
    assert topic in strong(text)


def test_digital_administration_in_general_is_ozg() -> None:
    text = article(
        "Hessen und Thüringen vereinbaren Zusammenarbeit",
        "Hessen und Thüringen haben gestern eine Kooperationsvereinbarung unterzeichnet. Ihre Behörden sollen "
        "bei der Digitalisierung gemeinsam vorangehen.",
    )
    assert only(text).topics == ("ozg",)


def test_a_further_topic_needs_more_where_another_leads():
    """Networks that are defended are no topic of their own, networks that are built are."""
    guarded = article(
        "Land und BSI wehren Cyberangriffe ab",
        "Hessen und das Bundesamt für Sicherheit in der Informationstechnik haben am Montag eine Kooperationsvereinbarung "
        "zur Cybersicherheit unterzeichnet. Das Notfallteam warnt vor Angriffen auf das Landesnetz und wertet "
        "Schadprogramme aus.",
    )
    built = article(
        "Land und Kommunen bauen gemeinsames Landesnetz",
        "Hessen und der Hessische Landkreistag haben am Montag eine Kooperationsvereinbarung über ein gemeinsames "
        "Landesnetz unterzeichnet. Rechenzentren und Behördennetz werden verbunden.",
    )
    assert "infrastruktur" not in only(guarded).topics
    assert "infrastruktur" in only(built).topics


def test_examples_of_services_do_not_make_the_services_the_topic() -> None:
    found = only(
        article(
            "BSI und Niedersachsen arbeiten bei der Cybersicherheit zusammen",
            "Das Bundesamt für Sicherheit in der Informationstechnik und das Land Niedersachsen haben am Montag eine "
            "Kooperationsvereinbarung zur Cybersicherheit unterzeichnet. Hacker hatten im Frühjahr das Amt angegriffen, "
            "das Elterngeld und Führerschein bearbeitet.",
        )
    ).topics
    assert "cybersicherheit" in found
    assert "ozg" not in found


def test_teaching_each_others_staff_is_training() -> None:
    found = only(
        article(
            "Hessen und Thüringen kooperieren bei der digitalen Verwaltung",
            "Hessen und Thüringen haben am Montag eine Kooperationsvereinbarung zur digitalen Verwaltung unterzeichnet. "
            "Sie wollen ihre Beschäftigten gemeinsam schulen und neues Personal gemeinsam einarbeiten.",
        )
    ).topics
    assert "kompetenzen" in found
