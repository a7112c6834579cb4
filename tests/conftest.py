"""What each test stands on: a PostgreSQL server, and folders of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from tests.embedded import test_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[None]:
    """Run the embedded server during the session, unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with test_server(django_settings.VAR_DIR):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres_server, django_db_modify_db_settings_parallel_suffix) -> None:
    """Have the server running before the test database is made."""


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path: Path) -> Path:
    """Keep uploaded files of a test in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
