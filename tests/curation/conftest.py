"""The fixtures of the editors' pages: the small cast of the review tests, and clients in each role."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from coopwatch.curation.roles import REDAKTION
from tests.registry.actions.cast import Cast, add_cast


def client_in(role: str | None, name: str = "rolf") -> Client:
    """Return a client of a staff member in this group (None: in no group)."""
    user = User.objects.create_user(name, is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def cast(db) -> Cast:
    """Give the small cast in the database; Anna is an editor."""
    cast = add_cast()
    cast.anna.is_staff = True
    cast.anna.save()
    cast.anna.groups.add(Group.objects.get(name=REDAKTION))
    return cast


@pytest.fixture
def editor(cast: Cast) -> Client:
    """Give Anna's client."""
    client = Client()
    client.force_login(cast.anna)
    return client
