"""All addresses: the editors' admin, everything else is the public dashboard."""

from django.contrib import admin
from django.urls import include, path

handler500 = "coopwatch.operations.outage.server_error"
urlpatterns = [
    path("", include("coopwatch.operations.urls")),
    path("admin/redaktion/", include("coopwatch.curation.urls")),
    path("admin/", admin.site.urls),
    path("", include("coopwatch.dashboard.urls")),
]
