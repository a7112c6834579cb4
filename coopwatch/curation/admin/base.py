"""What the lists share."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin

from coopwatch.curation.paging import ThriftyPaginator


class QuickList(admin.ModelAdmin):
    """A list with few queries and no slow count."""

    paginator = ThriftyPaginator
    show_full_result_count = False
    list_per_page = 50


class WithHistory(QuickList, SimpleHistoryAdmin):
    """A list whose rows show their history."""

    object_history_list_template = "admin/registry/history_list.html"

    def history_view_title(self, request: HttpRequest, obj: Model) -> str:
        """The heading of the history."""
        return _("Verlauf: %s") % obj

    def history_form_view_title(self, request: HttpRequest, obj: Model) -> str:
        """The heading of one row of history."""
        return _("Früherer Stand: %s") % obj


class ReadOnly(QuickList):
    """A list to look at: the rows are written by the machine or by other pages."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        """Nobody deletes rows here."""
        return False


def link(address: str, words: object) -> str:
    """Return a link; the words are escaped."""
    return format_html('<a href="{}">{}</a>', address, words)
