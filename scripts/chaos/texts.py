"""Articles for the chaos runs: written by a rule, each act told by two papers, some texts about nothing.

The acts of three Länder each share no pair of parties with their time and subject, so that the order in which
articles are read makes no difference to the records.
"""

import itertools
from datetime import date, timedelta

from coopwatch.extraction.records import ArticleText

LAENDER = (
    *("Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen", "Niedersachsen", "Saarland"),
    *("Sachsen", "Thüringen", "Schleswig-Holstein", "Rheinland-Pfalz", "Nordrhein-Westfalen"),
    *("Sachsen-Anhalt", "Baden-Württemberg", "Mecklenburg-Vorpommern"),
)
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
    *("November", "Dezember"),
)
ONE_PAPER = """{0}, {1} und {2} haben am {day} eine Kooperationsvereinbarung zur Verwaltungsdigitalisierung
unterzeichnet. Die drei Länder wollen Online-Dienste nach dem Onlinezugangsgesetz gemeinsam entwickeln und
einander zur Nachnutzung überlassen. Das erste Vorhaben soll im Jahr darauf beginnen. (Fall {number})"""
OTHER_PAPER = """Bei Online-Diensten arbeiten {0}, {1} und {2} künftig zusammen: Am {day} unterzeichneten die
Länder eine Kooperationsvereinbarung. Anträge an die Verwaltung, die ein Land entwickelt, dürfen die anderen
übernehmen. Die Kosten teilen sie nach einem vereinbarten Schlüssel. (Meldung {number})"""
NOTHING = """Im Landtag wurde in der Sitzung {number} über den Haushalt gestritten. Die Abgeordneten vertagten
die Abstimmung, nachdem es keine Mehrheit für den Entwurf der Regierung gegeben hatte."""


def articles(number: int) -> list[ArticleText]:
    """Return that many articles, the same at each call: eight in ten tell of an act, two papers of each."""
    acts = itertools.islice(itertools.combinations(LAENDER, 3), number * 2 // 5)
    told = [paper for place, laender in enumerate(acts) for paper in _papers(place, laender)]
    rest = range(number - len(told))
    return told + [ArticleText(f"nichts-{at}", NOTHING.format(number=at)) for at in rest]


def _papers(place: int, laender: tuple[str, ...]) -> tuple[ArticleText, ArticleText]:
    day = date(2010, 1, 4) + timedelta(days=11 * place)
    said = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    one = ONE_PAPER.format(*laender, day=said, number=place)
    other = OTHER_PAPER.format(*laender, day=said, number=place)
    return ArticleText(f"eins-{place}", one), ArticleText(f"zwei-{place}", other)
