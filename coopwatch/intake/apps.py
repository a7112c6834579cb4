"""The app's configuration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class IntakeConfig(AppConfig):
    """Configuration of coopwatch.intake."""

    name = "coopwatch.intake"
    verbose_name = "Eingang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let tasks find the Celery application, and `migrate` make the queue."""
        from coopwatch import broker
        from coopwatch.celery import app

        app.set_default()
        # Sent for apps with models only, so for this one's neighbour.
        post_migrate.connect(broker.install_queue, sender=apps.get_app_config("registry"))
