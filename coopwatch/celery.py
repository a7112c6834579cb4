"""The Celery application; its settings are the CELERY_* names of coopwatch.settings."""

import os

from celery import Celery

from coopwatch.worker_watch import EndWhenBroken

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopwatch.settings")

app = Celery("coopwatch")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["coopwatch.intake.fetching"])
app.steps["worker"].add(EndWhenBroken)
