"""What of a page is the article: near misses first."""

import pytest

from coopwatch.extraction.clean import read_sentences, split_sentences
from coopwatch.extraction.layout import read_lines
from coopwatch.extraction.normalise import normalise

PROSE = (
    "Bayern und Hessen haben eine Vereinbarung geschlossen, die beiden nützt und die Verwaltung voranbringt. "
)


def texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in read_sentences(text)]


def roles(text: str) -> list[str]:
    return [line.role for line in read_lines(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 22. Februar 2019 kam Dr. Popp.",
        "Die 7. Sitzung war kurz.",
        "Das kostet ca. 3 Mio. Euro.",
        "Der Vertrag gilt z. B. für alle.",
        "Er heißt Herbert O. Zinell.",
    ],
)
def test_a_full_stop_within_a_sentence_ends_none(text: str) -> None:
    assert len(split_sentences(text, 0, len(text))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Das gilt bis 2022. Danach nicht.", 2),
        ("„Wir freuen uns.“ Das sagte er.", 2),
        ("Wer zahlt? Niemand! So ist es.", 3),
    ],
)
def test_sentences_end(text: str, count: int) -> None:
    assert len(split_sentences(text, 0, len(text))) == count


def test_what_follows_a_teaser_heading_is_not_read() -> None:
    text = (
        f"Titel\n\n{PROSE * 3}\n\nWeitere Meldungen aus dem Bereich Politik\nHamburg tritt bei "
        f"mehr...\n{PROSE}"
    )
    assert not any("Hamburg" in sentence for sentence in texts(text))


def test_a_teaser_word_above_the_article_hides_nothing() -> None:
    assert any(
        "Bayern" in sentence for sentence in texts(f"Newsletter 05/21 vom 6. Mai 2021\n\nTitel\n\n{PROSE}")
    )


def test_an_article_goes_on_behind_a_box_of_links_in_its_first_half() -> None:
    text = f"{PROSE * 2}\nLesen Sie auch\nBremen baut um\n{PROSE * 4}"
    assert roles(text) == ["prose", "tail", "tail", "prose"]


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige",
        "Druckversion    PDF     Link mailen",
        "Kontakt | Impressum | Datenschutz",
        "https://www.bsi.bund.de",
        "-",
        "671",
    ],
)
def test_navigation_is_dropped(line: str) -> None:
    assert roles(line) in (["drop"], ["blank"])


def test_captions_are_kept_as_such() -> None:
    text = f"{PROSE}\nArne Schönbohm (l.) und Ammar Alkassar (r.) mit der Vereinbarung\n{PROSE}"
    assert [s.zone for s in read_sentences(text)] == ["lead", "caption", "body"]


def test_a_line_broken_in_mid_sentence_is_joined() -> None:
    text = "Die Angebote können einfach, komfortabel\nund medienbruchfrei genutzt werden, sagte der Minister."
    assert len(texts(text)) == 1


def test_combining_marks_and_soft_hyphens_lead_back_to_the_text() -> None:
    text = "Thu\u0308rin\u00adgen"
    plain = normalise(text)
    assert plain.text == "Thüringen"
    assert plain.origin(0, 9) == (0, len(text))
    assert plain.origin(2, 3) == (2, 4)


def test_headings_below_the_last_sentence_belong_to_the_page() -> None:
    """Near misses: a heading with a sentence below it, the items of a list."""
    body = (
        "Hessen und Thüringen unterzeichneten am Montag eine Vereinbarung über den Betrieb der Rechner.\n" * 3
    )
    text = f"Titel\n{body}Sparen durch Abgucken\n{body}Lokales: Stendal plant Bürgerbüro\n(ba)\n"
    kept = [text[s.start : s.end] for s in read_sentences(text)]
    assert "Sparen durch Abgucken" in kept
    assert "Lokales: Stendal plant Bürgerbüro" not in kept
    listed = f"Titel\n{body}Die Modellkommunen:\nKelheim\nPullach\n"
    assert "Pullach" in [listed[s.start : s.end] for s in read_sentences(listed)]
