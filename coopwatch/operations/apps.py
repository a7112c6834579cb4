"""The app's configuration."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Configuration of coopwatch.operations."""

    name = "coopwatch.operations"
    verbose_name = "Betrieb"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the checks take part in `manage.py check`, and workers show that they are alive."""
        from coopwatch.operations import checks, liveness  # noqa: F401
