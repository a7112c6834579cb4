"""The one filter behind timeline, map, matrix, table, counters, exports, feeds and API."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.cards.models import Card
from coopwatch.registry.models import AGS_PREFIXES, Agreement, Kommune, Organisation, Portal, Source
from coopwatch.registry.vocabulary import CheckState, Kind, Stage, Topic

FIRST_YEAR, LAST_YEAR = 1990, 2100
PARTY_CHOICES = [("DE", _("Bund")), *((code, code) for code in AGS_PREFIXES)]
MODE_CHOICES = [
    ("alle", _("alle gewählten zusammen")),
    ("eine", _("mindestens eine davon")),
    ("unter", _("nur diese, niemand sonst")),
]
BUND_CHOICES = [("ja", _("mit dem Bund")), ("nein", _("ohne den Bund"))]
SCOPE_CHOICES = [
    ("eine", _("ein Land oder der Bund mit anderen Stellen")),
    ("zwei", _("zwei Beteiligte")),
    ("mehrere", _("drei und mehr Beteiligte")),
    ("alle", _("alle 16 Länder")),
]
UNDATED_CHOICES = [("auch", _("undatierte einschließen")), ("nur", _("nur undatierte"))]


# The year of an agreement, which is no part of the form by this name.
YEARS = "jahr"


def of_parties(codes: list[str], mode: str) -> Q:
    """Return the condition for the agreements of these parties: of all together, of any, of nobody else."""
    if mode == "eine":
        return Q(parties__overlap=codes)
    if mode != "unter":
        return Q(parties__contains=codes)
    # At least two of them, or one alone.
    within = Q(parties__overlap=codes, parties__contained_by=codes)
    return within if len(set(codes)) < 2 else within & ~Q(scope="eine")


def saying(words: str) -> Q:
    """Return the condition for what the words are found in, by their German stems."""
    query = SearchQuery(words, config="german", search_type="websearch")
    return Q(pk__in=Agreement.objects.filter(search=query).order_by().values("pk"))


def keys_of(column: str) -> Callable[[Any], Q]:
    """Return the function that asks for at least one of the chosen rows."""
    return lambda rows: Q(**{f"{column}__overlap": [row.pk for row in rows]})


# What each part of the question asks of a card, by the name of its parameter.
CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "q": saying,
    "bund": lambda value: Q(bund=value == "ja"),
    "umfang": lambda values: Q(scope__in=values),
    "art": lambda values: Q(kind__in=values),
    "stand": lambda values: Q(status__in=values),
    "thema": lambda values: Q(topics__overlap=values),
    "portal": keys_of("portals"),
    "pilot": keys_of("pilots"),
    "partner": keys_of("organisations"),
    "pruefung": lambda values: Q(check_state__in=values),
    "quelle": keys_of("sources"),
}


class YearFilter(django_filters.Filter):
    """A filter that takes a year in four digits."""

    field_class = forms.IntegerField


class SlugChoices(django_filters.ModelMultipleChoiceFilter):
    """A filter over rows named by their slug; a slug that does not exist is an error of the form."""

    def __init__(self, model, **kwargs):
        super().__init__(queryset=model.objects.all(), to_field_name="slug", **kwargs)


class AgreementFilter(django_filters.FilterSet):
    """What a reader asks for; every part is a parameter of the address. A bad value is told and left out.

    It asks the cards, which are brought up to date before.
    """

    q = django_filters.CharFilter(label=_("Suche"), max_length=200, strip=True)
    partei = django_filters.MultipleChoiceFilter(choices=PARTY_CHOICES, label=_("Beteiligte"))
    modus = django_filters.ChoiceFilter(choices=MODE_CHOICES, label=_("Verknüpfung"))
    bund = django_filters.ChoiceFilter(choices=BUND_CHOICES, label=_("Bund"))
    umfang = django_filters.MultipleChoiceFilter(choices=SCOPE_CHOICES, label=_("Wie viele Beteiligte"))
    art = django_filters.MultipleChoiceFilter(choices=Kind.choices, label=_("Art"))
    stand = django_filters.MultipleChoiceFilter(choices=Stage.choices, label=_("Stand"))
    thema = django_filters.MultipleChoiceFilter(choices=Topic.choices, label=_("Thema"))
    portal = SlugChoices(Portal, label=_("Portal"))
    pilot = SlugChoices(Kommune, label=_("Pilotkommune"))
    partner = SlugChoices(Organisation, label=_("Partner"))
    von = YearFilter(label=_("Jahr von"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    bis = YearFilter(label=_("Jahr bis"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    undatiert = django_filters.ChoiceFilter(
        choices=UNDATED_CHOICES, label=pgettext_lazy("Filter", "Ohne Datum")
    )
    pruefung = django_filters.MultipleChoiceFilter(choices=CheckState.choices, label=_("Prüfstand"))
    quelle = SlugChoices(Source, label=_("Quelle"))

    class Meta:
        model = Card
        fields: list[str] = []

    def __init__(self, data=None, **kwargs):
        bring_up_to_date()
        super().__init__(data or {}, Card.objects.all(), **kwargs)

    @property
    def chosen(self) -> dict:
        """The valid values, by the name of their parameter; what was refused is missing."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def conditions(self) -> dict[str, Q]:
        """What is asked, by the name of the part; `YEARS` is the part of the three parameters of time."""
        chosen = {name: value for name, value in self.chosen.items() if value}
        found = {name: ask(chosen[name]) for name, ask in CONDITIONS.items() if name in chosen}
        if codes := chosen.get("partei"):
            found["partei"] = of_parties(list(codes), chosen.get("modus", "alle"))
        if years := self.within_years():
            found[YEARS] = years
        return found

    def filtered(self) -> QuerySet:
        """Return the cards of the agreements asked for."""
        return self.queryset.filter(*self.conditions.values())

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Serve django-filter's own `qs` from the same road."""
        return self.filtered()

    def within_years(self) -> Q:
        """Return the condition for the years asked for. Undated agreements lie in no year, unless they are
        asked for too."""
        undated = self.chosen.get("undatiert")
        if undated == "nur":
            return Q(date__isnull=True)
        years = Q()
        if first := self.chosen.get("von"):
            years &= Q(date__gte=dt.date(first, 1, 1))
        if last := self.chosen.get("bis"):
            years &= Q(date__lte=dt.date(last, 12, 31))
        return years | Q(date__isnull=True) if years and undated else years
