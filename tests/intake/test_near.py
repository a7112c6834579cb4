"""Agency text in two papers is linked; texts about the same thing in other words are not."""

import random
from threading import Thread

import pytest
from django.db import connection, transaction

from coopwatch.intake.models import Sketch
from coopwatch.intake.near import link_near_duplicates
from coopwatch.intake.sketch import is_near, sketch_of
from coopwatch.registry.models import Article
from tests.registry.cast import article

AGENCY = """Das Land Hessen und der Freistaat Thüringen wollen ihre Rechenzentren gemeinsam betreiben.
Darauf haben sich die Finanzminister beider Länder am Dienstag in Erfurt verständigt und eine Vereinbarung
unterzeichnet. Bis zum Jahr 2027 sollen zunächst die Verfahren der Steuerverwaltung und der Landeskasse an
zwei Standorten laufen, von denen jeder den anderen bei einem Ausfall ersetzen kann. Nach Angaben der
Ministerien sinken die Kosten um ein Fünftel. Die Beschäftigten behalten ihre Arbeitsplätze und ihren
Dienstort, Kündigungen sind für fünf Jahre ausgeschlossen. Der Rechnungshof hatte die getrennte Haltung der
Systeme in seinem letzten Bericht als unwirtschaftlich bezeichnet. Über die Aufnahme weiterer Länder
entscheidet ein Lenkungskreis, der erstmals im kommenden Frühjahr zusammentritt."""
IN_OTHER_WORDS = """Erfurt und Wiesbaden rücken bei der Informationstechnik zusammen: Am Dienstag setzten
die zuständigen Minister ihre Unterschrift unter ein Papier, das den gemeinsamen Betrieb zweier
Rechenzentren vorsieht. Den Anfang machen Steuer und Kasse. Jeder Standort soll einspringen können, falls
der andere ausfällt. Ein Fünftel der Ausgaben wollen die Länder sparen, ohne dass jemand um seine Stelle
fürchten muss. Kritik an doppelten Strukturen war zuvor von den Prüfern des Rechnungshofs gekommen. Andere
Länder können sich anschließen, wenn der Lenkungskreis zustimmt."""


def retouched(text: str, share: float) -> str:
    """The text with that share of its words replaced, the same ones at each run."""
    chooser = random.Random(7)
    return " ".join("xyz" if chooser.random() < share else word for word in text.split())


def is_like(one: str, other: str) -> bool:
    """Whether two texts are nearly the same."""
    first, second = set(sketch_of(one)), set(sketch_of(other))
    return is_near(len(first & second), len(first), len(second))


@pytest.mark.parametrize("other", [IN_OTHER_WORDS, retouched(AGENCY, 0.2), "Hessen und Thüringen.", ""])
def test_other_texts_are_not_alike(other: str) -> None:
    assert not is_like(AGENCY, other)


def test_a_shared_quotation_does_not_make_texts_alike() -> None:
    quoted = AGENCY[AGENCY.index("Der Rechnungshof") : AGENCY.index("Über die")]
    assert not is_like(AGENCY, IN_OTHER_WORDS + " " + quoted)


@pytest.mark.parametrize(
    "other",
    [
        AGENCY.upper(),
        AGENCY.replace("\n", "  \n\n"),
        "Erfurt (Agentur). " + AGENCY,
        AGENCY + " " + IN_OTHER_WORDS,
        AGENCY[: len(AGENCY) * 2 // 3],
        retouched(AGENCY, 0.03),
    ],
    ids=["capitals", "other lines", "place line", "more added", "cut short", "some words changed"],
)
def test_copies_are_alike(other: str) -> None:
    assert is_like(AGENCY, other)


def test_a_sketch_is_the_same_on_every_machine() -> None:
    words = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf. "
    assert sketch_of(words * 3) == [-4753511737197855988]


@pytest.mark.django_db
def test_later_copies_are_linked_to_the_first_whatever_comes_first() -> None:
    first, other, copy, third = (
        article(text) for text in (AGENCY, IN_OTHER_WORDS, "A. " + AGENCY, AGENCY + " B.")
    )
    with transaction.atomic():
        for row in (third, copy, other, first):
            link_near_duplicates(row)
    links = dict(Article.objects.values_list("pk", "near_duplicate_of"))
    assert links[first.pk] is None
    assert links[other.pk] is None
    assert links[copy.pk] == first.pk
    assert links[third.pk] in {first.pk, copy.pk}


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_links_of_editors_stay() -> None:
    first, copy, other = article(AGENCY), article("A. " + AGENCY), article(IN_OTHER_WORDS)
    Article.objects.filter(pk=copy.pk).update(near_duplicate_of=other)
    for row in (first, copy, other, copy):
        with transaction.atomic():
            link_near_duplicates(row)
    copy.refresh_from_db()
    assert copy.near_duplicate_of == other
    assert Sketch.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_do_not_miss_each_other() -> None:
    rows = [article(f"{number}. {AGENCY}") for number in range(6)]

    def link(row: Article) -> None:
        with transaction.atomic():
            link_near_duplicates(row)
        connection.close()

    threads = [Thread(target=link, args=[row]) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Article.objects.filter(near_duplicate_of=None).get() == rows[0]
