"""The app's configuration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    """Configuration of coopwatch.intake."""

    name = "coopwatch.intake"
    verbose_name = "Eingang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let tasks find the Celery application, `migrate` make the queue, and articles follow research."""
        from coopwatch import broker
        from coopwatch.celery import app
        from coopwatch.intake.after_research import read_again_around
        from coopwatch.registry.research import research_loaded

        app.set_default()
        # Sent for apps with models only, so for this one's neighbour.
        post_migrate.connect(broker.install_queue, sender=apps.get_app_config("registry"))
        research_loaded.connect(read_again_around, dispatch_uid="read again what may tell of researched acts")
