"""The app's configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DashboardConfig(AppConfig):
    """Configuration of coopwatch.dashboard."""

    name = "coopwatch.dashboard"
    verbose_name = "Dashboard"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look after each migration whether the cards are still made in this way."""
        from coopwatch.dashboard.cards.form import note_new_form

        post_migrate.connect(note_new_form, sender=self, dispatch_uid="dashboard.cards")
