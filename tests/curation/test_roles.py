"""Every address of the admin in every role: who may see it, who is told 403, who must log in first."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from coopwatch.curation.roles import ADMINISTRATION, CHEFREDAKTION, LESEN, REDAKTION, sync_roles
from coopwatch.registry.models import ErrorReport, Proposal, Regrouping
from tests.curation.conftest import client_in
from tests.registry.actions.cast import Cast

ROLES = (LESEN, REDAKTION, CHEFREDAKTION, ADMINISTRATION)
EVERYBODY, EDITORS, CHIEFS, ADMINS = ROLES, ROLES[1:], ROLES[2:], ROLES[3:]

# Our own pages and who may see them.
PAGES = [
    ("queue", EVERYBODY), ("next", EDITORS), ("history-csv-all", EVERYBODY), ("review", EDITORS),
    ("visit", EDITORS), ("step", EDITORS), ("proposal", EDITORS), ("error-report", EDITORS), ("fact", EDITORS),
    ("correct", EDITORS), ("add", EDITORS), ("merge-choose", EDITORS), ("merge", EDITORS), ("split", EDITORS),
    ("undo", EDITORS), ("history", EVERYBODY), ("history-csv", EVERYBODY),
    ("second-factor", EVERYBODY), ("own-sessions", EVERYBODY),
]  # fmt: skip
NO_KEY = {"queue", "next", "history-csv-all", "second-factor", "own-sessions"}

# Model -> who may view its list, who may add (None: nobody).
LISTS = {
    "registry.agreement": (EVERYBODY, EDITORS), "registry.evidence": (EVERYBODY, None),
    "registry.report": (EVERYBODY, None), "registry.signatory": (EVERYBODY, None),
    "registry.pilotkommune": (EVERYBODY, None), "registry.organisation": (EVERYBODY, EDITORS),
    "registry.portal": (EVERYBODY, EDITORS), "registry.source": (EVERYBODY, CHIEFS),
    "registry.land": (EVERYBODY, None), "registry.kommune": (EVERYBODY, None),
    "registry.proposal": (EVERYBODY, None), "registry.regrouping": (EVERYBODY, None),
    "registry.article": (EDITORS, EDITORS), "registry.errorreport": (EDITORS, None),
    "intake.host": (CHIEFS, None), "intake.download": (CHIEFS, None), "dashboard.textpage": (CHIEFS, CHIEFS),
    "auth.user": (ADMINS, ADMINS), "auth.group": (ADMINS, ADMINS), "axes.accessattempt": (ADMINS, None),
    "otp_totp.totpdevice": (ADMINS, ADMINS), "otp_static.staticdevice": (ADMINS, ADMINS),
    "axes.accesslog": (ADMINS, None), "axes.accessfailurelog": (ADMINS, None),
}  # fmt: skip


@pytest.fixture
def clients(cast: Cast) -> dict[str, Client]:
    """Give a client for each role."""
    return {role: client_in(role, role.lower()) for role in ROLES}


def address(name: str, cast: Cast) -> str:
    """Return the address of a page of ours, with rows that exist."""
    if name in NO_KEY:
        return reverse(f"curation:{name}")
    more = {
        "proposal": lambda: [Proposal.objects.get().pk],
        "error-report": lambda: [ErrorReport.objects.get().pk],
        "merge": lambda: [cast.double.pk],
    }
    key = Regrouping.objects.get().pk if name == "undo" else cast.pakt.pk
    return reverse(f"curation:{name}", args=[key, *more.get(name, list)()])


@pytest.fixture
def rows(cast: Cast) -> None:
    """Give one row of everything that an address names."""
    Proposal.objects.create(agreement=cast.double, candidate=cast.pakt, relation="further", reason="")
    ErrorReport.objects.create(agreement=cast.pakt, message="falsch")
    Regrouping.objects.create(kind="merge", source=cast.double, target=cast.pakt)


def test_the_matrix_names_every_list_and_every_page():
    from coopwatch.curation import urls

    assert {model._meta.label_lower for model in admin.site._registry} == set(LISTS)
    assert {pattern.name for pattern in urls.urlpatterns} == {name for name, _ in PAGES}


@pytest.mark.parametrize(("name", "allowed"), PAGES)
def test_our_pages_let_in_exactly_the_roles(cast: Cast, rows, clients, name: str, allowed: tuple[str, ...]):
    there = address(name, cast)
    for role, client in clients.items():
        status = client.get(there).status_code
        assert (status == 403) is (role not in allowed), (role, status)


@pytest.mark.parametrize("model", LISTS)
def test_lists_and_forms_let_in_exactly_the_roles(cast: Cast, clients, model: str):
    may_view, may_add = LISTS[model]
    name = model.replace(".", "_")
    for role, client in clients.items():
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == (
            200 if role in may_view else 403
        )
        assert client.get(reverse(f"admin:{name}_add")).status_code == (
            200 if role in (may_add or ()) else 403
        )


@pytest.mark.parametrize("verb", ["change", "delete", "history"])
def test_rows_are_changed_and_deleted_by_their_roles_only(cast: Cast, clients, verb: str):
    may = {"change": EVERYBODY, "delete": CHIEFS, "history": EVERYBODY}[verb]
    there = reverse(f"admin:registry_agreement_{verb}", args=[cast.pakt.pk])
    for role, client in clients.items():
        assert client.get(there).status_code == (200 if role in may else 403), role


def test_readers_see_a_record_but_cannot_change_it(cast: Cast, clients):
    there = reverse("admin:registry_agreement_change", args=[cast.pakt.pk])
    assert 'name="_save"' not in clients[LESEN].get(there).content.decode()
    assert 'name="_save"' in clients[REDAKTION].get(there).content.decode()
    assert clients[LESEN].post(there, {"title": "x"}).status_code == 403


def test_strangers_and_people_without_a_role_come_nowhere(cast: Cast, rows):
    public, nobody = Client(), client_in(None, "niemand")
    for name, _allowed in PAGES:
        there = address(name, cast)
        assert public.get(there).url.startswith("/admin/login/")
        assert nobody.get(there).status_code == 403


def test_a_user_who_is_no_staff_is_sent_to_the_login(cast: Cast):
    client, user = Client(), User.objects.create_user("leserin")
    user.groups.add(Group.objects.get(name=REDAKTION))
    client.force_login(user)
    assert client.get(reverse("curation:queue")).url.startswith("/admin/login/")


def test_bringing_the_roles_in_line_takes_away_what_does_not_belong(cast: Cast):
    readers = Group.objects.get(name=LESEN)
    before = set(readers.permissions.values_list("pk", flat=True))
    readers.permissions.set(Group.objects.get(name=ADMINISTRATION).permissions.all())
    sync_roles()
    assert set(readers.permissions.values_list("pk", flat=True)) == before
