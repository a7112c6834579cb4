"""The one filter behind timeline, map, matrix, table, counters, exports, feeds and API."""

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coopwatch.registry.models import (
    AGS_PREFIXES,
    Agreement,
    Kommune,
    Organisation,
    Pilotkommune,
    Portal,
    Report,
    Source,
)
from coopwatch.registry.vocabulary import CheckState, Kind, Stage, Topic

FIRST_YEAR, LAST_YEAR = 1990, 2100
ALL_LAENDER = len(AGS_PREFIXES)
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


def laender_count() -> Coalesce:
    """Return the expression that counts the Länder of an agreement."""
    links = Agreement.laender.through.objects.filter(agreement=OuterRef("pk")).order_by()
    return Coalesce(Subquery(links.values("agreement").annotate(n=Count("pk")).values("n")), Value(0))


def with_sides(agreements: QuerySet) -> QuerySet:
    """Annotate how many Länder take part as `n_laender`."""
    return agreements.alias(n_laender=laender_count())


def scope_condition(scope: str) -> Q:
    """Return the condition of one scope over `n_laender` and `bund`; the four scopes exclude each other."""
    one = Q(bund=True, n_laender=0) | Q(bund=False, n_laender__lte=1)
    two = Q(bund=True, n_laender=1) | Q(bund=False, n_laender=2)
    everyone = Q(n_laender=ALL_LAENDER)
    return {"eine": one, "zwei": two, "alle": everyone, "mehrere": ~one & ~two & ~everyone}[scope]


def taking_part(agreements: QuerySet, code: str) -> QuerySet:
    """Return the agreements in which this Land, or the Bund, takes part."""
    if code == "DE":
        return agreements.filter(bund=True)
    links = Agreement.laender.through.objects.filter(land_id=code)
    return agreements.filter(pk__in=links.values("agreement_id"))


def any_taking_part(agreements: QuerySet, codes: list[str]) -> QuerySet:
    """Return the agreements in which at least one of these parties takes part."""
    links = Agreement.laender.through.objects.filter(land_id__in=codes)
    condition = Q(pk__in=links.values("agreement_id"))
    return agreements.filter(condition | Q(bund=True) if "DE" in codes else condition)


def only_among(agreements: QuerySet, codes: list[str]) -> QuerySet:
    """Return the agreements of at least two of these parties (or one alone) and of no other Land or Bund."""
    others = Agreement.laender.through.objects.exclude(land_id__in=codes)
    agreements = any_taking_part(agreements, codes).exclude(pk__in=others.values("agreement_id"))
    if "DE" not in codes:
        agreements = agreements.filter(bund=False)
    return agreements if len(codes) < 2 else with_sides(agreements).exclude(scope_condition("eine"))


class YearFilter(django_filters.Filter):
    """A filter that takes a year in four digits."""

    field_class = forms.IntegerField


class SlugChoices(django_filters.ModelMultipleChoiceFilter):
    """A filter over rows named by their slug; a slug that does not exist is an error of the form."""

    def __init__(self, model, link, column, **kwargs):
        """`link` is the model that ties agreements to `model` rows by its `column`."""
        self.link, self.column = link, column
        super().__init__(queryset=model.objects.all(), to_field_name="slug", **kwargs)

    def filter(self, qs: QuerySet, value) -> QuerySet:
        """Keep the agreements tied to at least one of the chosen rows."""
        if not value:
            return qs
        links = self.link.objects.filter(**{f"{self.column}__in": [row.pk for row in value]})
        return qs.filter(pk__in=links.values("agreement_id"))


class AgreementFilter(django_filters.FilterSet):
    """What a reader asks for; every part is a parameter of the address. A bad value is told and left out."""

    q = django_filters.CharFilter(method="saying", label=_("Suche"), max_length=200, strip=True)
    partei = django_filters.MultipleChoiceFilter(
        choices=PARTY_CHOICES, method="of_parties", label=_("Beteiligte")
    )
    modus = django_filters.ChoiceFilter(choices=MODE_CHOICES, method="leave", label=_("Verknüpfung"))
    bund = django_filters.ChoiceFilter(choices=BUND_CHOICES, method="with_bund", label=_("Bund"))
    umfang = django_filters.MultipleChoiceFilter(
        choices=SCOPE_CHOICES, method="of_scope", label=_("Wie viele Beteiligte")
    )
    art = django_filters.MultipleChoiceFilter(choices=Kind.choices, method="of_kind", label=_("Art"))
    stand = django_filters.MultipleChoiceFilter(choices=Stage.choices, method="of_stage", label=_("Stand"))
    thema = django_filters.MultipleChoiceFilter(choices=Topic.choices, method="about", label=_("Thema"))
    portal = SlugChoices(Portal, Agreement.portals.through, "portal", label=_("Portal"))
    pilot = SlugChoices(Kommune, Pilotkommune, "kommune", label=_("Pilotkommune"))
    partner = SlugChoices(
        Organisation, Agreement.partner_organisations.through, "organisation", label=_("Partner")
    )
    von = YearFilter(method="leave", label=_("Jahr von"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    bis = YearFilter(method="leave", label=_("Jahr bis"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    undatiert = django_filters.ChoiceFilter(
        choices=UNDATED_CHOICES, method="leave", label=pgettext_lazy("Filter", "Ohne Datum")
    )
    pruefung = django_filters.MultipleChoiceFilter(
        choices=CheckState.choices, method="in_state", label=_("Prüfstand")
    )
    quelle = SlugChoices(Source, Report, "article__source", label=_("Quelle"))

    class Meta:
        model = Agreement
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(data or {}, Agreement.objects.public() if queryset is None else queryset, **kwargs)

    @property
    def chosen(self) -> dict:
        """The valid values, by the name of their parameter; what was refused is missing."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    def filtered(self, without: str = "") -> QuerySet:
        """Return the agreements asked for; `without` leaves one part of the question out."""
        agreements = self.queryset
        for name, value in self.chosen.items():
            if name != without:
                agreements = self.filters[name].filter(agreements, value)
        return self.within_years(agreements) if without != "jahr" else agreements

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Serve django-filter's own `qs` from the same road."""
        return self.filtered()

    def within_years(self, agreements: QuerySet) -> QuerySet:
        """Keep the years asked for. Undated agreements lie in no year, unless they are asked for too."""
        undated = self.chosen.get("undatiert")
        if undated == "nur":
            return agreements.filter(date__isnull=True)
        years = Q()
        if first := self.chosen.get("von"):
            years &= Q(date__year__gte=first)
        if last := self.chosen.get("bis"):
            years &= Q(date__year__lte=last)
        return agreements.filter(years | Q(date__isnull=True) if years and undated else years)

    def leave(self, queryset: QuerySet, name: str, value) -> QuerySet:
        """Leave the rows alone: this parameter only says how another one is meant."""
        return queryset

    def saying(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what the words are found in, by their German stems."""
        return queryset.filter(search=SearchQuery(value, config="german", search_type="websearch"))

    def of_parties(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep the agreements of these parties: of all together, of any, or of nobody else."""
        if not value:
            return queryset
        mode = self.chosen.get("modus", "alle")
        if mode == "eine":
            return any_taking_part(queryset, value)
        if mode == "unter":
            return only_among(queryset, value)
        for code in sorted(set(value)):
            queryset = taking_part(queryset, code)
        return queryset

    def with_bund(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep the agreements with, or without, the Bund."""
        return queryset.filter(bund=value == "ja")

    def of_scope(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep the agreements of this many parties."""
        if not value:
            return queryset
        condition = Q()
        for scope in value:
            condition |= scope_condition(scope)
        return with_sides(queryset).filter(condition)

    def of_kind(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep these kinds."""
        return queryset.filter(kind__in=value) if value else queryset

    def of_stage(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep these stages."""
        return queryset.filter(status__in=value) if value else queryset

    def about(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep what is about at least one of these topics."""
        return queryset.filter(topics__overlap=value) if value else queryset

    def in_state(self, queryset: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Keep these states of checking."""
        return queryset.filter(check_state__in=value) if value else queryset
