"""What the tests of the intake stand on."""

from collections.abc import Iterator

import pytest

from tests.intake.web import Site, running_site
from tests.registry import cast


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on 127.0.0.1."""
    with running_site() as running:
        yield running


@pytest.fixture
def open_site(site: Site, settings) -> Site:
    """The server, permitted by the settings and without pauses."""
    settings.FETCH_CONTACT = "redaktion@amt.example"
    settings.FETCH_DELAY = 0.0
    settings.FETCH_ALLOW = [site.allowed]
    return site


@pytest.fixture
def places(db) -> None:
    """The sixteen Länder and the places of the registry's cast are loaded."""
    cast.load_places()
