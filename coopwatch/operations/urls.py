"""Addresses for operators and their machines."""

from django.urls import path

from coopwatch.operations import views

app_name = "operations"
urlpatterns = [
    path("favicon.ico", views.icon),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
    path("admin/betrieb/", views.status, name="status"),
]
