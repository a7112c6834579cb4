"""The dashboard's fixtures."""

import pytest

from tests.dashboard.cast import Cast, add_cast


@pytest.fixture
def cast(db) -> Cast:
    """Give the small cast in the database."""
    return add_cast()
