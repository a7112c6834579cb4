"""What the registry's tests stand on."""

import pytest

from tests.registry import cast


@pytest.fixture
def places(db) -> None:
    """The sixteen Länder and the places of the cast are loaded."""
    cast.load_places()
