"""The app's configuration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    """Configuration of coopwatch.curation."""

    name = "coopwatch.curation"
    verbose_name = "Redaktion"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the admin, and keep the roles in line with the models after each `migrate`."""
        from django.contrib import admin

        from coopwatch.curation.roles import sync_roles

        admin.site.site_header = _("coopwatch – Redaktion")
        admin.site.site_title = _("coopwatch")
        admin.site.index_title = _("Übersicht")
        # Once, after all tables are there: the signal comes for each app with models, and this app has none.
        post_migrate.connect(
            sync_roles, sender=apps.get_app_config("registry"), dispatch_uid="coopwatch-roles"
        )
