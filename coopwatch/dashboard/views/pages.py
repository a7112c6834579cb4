"""Methodik, Über die Daten, and the pages that the operator fills in."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from coopwatch.dashboard.answer import Answer
from coopwatch.dashboard.changes import corrections
from coopwatch.dashboard.figures.growth import growth
from coopwatch.dashboard.models import PageKey, TextPage
from coopwatch.dashboard.quality import measured_quality
from coopwatch.dashboard.words import number, party_names, percent
from coopwatch.registry.models import Article
from coopwatch.registry.vocabulary import ArticleOrigin


def method_page(request: HttpRequest) -> HttpResponse:
    """Explain how facts are found, and how good that was measured to be."""
    return render(request, "dashboard/method.html", {"quality": measured_quality()})


@dataclass(frozen=True)
class Share:
    """A number with its share of all agreements."""

    label: str
    address: str
    count: str
    share: str


def shares(answer: Answer, name: str, counts: Counter[str]) -> list[Share]:
    """Return the numbers of a facet, the largest first, linked to the agreements behind them."""
    return [
        Share(
            answer.wording.label(name, value),
            answer.context.links.narrowed(**{name: (value,)}),
            number(n),
            percent(n, answer.count),
        )
        for value, n in counts.most_common()
    ]


def about_page(request: HttpRequest) -> HttpResponse:
    """Say where the data come from, what is missing, under which licence, with current figures."""
    answer = Answer.about()
    tally = answer.tally
    articles = Article.objects.filter(reports__agreement__visibility="published").distinct()
    context = {
        "answer": answer,
        "states": shares(answer, "pruefung", tally.states),
        "parties": shares(answer, "partei", tally.parties),
        "kinds": shares(answer, "art", tally.kinds),
        "quoted": percent(tally.quoted, len(tally)),
        "checked": percent(answer.counters.checked, len(tally)),
        "undated": number(tally.undated),
        "unsure": number(tally.unsure),
        "articles": number(articles.count()),
        "retold": number(articles.filter(origin=ArticleOrigin.RETOLD).count()),
        "years": growth(tally, answer.context).table if len(tally) else None,
    }
    return render(request, "dashboard/about.html", context)


def changes_page(request: HttpRequest) -> HttpResponse:
    """Show what the editors corrected last."""
    return render(request, "dashboard/changes.html", {"corrections": corrections(party_names())})


def text_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show a page of the operator: in the reader's language, else in German, else what is to be filled in."""
    texts = {page.language: page for page in TextPage.objects.filter(key=key)}
    page = texts.get((get_language() or "de")[:2]) or texts.get("de")
    context = {"key": key, "title": PageKey(key).label, "page": page}
    return render(request, "dashboard/text.html", context)
