"""Days stay what they are: around both changes of the clock and New Year, in whatever zone the server stands."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from coopwatch.registry.models import Article

ROOT = Path(__file__).resolve().parents[2]
DAYS = [
    "2025-12-31",
    "2026-01-01",
    "2026-03-28",
    "2026-03-29",
    "2026-03-30",
    "2026-10-24",
    "2026-10-25",
    "2026-10-26",
]
CODE = """
import django, sys
django.setup()
from coopwatch.registry.facts import date_columns, date_value
from coopwatch.dashboard.words import iso_date, spoken_date
for text in sys.argv[1:]:
    day, precision = date_columns(text)
    print(text, date_value(day, precision), iso_date(day, precision), spoken_date(day, precision))
"""


def told(zone: str) -> str:
    """Return what a process in this zone makes of the days, read, stored as a value, and written for people."""
    settings = os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", CODE, *DAYS]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Los_Angeles"])
def test_no_day_moves(zone):
    for line, day in zip(told(zone).splitlines(), DAYS, strict=True):
        text, value, iso, spoken = line.split(" ", 3)
        assert text == value == iso == day
        assert spoken.startswith(f"{int(day[8:])}. ")


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Los_Angeles"])
@pytest.mark.parametrize("day", DAYS)
def test_no_day_moves_in_the_database(zone, day):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, false)", [zone])
        stored = Article.objects.create(
            content_hash=day, origin="manual", published_on=dt.date.fromisoformat(day)
        )
        cursor.execute(
            "SELECT published_on::text, extract(year from published_on) FROM registry_article WHERE id = %s",
            [stored.pk],
        )
        assert cursor.fetchone() == (day, int(day[:4]))
        cursor.execute("SELECT set_config('TimeZone', 'UTC', false)")
    assert Article.objects.filter(published_on__year=int(day[:4]), pk=stored.pk).exists()
