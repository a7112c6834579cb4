"""The four roles of the editors as groups, and the permissions that belong to each.

A role has everything that the one before it has. `migrate` brings the groups in line with this file. Whoever
needs something else makes a group of another name.
"""

from collections.abc import Mapping

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Q

LESEN, REDAKTION, CHEFREDAKTION, ADMINISTRATION = "Lesen", "Redaktion", "Chefredaktion", "Administration"

# Model -> what a role may do with it beyond the role before. Articles hold whole texts and error reports the
# addresses of readers: both are for editors only.
READERS = {
    "registry": dict.fromkeys(
        [
            "agreement",
            "evidence",
            "report",
            "signatory",
            "pilotkommune",
            "organisation",
            "portal",
            "source",
            "land",
            "kommune",
            "proposal",
            "regrouping",
        ],
        "view",
    )
}
EDITORS = {
    "registry": {
        "article": "view add change",
        "agreement": "add change",
        "evidence": "add change",
        "organisation": "add change",
        "portal": "add change",
        "proposal": "change",
        "errorreport": "view change",
        "regrouping": "add change",
        "visit": "add change delete",
    },
}
CHIEF_EDITORS = {
    "registry": {
        "article": "delete",
        "agreement": "delete",
        "organisation": "delete",
        "portal": "delete",
        "source": "add change delete",
    },
    "intake": {"download": "view", "host": "view"},
    "dashboard": {"textpage": "view add change"},
}


def wanted(grants: Mapping[str, Mapping[str, str]]) -> Q:
    """Return the condition that finds the permissions of a role's own grants."""
    found = Q(pk=None)
    for app, models in grants.items():
        for model, verbs in models.items():
            codenames = [f"{verb}_{model}" for verb in verbs.split()]
            found |= Q(content_type__app_label=app, codename__in=codenames)
    return found


def sync_roles(**kwargs) -> None:
    """Make the groups and give each exactly its permissions; running it again changes nothing."""
    if Group._meta.db_table not in connection.introspection.table_names():
        return
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    held = Q(pk=None)
    for name, grants in ((LESEN, READERS), (REDAKTION, EDITORS), (CHEFREDAKTION, CHIEF_EDITORS)):
        held |= wanted(grants)
        _give(name, held)
    _give(ADMINISTRATION, Q())


def _give(name: str, condition: Q) -> None:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.set(Permission.objects.filter(condition))
