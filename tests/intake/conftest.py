"""What the tests of the intake stand on."""

from collections.abc import Iterator

import pytest

from tests.intake.web import Site, running_site


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on 127.0.0.1."""
    with running_site() as running:
        yield running
