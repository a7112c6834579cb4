"""The pages of a Land, the Bund, a portal, a Kommune, an organisation and a source."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from coopwatch.dashboard.answer import Answer, Counters
from coopwatch.dashboard.figures.frame import Figure
from coopwatch.dashboard.figures.pairs import by_party, telling
from coopwatch.dashboard.figures.pilots import pilot_map
from coopwatch.dashboard.rows import Place, Row, rows_of
from coopwatch.dashboard.shapes import shapes_address
from coopwatch.dashboard.words import BUND, PartyNames, number, party_names
from coopwatch.registry.models import Agreement, Article, Kommune, Land, Organisation, Portal, Source

UNFOLDED = 6  # names of a ranking that stand there without a click


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


def partner_ranking(rows: Sequence[Row], own: str, answer: Answer) -> Ranking:
    """Return with whom a party cooperates; what all sixteen share is left out."""
    counts = by_party(telling(rows))
    links = answer.context.links
    named = {(answer.parties[code], links.parties(own, code)): n for code, n in counts.items() if code != own}
    return ranking(_("Häufigste Partner"), Counter(named))


def portal_ranking(rows: Iterable[Row]) -> Ranking:
    """Return the portals of these agreements."""
    found = Counter((portal.name, f"/portal/{portal.slug}/") for row in rows for portal in row.portals)
    return ranking(_("Portale"), found)


def pilot_ranking(rows: Iterable[Row], code: str, title: str) -> Ranking:
    """Return the Pilotkommunen of these agreements; of a Land its own, not those of its partners."""
    places = (place for row in rows for place in row.pilots if code in (BUND, place.land))
    return ranking(title, Counter((place.full_name, f"/kommune/{place.slug}/") for place in places))


def topic_ranking(rows: Iterable[Row], answer: Answer) -> Ranking:
    """Return what these agreements are about."""
    label = answer.wording.label
    found = Counter(
        (label("thema", topic), answer.context.links.narrowed(thema=(topic,)))
        for row in rows
        for topic in row.topics
    )
    return ranking(_("Themen"), found)


def party_page(request: HttpRequest, code: str, title: str, facts: list[tuple[str, str]]) -> HttpResponse:
    """Show the profile of the Bund or a Land: partners, portals, pilots, topics, its own timeline and map."""
    answer = Answer.about(partei=[code])
    rows = answer.rows
    rankings = [
        partner_ranking(rows, code, answer),
        topic_ranking(rows, answer),
        portal_ranking(rows),
        pilot_ranking(rows, code, _("Pilotkommunen") if code == BUND else _("Eigene Pilotkommunen")),
    ]
    context = {
        "title": title,
        "preline": _("Bund") if code == BUND else _("Land"),
        "facts": facts,
        "answer": answer,
        "figures": [answer.figure("zeitstrahl", by_kind=True), answer.figure("karte")] if rows else [],
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
    rows: list[Row] | None = None,
    figures: Sequence[Figure] = (),
    **more,
) -> HttpResponse:
    """Show the profile of a portal, Kommune, organisation or source: facts, partners, agreements."""
    rows = answer.rows if rows is None else rows
    names = answer.parties
    parties = Counter((names[code], names.address(code)) for row in telling(rows) for code in row.parties)
    rankings = [ranking(_("Beteiligte"), parties)]
    context = {
        "title": title,
        "preline": preline,
        "facts": [(name, value) for name, value in facts if value],
        "answer": answer,
        "rows": rows,
        "counters": Counters.of(rows),
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
    figures = [answer.figure("zeitstrahl")] if answer.rows else []
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
    figures = [answer.figure("zeitstrahl")] if answer.rows else []
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
    partner_in = rows_of(Agreement.objects.public().filter(partner_kommunen=kommune))
    rows = list({row.pk: row for row in [*answer.rows, *partner_in]}.values())
    place = Place(
        kommune.ags, kommune.slug, kommune.name, kommune.kind, kommune.land_id, kommune.lat, kommune.lon
    )
    heading = _("Wo {name} liegt").format(name=kommune.full_name)
    figures = [pilot_map([place], answer.parties, shapes_address(), heading)]
    facts = kommune_facts(kommune, answer.parties)
    return other_page(
        request, kommune.full_name, _("Kommune"), answer, facts, rows, figures, filterable=bool(answer.rows)
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
        articles=articles.order_by("-published_on", "pk"),
    )  # fmt: skip
