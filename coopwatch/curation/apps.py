"""The app's configuration."""

from django.apps import AppConfig


class CurationConfig(AppConfig):
    """Configuration of coopwatch.curation."""

    name = "coopwatch.curation"
    verbose_name = "Redaktion"
    default_auto_field = "django.db.models.BigAutoField"
