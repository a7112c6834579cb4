"""The app's configuration."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Configuration of coopwatch.dashboard."""

    name = "coopwatch.dashboard"
    verbose_name = "Dashboard"
    default_auto_field = "django.db.models.BigAutoField"
