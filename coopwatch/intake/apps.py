"""The app's configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Configuration of coopwatch.intake."""

    name = "coopwatch.intake"
    verbose_name = "Eingang"
    default_auto_field = "django.db.models.BigAutoField"
