"""The reference data, to look things up; `load_reference` writes them."""

from django.contrib import admin

from coopwatch.curation.admin.base import ReadOnly
from coopwatch.registry.models import Kommune, Land


@admin.register(Land)
class LandAdmin(ReadOnly):
    """The sixteen Länder."""

    list_display = ("name", "code", "full_name", "name_en", "capital")
    search_fields = ("name", "code")


@admin.register(Kommune)
class KommuneAdmin(ReadOnly):
    """The gazetteer."""

    list_display = ("name", "ags", "kind", "land", "kreis", "population")
    list_filter = ("kind", "land")
    search_fields = ("name", "=ags")
    list_select_related = ("land", "kreis")
