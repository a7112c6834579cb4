"""The fixtures of the review tests."""

import pytest

from tests.registry.actions.cast import Cast, add_cast


@pytest.fixture
def cast(db) -> Cast:
    """Give the small cast in the database."""
    return add_cast()
