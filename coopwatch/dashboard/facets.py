"""How many agreements each further choice would leave, counted in a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, Func, QuerySet, Value, When

from coopwatch.dashboard.filters import SCOPE_CHOICES, AgreementFilter, scope_condition, with_sides
from coopwatch.dashboard.sentence import Wording
from coopwatch.registry.models import Agreement, Pilotkommune, Report

Counts = list[tuple[str, str | None, int]]


@dataclass(frozen=True)
class Option:
    """One value of a facet: `count` agreements fit it and everything else that is chosen."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One part of the filter with its values, the most frequent first where the order is not a given one."""

    name: str
    title: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The values that are chosen now."""
        return tuple(option for option in self.options if option.chosen)

    @property
    def long(self) -> bool:
        """Whether the list needs a search field of its own."""
        return len(self.options) > 20


def by_column(column: str) -> Callable[[QuerySet], Counts]:
    """Count by a column of the agreement itself."""

    def count(agreements: QuerySet) -> Counts:
        found = agreements.order_by().values_list(column).annotate(n=Count("pk"))
        return [(value, None, n) for value, n in found]

    return count


def by_topic(agreements: QuerySet) -> Counts:
    """Count by topic; an agreement counts for each of its topics."""
    topics = agreements.order_by().annotate(topic=Func(F("topics"), function="unnest"))
    return [(topic, None, n) for topic, n in topics.values_list("topic").annotate(n=Count("pk"))]


def by_party(agreements: QuerySet) -> Counts:
    """Count by Land, and for the Bund."""
    links = Agreement.laender.through.objects.filter(agreement__in=agreements.order_by().values("pk"))
    laender = links.values_list("land_id").annotate(n=Count("pk"))
    return [("DE", None, agreements.filter(bund=True).count()), *((code, None, n) for code, n in laender)]


def by_scope(agreements: QuerySet) -> Counts:
    """Count by the number of parties."""
    cases = [When(scope_condition(scope), then=Value(scope)) for scope, _ in SCOPE_CHOICES]
    scoped = with_sides(agreements).order_by().annotate(scope=Case(*cases, output_field=CharField()))
    return [(scope, None, n) for scope, n in scoped.values_list("scope").annotate(n=Count("pk"))]


def by_bund(agreements: QuerySet) -> Counts:
    """Count with and without the Bund."""
    return [("ja" if bund else "nein", None, n) for bund, _, n in by_column("bund")(agreements)]


def by_link(model, column: str) -> Callable[[QuerySet], Counts]:
    """Count by rows with slug and name to which `model` ties the agreement."""

    def count(agreements: QuerySet) -> Counts:
        links = model.objects.filter(agreement__in=agreements.order_by().values("pk"))
        links = links.filter(**{f"{column}__isnull": False}).order_by()
        columns = (f"{column}__slug", f"{column}__name")
        return list(links.values_list(*columns).annotate(n=Count("agreement", distinct=True)))

    return count


COUNTERS: dict[str, Callable[[QuerySet], Counts]] = {
    "partei": by_party,
    "umfang": by_scope,
    "bund": by_bund,
    "art": by_column("kind"),
    "stand": by_column("status"),
    "thema": by_topic,
    "portal": by_link(Agreement.portals.through, "portal"),
    "pilot": by_link(Pilotkommune, "kommune"),
    "partner": by_link(Agreement.partner_organisations.through, "organisation"),
    "pruefung": by_column("check_state"),
    "quelle": by_link(Report, "article__source"),
}
# The parties keep the order of their names, these keep the order of their vocabulary.
IN_ORDER = {"bund", "umfang", "stand", "pruefung"}


def question_of(asked: AgreementFilter, name: str) -> QuerySet:
    """Return what a facet counts in: all other parts of the question, and for parties that must all
    take part those already chosen too, since a further one narrows the answer."""
    together = name == "partei" and asked.chosen.get("modus", "alle") == "alle"
    return asked.filtered(without="" if together else name)


def options_of(name: str, counts: Counts, wording: Wording) -> Iterable[Option]:
    """Return the options of a facet, the chosen ones also where nothing is left of them."""
    chosen = set(wording.state.get(name))
    seen = {value for value, _, _ in counts}
    counts = counts + [(value, None, 0) for value in sorted(chosen - seen)]
    return (
        Option(value, label or wording.label(name, value), n, value in chosen) for value, label, n in counts
    )


def sort_key(name: str, vocabulary: list[str]) -> Callable[[Option], tuple]:
    """Return the order of a facet's options."""
    if name == "partei":
        return lambda option: (option.value != "DE", option.label)
    if name in IN_ORDER:
        return lambda option: (vocabulary.index(option.value),)
    return lambda option: (-option.count, option.label.casefold())


def facets_of(asked: AgreementFilter, wording: Wording) -> dict[str, Facet]:
    """Count every facet; the number of queries depends on nothing."""
    facets = {}
    for name, count in COUNTERS.items():
        options = options_of(name, count(question_of(asked, name)), wording)
        vocabulary = [value for value, _ in asked.filters[name].extra.get("choices", ())]
        facets[name] = Facet(
            name, wording.titles[name], tuple(sorted(options, key=sort_key(name, vocabulary)))
        )
    return facets
