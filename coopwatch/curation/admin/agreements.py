"""Agreements with their evidence, reports and pilots, as lists."""

from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from coopwatch.curation.admin.base import ReadOnly, WithHistory, link
from coopwatch.curation.bulk import ACTIONS
from coopwatch.curation.fact_views import german_date
from coopwatch.registry.facts import date_value
from coopwatch.registry.models import Agreement, Evidence, Pilotkommune, Report, Signatory
from coopwatch.registry.search import refresh_search_texts
from coopwatch.registry.slugs import free_slug
from coopwatch.registry.vocabulary import EvidenceField, Topic, Visibility


class ReportInline(admin.TabularInline):
    """The articles that tell of an agreement."""

    model = Report
    extra = 0
    fields = ("article", "relation", "reason", "confidence")
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        """Articles are joined by reading, merging or splitting."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the articles along."""
        return super().get_queryset(request).select_related("article")


class HasConflicts(admin.SimpleListFilter):
    """Agreements whose sources differ."""

    title = _("Widersprüche")
    parameter_name = "widerspruch"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Yes or no."""
        return [("ja", str(_("Quellen widersprechen sich"))), ("nein", str(_("keine")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Filter by whether any field is in conflict."""
        match self.value():
            case "ja":
                return queryset.exclude(conflicts=[])
            case "nein":
                return queryset.filter(conflicts=[])
        return queryset


class Sureness(admin.SimpleListFilter):
    """How sure the research was; a fixed list, as looking for the values in use would read every row."""

    title = _("Sicherheit der Recherche")
    parameter_name = "sicher"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """High or medium."""
        return [("high", str(_("hoch"))), ("medium", str(_("mittel")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Filter by the value of the research."""
        return queryset.filter(sure=self.value()) if self.value() else queryset


def words_of_agreement(search_term: str, path: str = "") -> Q:
    """Return the condition that an agreement holds these words in any German form; `path` leads to it."""
    query = SearchQuery(search_term, config="german", search_type="websearch")
    return Q(**{f"{path}search": query})


@admin.register(Agreement)
class AgreementAdmin(WithHistory):
    """Title, summary and chain are edited here, facts on the review page."""

    list_display = (
        "title", "review", "parties", "written_date", "visibility", "check_state", "certainty", "kind",
    )  # fmt: skip
    list_filter = ("visibility", "check_state", HasConflicts, "kind", "status", Sureness, "bund", "laender")
    search_fields = ("title",)
    search_help_text = _("Titel, Beteiligte, Portale oder Personen; auch Kennungen der Recherche")
    ordering = ("-pk",)
    raw_id_fields = ("predecessor",)
    inlines = (ReportInline,)
    actions = ACTIONS
    editable = ("title", "summary", "predecessor")
    shown = (
        "review", "slug", "parties", "partners", "named_portals", "pilots", "name", "kind", "status",
        "written_date", "date_basis", "named_topics", "visibility", "check_state", "certainty",
        "named_conflicts", "register_id", "sure", "merged_into", "created_at", "updated_at",
    )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: Agreement | None = None) -> tuple[str, ...]:
        """A new agreement needs a title; its facts follow on the review page."""
        return self.editable + (self.shown if obj else ())

    def get_readonly_fields(self, request: HttpRequest, obj: Agreement | None = None) -> tuple[str, ...]:
        """Everything that evidence decides is shown only."""
        return self.shown

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch the Länder along; the long texts stay in the database."""
        rows = super().get_queryset(request).defer("search_text", "search", "researched")
        return rows.prefetch_related("laender")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple:
        """Search as the public pages do, with German word forms."""
        if not search_term:
            return queryset, False
        words = words_of_agreement(search_term)
        return queryset.filter(words | Q(register_id=search_term) | Q(slug=search_term)), False

    def save_model(self, request: HttpRequest, obj: Agreement, form, change: bool) -> None:
        """Give a new agreement its address; keep what the search reads in line."""
        if not change:
            obj.slug = free_slug(obj.title, set(Agreement.objects.values_list("slug", flat=True)))
            obj.kind, obj.status = "sonstige", "geschlossen"
            super().save_model(request, obj, form, change)
        else:
            # Only what was typed: a worker may have written facts since the form was opened.
            obj._history_user = request.user
            obj.save(update_fields=[*form.changed_data, "updated_at"])
        refresh_search_texts([obj])

    @admin.display(description=_("Bund und Länder"))
    def parties(self, obj: Agreement) -> str:
        """The codes of Bund and Länder; sixteen in one word."""
        codes = [code.removeprefix("DE-") for code in obj.party_codes if code != "DE"]
        laender = str(_("alle Länder")) if len(codes) == 16 else " ".join(codes)
        return f"{_('Bund')} {laender}".strip() if obj.bund else laender

    def view_on_site(self, obj: Agreement) -> str | None:
        """The public page, for what is public."""
        return obj.get_absolute_url() if obj.visibility == Visibility.PUBLISHED else None

    @admin.display(description=_("Themen"))
    def named_topics(self, obj: Agreement) -> str:
        """The topics in words."""
        return ", ".join(str(Topic(topic).label) for topic in obj.topics)

    @admin.display(description=_("Widersprüche"))
    def named_conflicts(self, obj: Agreement) -> str:
        """The facts on which sources differ, in words."""
        return ", ".join(str(EvidenceField(field).label) for field in obj.conflicts)

    @admin.display(description=_("Partner"))
    def partners(self, obj: Agreement) -> str:
        """Organisations and Kommunen that are parties."""
        return ", ".join(str(p) for p in [*obj.partner_organisations.all(), *obj.partner_kommunen.all()])

    @admin.display(description=_("Portale"))
    def named_portals(self, obj: Agreement) -> str:
        """The portals by name."""
        return ", ".join(portal.name for portal in obj.portals.all())

    @admin.display(description=_("Pilotkommunen"))
    def pilots(self, obj: Agreement) -> str:
        """The Pilotkommunen by name."""
        return ", ".join(str(pilot) for pilot in obj.pilotkommunen.select_related("kommune"))

    @admin.display(description=_("Datum"), ordering="date")
    def written_date(self, obj: Agreement) -> str:
        """The date, no more exact than its source."""
        # With hyphens that do not break, so that a date stays in one line.
        return german_date(date_value(obj.date, obj.date_precision)) or "–"

    @admin.display(description=_("Sicherheit"), ordering="confidence")
    def certainty(self, obj: Agreement) -> str:
        """How sure the extraction is, in per cent."""
        return "–" if obj.confidence is None else f"{obj.confidence:.0%}".replace("%", " %")

    @admin.display(description=_("Prüfung"))
    def review(self, obj: Agreement) -> str:
        """The way to the review page."""
        try:
            return link(reverse("curation:review", args=[obj.pk]), _("prüfen"))
        except NoReverseMatch:
            return "–"


class OfAgreements(ReadOnly):
    """Rows of agreements, found by the words of these: quick where comparing titles would not be."""

    search_fields = ("agreement__title",)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple:
        """Search in the agreements as their own list does."""
        if not search_term:
            return queryset, False
        return queryset.filter(words_of_agreement(search_term, "agreement__")), False


@admin.register(Evidence)
class EvidenceAdmin(OfAgreements):
    """All evidence; decisions are made on the review page."""

    list_display = (
        "field",
        "value",
        "short_quote",
        "agreement",
        "article",
        "confidence",
        "decision",
        "decided_by",
    )
    list_filter = ("field", "decision")
    list_select_related = ("agreement", "article", "decided_by")
    ordering = ("-pk",)

    @admin.display(description=_("Zitat"))
    def short_quote(self, obj: Evidence) -> str:
        """The beginning of the quote."""
        return obj.quote[:80] + ("…" if len(obj.quote) > 80 else "")


@admin.register(Report)
class ReportAdmin(OfAgreements):
    """Which article tells of which agreement, and why they were joined."""

    list_display = ("agreement", "article", "relation", "reason", "confidence", "machine_version")
    list_filter = ("relation",)
    list_select_related = ("agreement", "article")
    ordering = ("-pk",)


@admin.register(Pilotkommune)
class PilotkommuneAdmin(OfAgreements):
    """Who takes part as a pilot."""

    list_display = ("kommune", "land", "agreement")
    list_filter = ("kommune__land",)
    list_select_related = ("kommune__land", "agreement")
    ordering = ("-pk",)

    @admin.display(description=_("Land"))
    def land(self, obj: Pilotkommune) -> str:
        """The Land of the Kommune."""
        return obj.kommune.land.name


@admin.register(Signatory)
class SignatoryAdmin(OfAgreements):
    """Who signed."""

    list_display = ("name", "party", "agreement")
    list_select_related = ("agreement",)
    ordering = ("-pk",)
