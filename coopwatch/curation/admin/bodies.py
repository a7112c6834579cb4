"""Organisations, portals and publishers, kept by editors."""

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coopwatch.curation.admin.base import QuickList, WithHistory
from coopwatch.intake.feeds import poll_soon
from coopwatch.registry.models import Organisation, Portal, Source


class BodyAdmin(WithHistory):
    """A body with its spellings: the extraction knows a new one from the next article on."""

    list_filter = ("check_state", "laender")
    search_fields = ("name", "spellings")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("laender",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the agreements along."""
        return super().get_queryset(request).annotate(uses=Count("agreements"))

    @admin.display(description=_("Vereinbarungen"), ordering="uses")
    def uses_in_agreements(self, obj: Organisation | Portal) -> int:
        """How many agreements name the body."""
        return obj.uses

    @admin.display(description=_("Schreibweisen"))
    def known_spellings(self, obj: Organisation | Portal) -> str:
        """The first spellings."""
        return " | ".join(obj.spellings[:4]) + (" …" if len(obj.spellings) > 4 else "")


@admin.register(Organisation)
class OrganisationAdmin(BodyAdmin):
    """Public bodies that are neither Bund, Land nor Kommune."""

    list_display = ("name", "kind", "known_spellings", "check_state", "uses_in_agreements")
    list_filter = ("kind", "check_state", "laender")


@admin.register(Portal)
class PortalAdmin(BodyAdmin):
    """Named portals, platforms and base components."""

    list_display = ("name", "known_spellings", "check_state", "uses_in_agreements", "url")


@admin.register(Source)
class SourceAdmin(QuickList):
    """Publishers and their feeds."""

    list_display = ("name", "kind", "enabled", "home_url", "last_success", "last_error")
    list_filter = ("kind", "enabled")
    search_fields = ("name", "home_url", "feed_url")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("last_tried", "last_success", "last_error")
    actions = ("poll_now",)

    @admin.action(description=_("Feed jetzt abrufen"), permissions=["change"])
    def poll_now(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Have the enabled feeds asked before their interval is over."""
        asked = poll_soon(queryset)
        text = ngettext("%d Feed wird abgerufen.", "%d Feeds werden abgerufen.", asked)
        self.message_user(request, text % asked, messages.SUCCESS)
