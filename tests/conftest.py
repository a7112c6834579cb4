"""What each test stands on: a PostgreSQL server, folders of its own, and a browser where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from coopwatch.local.browser import WITHOUT, find_browser, use_running_node
from coopwatch.local.messages import compile_messages
from tests.embedded import test_server

# Playwright keeps an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    """Have the translations; the workers of a parallel run come after the run has begun."""
    use_running_node()
    if not hasattr(config, "workerinput"):
        compile_messages()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, with the reason."""
    if not find_browser():
        for item in items:
            if "browser" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.skip(reason=WITHOUT))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use the machine's Chromium; its sandbox does not work for root."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": find_browser(), "args": [*sandbox, "--disable-gpu"]}


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
