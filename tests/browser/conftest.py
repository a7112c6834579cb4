"""A real browser on a real server with the small cast; skipped, with the reason, where either is missing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from pytest_django.live_server_helper import LiveServer

from coopwatch.curation.roles import REDAKTION
from coopwatch.registry.models import Portal
from tests.dashboard.cast import add_cast, agreement

PLOTLY = Path(settings.BASE_DIR) / "static" / "build" / "plotly.min.js"

PASSWORD = "nur für die Prüfung"

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>x</a>",
    "{{constructor.constructor('alert(1)')()}}",
]


def add_many(count: int) -> None:
    """Add agreements of two and more parties over 25 years."""
    for number in range(count):
        laender = ("BY", "HE") if number % 3 else ("SN", "TH", "SL")
        facts = {"date": f"{2000 + number % 25}-01-01", "date_precision": "year", "date_basis": "stated"}
        agreement(f"nr-{number}", f"Vereinbarung Nummer {number}", laender, bund=number % 4 == 0, **facts)


def add_hostile() -> None:
    """Add titles, summaries and portals that would like to be code."""
    for number, text in enumerate(PAYLOADS):
        facts = {"date": "2024-05-06", "date_precision": "day", "date_basis": "stated", "kind": "pakt"}
        row = agreement(f"boese-{number}", text, ("BY", "HE"), summary=text, name=text, **facts)
        row.portals.add(Portal.objects.create(slug=f"boese-{number}", name=text))


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Serve the cast, and a hundred agreements more, to the tests of a module; return the address."""
    if not PLOTLY.exists():
        pytest.skip("the front-end assets are not built: make assets")
    with django_db_blocker.unblock():
        with transaction.atomic():
            add_cast()
            add_many(100)
            add_hostile()
            add_portals(34)
            add_editor()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def add_portals(count: int) -> None:
    """Add an agreement with more portals than a page shows at once, and one with the last of them alone."""
    portals = [Portal.objects.create(slug=f"portal-{n}", name=f"Portal {n}") for n in range(count)]
    agreement("viele-portale", "Viele Portale", ("BY", "HE")).portals.set(portals[:-1])
    agreement("ein-portal", "Ein Portal", ("BY", "SN")).portals.set(portals[-1:])


def add_editor() -> None:
    """Add an editor who can log in."""
    editor = User.objects.create_user("anna", password=PASSWORD, is_staff=True)
    editor.groups.add(Group.objects.get_or_create(name=REDAKTION)[0])


class Watched:
    """What a page did that it must not: requests to other hosts, and complaints of the console."""

    def __init__(self, page, root: str):
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        own = (root, "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(own) else self.foreign.append(r.url))
        page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def hear(self, message) -> None:
        """Keep what the console complains of."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def assert_clean(self) -> None:
        """Fail with what was found."""
        assert not self.foreign
        assert not self.complaints


@pytest.fixture
def visit(page, site) -> Iterator[Callable[[str], object]]:
    """Open a page and wait for its figures; at the end no foreign request and no complaint may have come."""
    watched = Watched(page, site)

    def open_page(path: str):
        page.goto(site + path)
        draw_all(page)
        return page

    yield open_page
    watched.assert_clean()


def draw_all(page) -> None:
    """Bring every figure into view and wait until it is drawn."""
    figures = page.locator("[data-figure]")
    for index in range(figures.count()):
        place = figures.nth(index)
        place.scroll_into_view_if_needed()
        page.locator(f"#{place.get_attribute('id')}[data-drawn]").wait_for()
