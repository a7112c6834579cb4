"""The app's configuration."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Configuration of coopwatch.registry."""

    name = "coopwatch.registry"
    verbose_name = "Register"
    default_auto_field = "django.db.models.BigAutoField"
