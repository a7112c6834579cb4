"""The operator's texts in the admin."""

from django.contrib import admin

from coopwatch.dashboard.models import TextPage


@admin.register(TextPage)
class TextPageAdmin(admin.ModelAdmin):
    """Impressum, Datenschutz, Barrierefreiheit."""

    list_display = ("key", "language", "updated_at")
    list_filter = ("key", "language")
