"""Addresses of the public pages, exports, feeds and the API."""

from django.urls import path

from coopwatch.dashboard.api import views as api
from coopwatch.dashboard.language import choose_language
from coopwatch.dashboard.models import PageKey
from coopwatch.dashboard.shapes import shapes
from coopwatch.dashboard.views import (
    agreement,
    compare,
    export,
    figure,
    lists,
    pages,
    profiles,
    report,
    start,
    subscription,
)

app_name = "dashboard"
urlpatterns = [
    path("", start.start, name="start"),
    path("filter/<slug:name>/", start.facet, name="facet"),
    path("vereinbarung/<slug:slug>/", agreement.agreement_page, name="agreement"),
    path("vereinbarung/<slug:slug>/melden/", report.report_page, name="report"),
    path("bund/", profiles.bund_page, name="bund"),
    path("land/<slug:slug>/", profiles.land_page, name="land"),
    path("portal/<slug:slug>/", profiles.portal_page, name="portal"),
    path("kommune/<slug:slug>/", profiles.kommune_page, name="kommune"),
    path("organisation/<slug:slug>/", profiles.organisation_page, name="organisation"),
    path("quelle/<slug:slug>/", profiles.source_page, name="source"),
    *(path(f"{name}/", lists.directory, {"name": name}, name=name) for name in lists.NAMES),
    path("vergleich/", compare.compare, name="compare"),
    path("aenderungen/", pages.changes_page, name="changes"),
    path("methodik/", pages.method_page, name="method"),
    path("daten/", pages.about_page, name="about"),
    *(path(f"{key}/", pages.text_page, {"key": key}, name=key) for key in PageKey.values),
    path("abbildung/<slug:name>/", figure.embedded, name="figure"),
    *(path(f"export/{name}", view, name=f"export-{name}") for name, view in export.EXPORTS.items()),
    path("abonnement/", subscription.subscribe, name="subscribe"),
    path("abonnement/bestaetigen/<str:token>/", subscription.confirm, name="confirm"),
    path("abonnement/abmelden/<str:token>/", subscription.unsubscribe, name="unsubscribe"),
    path("api/", api.documentation, name="api"),
    path("api/v1/agreements", api.agreements, name="api-agreements"),
    path("api/v1/agreements/<slug:slug>", api.agreement, name="api-agreement"),
    path("api/v1/facets", api.facets, name="api-facets"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/<path:rest>", api.unknown_address),
    path("dcat.ttl", api.dcat, name="dcat"),
    path("umrisse/<slug:version>.geojson", shapes, name="shapes"),
    path("sprache/<slug:language>/", choose_language, name="language"),
]
