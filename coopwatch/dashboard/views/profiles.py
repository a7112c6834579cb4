"""The pages of a Land, the Bund, a portal, a Kommune, an organisation and a source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from coopwatch.dashboard.answer import Answer, Counters, pilots_of
from coopwatch.dashboard.cards.census import Census
from coopwatch.dashboard.cards.models import Card
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.facets import row_counts
from coopwatch.dashboard.figures.frame import Figure
from coopwatch.dashboard.figures.pilots import pilot_map
from coopwatch.dashboard.rows import Place
from coopwatch.dashboard.shapes import shapes_address
from coopwatch.dashboard.words import BUND, PartyNames, number, party_names
from coopwatch.registry.models import (
    AGS_PREFIXES,
    Agreement,
    Article,
    Kommune,
    Land,
    Organisation,
    Portal,
    Source,
)

UNFOLDED = 6  # names of a ranking that stand there without a click
MOST_LISTED = 25  # agreements on a profile; the overview has them all
MOST_RANKED = 50  # names fetched for a ranking, which shows fewer
MOST_ARTICLES = 200


@dataclass(frozen=True)
class Ranked:
    """A name with a page and how often it occurs."""

    name: str
    address: str
    count: int
    share: int  # of the largest, in per cent


@dataclass(frozen=True)
class Ranking:
    """A short list of names, the most frequent first."""

    title: str
    items: tuple[Ranked, ...]

    @property
    def first(self) -> tuple[Ranked, ...]:
        """Those that a reader sees at once."""
        return self.items[:UNFOLDED]

    @property
    def folded(self) -> tuple[Ranked, ...]:
        """The others, one click away."""
        return self.items[UNFOLDED:]


def ranking(title: str, counts: Counter[tuple[str, str]], most: int = 40) -> Ranking:
    """Return the ranking of (name, address) pairs."""
    top = max(counts.values(), default=1)
    found = sorted(counts.items(), key=lambda item: (-item[1], item[0][0]))[:most]
    return Ranking(title, tuple(Ranked(*key, n, round(100 * n / top)) for key, n in found))


def partner_ranking(tally: Tally, own: str, answer: Answer) -> Ranking:
    """Return with whom a party cooperates; what all sixteen share is left out."""
    links = answer.context.links
    others = {code: n for code, n in tally.telling.parties.items() if code != own}
    named = {(answer.parties[code], links.parties(own, code)): n for code, n in others.items()}
    return ranking(_("Häufigste Partner"), Counter(named))


def portal_ranking(tally: Tally) -> Ranking:
    """Return the portals of these agreements."""
    counts, _left = row_counts("portal", tally, MOST_RANKED)
    return ranking(_("Portale"), Counter({(name, f"/portal/{slug}/"): n for slug, name, n in counts}))


def pilot_ranking(tally: Tally, code: str, title: str) -> Ranking:
    """Return the Pilotkommunen of these agreements; of a Land its own, not those of its partners."""
    own = "" if code == BUND else AGS_PREFIXES[code]
    found = pilots_of(tally, MOST_RANKED, own)
    return ranking(title, Counter({(p.full_name, f"/kommune/{p.slug}/"): n for p, n in found.items()}))


def topic_ranking(tally: Tally, answer: Answer) -> Ranking:
    """Return what these agreements are about."""
    label, links = answer.wording.label, answer.context.links
    named = {(label("thema", topic), links.narrowed(thema=(topic,))): n for topic, n in tally.topics.items()}
    return ranking(_("Themen"), Counter(named))


def party_page(request: HttpRequest, code: str, title: str, facts: list[tuple[str, str]]) -> HttpResponse:
    """Show the profile of the Bund or a Land: partners, portals, pilots, topics, its own timeline and map."""
    answer = Answer.about(partei=[code])
    tally = answer.tally
    rankings = [
        partner_ranking(tally, code, answer),
        topic_ranking(tally, answer),
        portal_ranking(tally),
        pilot_ranking(tally, code, _("Pilotkommunen") if code == BUND else _("Eigene Pilotkommunen")),
    ]
    context = {
        "title": title,
        "preline": _("Bund") if code == BUND else _("Land"),
        "facts": facts,
        "answer": answer,
        "rows": rows_on(answer.agreements[:MOST_LISTED]),
        "count": answer.count,
        "counters": answer.counters,
        "figures": [answer.figure("zeitstrahl", by_kind=True), answer.figure("karte")] if len(tally) else [],
        "rankings": [item for item in rankings if item.items],
        "compare": code if code != BUND else "",
    }
    return render(request, "dashboard/profile.html", context)


def land_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile of a Land."""
    land = get_object_or_404(Land, slug=slug)
    facts = [(_("Hauptstadt"), land.capital), (_("Kürzel"), land.code), ("AGS", land.ags)]
    return party_page(request, land.code, party_names()[land.code], facts)


def bund_page(request: HttpRequest) -> HttpResponse:
    """Show the profile of the Bund."""
    return party_page(request, BUND, _("Bund"), [(_("Kürzel"), BUND)])


def other_page(
    request: HttpRequest,
    title: str,
    preline: str,
    answer: Answer,
    facts: Sequence[tuple[str, str]],
    cards: QuerySet | None = None,
    figures: Sequence[Figure] = (),
    **more,
) -> HttpResponse:
    """Show the profile of a portal, Kommune, organisation or source: facts, partners, agreements.

    The agreements are those of the answer, or those of other `cards`.
    """
    tally = answer.tally if cards is None else Census.take(cards, {}, ()).whole
    cards = answer.agreements if cards is None else cards
    names = answer.parties
    parties = Counter({(names[code], names.address(code)): n for code, n in tally.telling.parties.items()})
    rankings = [ranking(_("Beteiligte"), parties)]
    context = {
        "title": title,
        "preline": preline,
        "facts": [(name, value) for name, value in facts if value],
        "answer": answer,
        "rows": rows_on(cards[:MOST_LISTED]),
        "count": len(tally),
        "counters": Counters.of(tally),
        "figures": figures,
        "rankings": [item for item in rankings if item.items],
        **more,
    }
    return render(request, "dashboard/profile.html", context)


def portal_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile of a portal, platform or base component."""
    portal = get_object_or_404(Portal.objects.prefetch_related("laender"), slug=slug)
    answer = Answer.about(portal=[slug])
    facts = [
        (_("Länder"), answer.parties.listed(land.code for land in portal.laender.all())),
        (_("Weitere Schreibweisen"), ", ".join(portal.spellings)),
    ]
    figures = [answer.figure("zeitstrahl")] if answer.count else []
    return other_page(request, portal.name, _("Portal"), answer, facts, figures=figures, link=portal.url)


def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile of an association, IT provider or joint body."""
    body = get_object_or_404(Organisation.objects.prefetch_related("laender"), slug=slug)
    answer = Answer.about(partner=[slug])
    facts = [
        (_("Art"), str(body.get_kind_display())),
        (_("Länder"), answer.parties.listed(land.code for land in body.laender.all())),
        (_("Weitere Schreibweisen"), ", ".join(body.spellings)),
    ]
    figures = [answer.figure("zeitstrahl")] if answer.count else []
    return other_page(request, body.name, _("Organisation"), answer, facts, figures=figures)


def kommune_facts(kommune: Kommune, names: PartyNames) -> list[tuple[str, str]]:
    """Return what the gazetteer says of a Kommune."""
    return [
        (_("Art"), str(kommune.get_kind_display())),
        (_("Land"), names[kommune.land_id]),
        (_("Kreis"), kommune.kreis.full_name if kommune.kreis else ""),
        ("AGS", kommune.ags),
        (_("Einwohner"), number(kommune.population) if kommune.population else ""),
    ]


def kommune_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile of a Kommune: the agreements in which it is pilot or partner."""
    kommune = get_object_or_404(Kommune.objects.select_related("kreis"), slug=slug)
    answer = Answer.about(pilot=[slug])
    partner_in = Agreement.partner_kommunen.through.objects.filter(kommune=kommune)
    cards = Card.objects.filter(
        Q(pilots__overlap=[kommune.pk]) | Q(pk__in=partner_in.order_by().values("agreement"))
    )
    place = Place(
        kommune.ags, kommune.slug, kommune.name, kommune.kind, kommune.land_id, kommune.lat, kommune.lon
    )
    heading = _("Wo {name} liegt").format(name=kommune.full_name)
    figures = [pilot_map([place], answer.parties, shapes_address(), heading)]
    facts = kommune_facts(kommune, answer.parties)
    return other_page(
        request, kommune.full_name, _("Kommune"), answer, facts, cards, figures, filterable=bool(answer.count)
    )


def source_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the profile of a publisher, with the articles that tell of agreements."""
    source = get_object_or_404(Source, slug=slug)
    answer = Answer.about(quelle=[slug])
    articles = Article.objects.filter(source=source, reports__agreement__visibility="published")
    articles = articles.defer("text").prefetch_related("reports__agreement").distinct()
    facts = [(_("Art"), str(source.get_kind_display()))]
    return other_page(
        request, source.name, _("Quelle"), answer, facts, link=source.home_url,
        articles=articles.order_by(F("published_on").desc(nulls_first=True), "pk")[:MOST_ARTICLES],
        article_count=articles.count(),
    )  # fmt: skip
