"""A hundred payloads through titles, names, article texts, quotes, addresses and error reports: none runs."""

import shutil

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client

from coopwatch.registry.models import (
    Agreement,
    Article,
    ErrorReport,
    Evidence,
    Land,
    Organisation,
    Portal,
    Report,
    Source,
)
from tests.operations.payloads import PAYLOADS

CHROMIUM = shutil.which("chromium")
GROUP = 10  # payloads that one agreement carries
LISTS = ["agreement", "article", "evidence", "portal", "organisation", "source", "errorreport"]

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs chromium")


def add_hostile(number: int, payloads: list[str]) -> Agreement:
    """Add an agreement with its portals, organisations, article, quote and error reports of payloads."""
    names = {
        "title": payloads[0],
        "name": payloads[1],
        "summary": " ".join(payloads),
        "search_text": payloads[0],
    }
    row = Agreement.objects.create(
        slug=f"boese-{number}", kind="pakt", status="geschlossen", bund=True, visibility="waiting", **names
    )
    row.laender.add(Land.objects.get(code="DE-BY"))
    row.portals.set(
        Portal.objects.create(slug=f"p-{number}-{i}", name=text) for i, text in enumerate(payloads)
    )
    row.partner_organisations.set(
        Organisation.objects.create(slug=f"o-{number}-{i}", name=text) for i, text in enumerate(payloads)
    )
    add_sources(row, number, payloads)
    for text in payloads:
        ErrorReport.objects.create(agreement=row, message=text)
    Agreement.objects.filter(pk=row.pk).update(visibility="published")
    return row


def add_sources(row: Agreement, number: int, payloads: list[str]) -> None:
    """Add an article of payloads, at an address that is one, with a quote of each."""
    source = Source.objects.create(slug=f"s-{number}", name=payloads[2], last_error=payloads[3])
    text = "\n".join(payloads)
    facts = {
        "title": payloads[4],
        "text": text,
        "url": f"https://bote.example/{number}?{payloads[6]}",
        "source": source,
    }
    article = Article.objects.create(content_hash=f"boese-{number}", origin="manual", state="read", **facts)
    Report.objects.create(agreement=row, article=article, relation="new", reason=payloads[5])
    for payload in payloads:
        start = text.index(payload)
        place = {"quote": payload, "start": start, "end": start + len(payload)}
        Evidence.objects.create(
            agreement=row, article=article, field="name", value=payload[:300], rule="x", **place
        )


def addresses(rows: list[Agreement]) -> list[str]:
    """Return the pages on which payloads are shown."""
    public = [
        "/",
        "/?sortierung=titel",
        "/portale/",
        "/organisationen/",
        "/quellen/",
        "/abbildung/zeitstrahl/",
    ]
    public += [
        f"/?q={PAYLOADS[8]}",
        f"/?portal={PAYLOADS[0]}",
        "/portal/p-0-1/",
        "/organisation/o-0-1/",
        "/quelle/s-0/",
    ]
    public += [row.get_absolute_url() for row in rows]
    staff = [f"/admin/registry/{name}/" for name in LISTS] + ["/admin/", "/admin/betrieb/"]
    articles = Article.objects.filter(content_hash__startswith="boese").values_list("pk", flat=True)
    staff += [f"/admin/registry/article/{pk}/change/" for pk in articles]
    return public + staff + [f"/admin/redaktion/{row.pk}/" for row in rows]


@pytest.mark.usefixtures("reference")
def test_no_payload_runs(live_server, page):
    rows = [add_hostile(n, PAYLOADS[n * GROUP : (n + 1) * GROUP]) for n in range(len(PAYLOADS) // GROUP)]
    client = Client()
    client.force_login(User.objects.create_superuser("chefin"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    ran, seen = [], 0
    for address in addresses(rows):
        answer = page.goto(live_server.url + address, wait_until="load")
        assert answer.status in {200, 400}, f"{address}: {answer.status}"
        seen += "pwned" in page.content()
        links = page.locator("a[href^='javascript:' i], a[href^='data:text' i]").count()
        if page.evaluate("window.pwned") or links:
            ran.append(address)
    assert not ran
    assert not dialogs
    # The payloads really were on the pages, as text.
    assert seen > len(rows) * 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)//https://x", " javascript:alert(1)", "data:text/html,x", "//x.example/"]
)
def test_an_article_has_an_address_of_the_web_or_none(url):
    with pytest.raises(IntegrityError, match="article_url_is_of_the_web"):
        Article.objects.create(content_hash="x", origin="manual", url=url)


def test_there_are_a_hundred():
    assert len(set(PAYLOADS)) == 100
