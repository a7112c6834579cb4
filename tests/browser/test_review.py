"""An editor reviews ten agreements by keyboard alone; then record and history say what she did."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import Page, expect

from coopwatch.curation.roles import REDAKTION
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, ErrorReport, Evidence, Proposal
from coopwatch.registry.queue import counts
from coopwatch.registry.settle import facts_of, settle
from tests.registry.actions.cast import add_places, article_of, found, record

TEXT = (
    "Vorgang {n}: 🏛 Bayern und Hessen haben am 5. September 2016 einen Pakt geschlossen.\r\n\r\n"
    "Als Pilot ist Neustadt dabei. Die Länder bauen das BayernPortal aus, nicht das Amt24. "
    "Am 6. September 2016 folgte die Presse."
)
SIMPLE = ["klar-1", "klar-2", "klar-3"]
SLUGS = [
    *SIMPLE,
    "falsches-portal",
    "falsche-art",
    "neustadt",
    "thema-fehlt",
    "zwei-daten",
    "umentschieden",
    "kein-akt",
]


def add_record(slug: str, number: int) -> None:
    """Add what the machine read in one article, with the mistake that the slug names."""
    article = article_of(TEXT.format(n=number), number)
    findings = [("kind", "pakt", "einen Pakt"), ("date", "2016-09-05", "5. September 2016")]
    findings += [("parties", "DE-BY", "Bayern"), ("parties", "DE-HE", "Hessen")]
    if slug == "falsches-portal":
        findings += [("portals", "BayernPortal", "BayernPortal"), ("portals", "Amt24", "Amt24")]
    if slug == "zwei-daten":
        findings += [("date", "2016-09-06", "6. September 2016")]
    agreement = record(slug, article, findings)
    if slug == "neustadt":
        places = ["06534016", "09574146"]
        found(agreement, article, "pilotkommunen", "Neustadt", "Neustadt", candidates=places)
        settle(agreement, Lookups.load())


@pytest.fixture
def anna(transactional_db) -> User:
    """Give an editor, and ten agreements that wait for her."""
    add_places()
    for number, slug in enumerate(SLUGS):
        add_record(slug, number)
    anna = User.objects.create_user("anna", is_staff=True)
    anna.groups.add(Group.objects.get(name=REDAKTION))
    return anna


@pytest.fixture
def desk(page: Page, live_server, anna: User) -> Page:
    """Give Anna's browser at the queue; an error on the console or a request elsewhere fails the test."""
    client = Client()
    client.force_login(anna)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    trouble: list[str] = []
    page.on("console", lambda line: trouble.append(line.text) if line.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(live_server.url) else trouble.append(r.url))
    page.goto(f"{live_server.url}/admin/redaktion/")
    yield page
    assert trouble == []


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page, name: str) -> str:
    """Return a property of the element that has the focus."""
    return page.evaluate(f"document.activeElement.{name}") or ""


def walk_to(page: Page, words: str) -> None:
    """Go down the facts until the focused one says these words."""
    for _ in range(20):
        if words in focused(page, "ariaLabel"):
            return
        press(page, "ArrowDown")
    raise AssertionError(f"no fact says {words!r}")


def decided(page: Page, words: str) -> None:
    """Wait until the page shows a fact in this state."""
    expect(page.locator(f'.fact[aria-label*="{words}"]')).to_have_count(1)


def drop_the_wrong_portal(page: Page) -> None:
    press(page, "a")
    decided(page, "Art: Pakt, bestätigt")
    walk_to(page, "Amt24")
    press(page, "x")
    decided(page, "Amt24, verworfen")


def correct_the_kind(page: Page) -> None:
    walk_to(page, "Art: Pakt")
    press(page, "k")
    expect(page.locator("#id_value")).to_be_focused()
    page.keyboard.type("Staatsv")
    press(page, "Tab", "Tab", "Enter")
    decided(page, "Art: Staatsvertrag, bestätigt")


def choose_the_place(page: Page) -> None:
    walk_to(page, "Pilotkommunen: Neustadt")
    press(page, "2")
    decided(page, "Landkreis Nürnberger Land, Bayern), bestätigt")


def mark_the_topic(page: Page) -> None:
    walk_to(page, "Beteiligte: Bayern")
    press(page, "m", "ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    marked = page.evaluate("getSelection().toString().trim()")
    press(page, "Enter")
    expect(page.locator("#id_field")).to_be_focused()
    expect(page.locator(".marked")).to_contain_text(marked)
    # Until htmx has settled what it brought, a choice would ask for nothing.
    expect(page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
    page.keyboard.type("Themen")
    expect(page.locator("#id_field")).to_have_value("topics")
    expect(page.locator("#id_value option[value=portale]")).to_have_count(1)
    expect(page.locator("#id_field")).to_be_focused()
    press(page, "Tab")
    page.keyboard.type("Portale")
    press(page, "Tab", "Enter")
    decided(page, "Themen: Portale, bestätigt")


def settle_the_dates(page: Page) -> None:
    walk_to(page, "05.09.2016")
    press(page, "a")
    decided(page, "05.09.2016, bestätigt")


def change_her_mind(page: Page) -> None:
    walk_to(page, "Hessen")
    press(page, "x")
    decided(page, "Hessen, verworfen")
    press(page, "f")
    expect(page.locator("#said")).to_contain_text("mindestens zwei Beteiligte")
    walk_to(page, "Hessen")
    press(page, "o")
    decided(page, "Hessen, offen")


STEPS: dict[str, Callable[[Page], None]] = {
    "falsches-portal": drop_the_wrong_portal,
    "falsche-art": correct_the_kind,
    "neustadt": choose_the_place,
    "thema-fehlt": mark_the_topic,
    "zwei-daten": settle_the_dates,
    "umentschieden": change_her_mind,
}


def review_one(page: Page) -> str:
    """Review the agreement that is open, finish it, and wait for the next page; return its slug."""
    here = page.url
    agreement = Agreement.objects.get(pk=int(here.split("/redaktion/")[1].split("/")[0]))
    STEPS.get(agreement.slug, lambda page: None)(page)
    press(page, "n" if agreement.slug == "kein-akt" else "f")
    page.wait_for_url(lambda url: url != here)
    return agreement.slug


def test_ten_agreements_by_keyboard(desk: Page, anna: User):
    while focused(desk, "id") != "start":
        press(desk, "Tab")
    press(desk, "Enter")
    desk.wait_for_url("**/redaktion/*/?grund=*")
    assert {review_one(desk) for _ in SLUGS} == set(SLUGS)
    expect(desk.locator(".messagelist")).to_contain_text("Das war der letzte Eintrag")
    check_the_record()
    check_the_history(anna)


def check_the_record() -> None:
    rows = {row.slug: row for row in Agreement.objects.all()}
    assert {row.check_state for slug, row in rows.items() if slug != "kein-akt"} == {"checked"}
    assert sum(counts().values()) == 1 and rows["kein-akt"].visibility == "waiting"
    assert facts_of(rows["falsches-portal"]).portals == {"BayernPortal"}
    assert rows["falsche-art"].kind == "staatsvertrag"
    assert facts_of(rows["neustadt"]).pilotkommunen == {"09574146"}
    assert (rows["thema-fehlt"].topics, str(rows["zwei-daten"].date)) == (["portale"], "2016-09-05")
    assert all(row.party_codes == ["DE-BY", "DE-HE"] for row in rows.values())


def check_the_history(anna: User) -> None:
    for agreement in Agreement.objects.exclude(slug="kein-akt"):
        step = agreement.history.first()
        assert (step.history_user, step.history_change_reason) == (anna, "geprüft")
        assert not agreement.evidence.filter(decision="accepted").exclude(decided_by=anna).exists()
    marked = Evidence.objects.get(agreement__slug="thema-fehlt", field="topics")
    assert marked.article.text[marked.start : marked.end] == marked.quote != ""
    portal = Evidence.objects.get(agreement__slug="falsches-portal", value="Amt24")
    assert [(s.decision, s.history_user) for s in portal.history.all()] == [
        ("rejected", anna),
        ("open", None),
    ]


def test_a_second_editor_sees_that_the_first_is_there(desk: Page, browser, live_server):
    desk.goto(f"{live_server.url}/admin/redaktion/weiter/")
    bert = User.objects.create_user("bert", is_staff=True)
    bert.groups.add(Group.objects.get(name=REDAKTION))
    client = Client()
    client.force_login(bert)
    html = client.get(desk.url.removeprefix(live_server.url)).content.decode()
    assert "anna hat diese Vereinbarung ebenfalls geöffnet" in html


def test_marked_words_count_characters_whatever_the_browser_counts(desk: Page, live_server):
    pk = Agreement.objects.get(slug="klar-1").pk
    desk.goto(f"{live_server.url}/admin/redaktion/{pk}/")
    box = desk.locator("[data-article]").first
    box.evaluate("box => getSelection().selectAllChildren(box)")
    passage = desk.evaluate("coopwatchMarking.passage()")
    text = TEXT.format(n=0)
    assert (passage["start"], passage["end"]) == (0, len(text))


# Below the queue's address; {one} and {other} are the keys of two agreements.
PLACES = (
    "", "{one}/", "{one}/zusammenfuehren/", "{one}/zusammenfuehren/{other}/", "{one}/teilen/", "{one}/verlauf/",
    "{one}/angabe/neu/", "{one}/angabe/korrigieren/?field=kind&old=pakt",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_editors_pages(desk: Page, live_server, scheme: str):
    desk.emulate_media(color_scheme=scheme)
    one, other = (Agreement.objects.get(slug=slug).pk for slug in ("neustadt", "klar-1"))
    Proposal.objects.create(agreement_id=one, candidate_id=other, relation="further", reason="Probe")
    ErrorReport.objects.create(agreement_id=one, message="Das Datum stimmt nicht.")
    for place in PLACES:
        desk.goto(f"{live_server.url}/admin/redaktion/{place.format(one=one, other=other)}")
        assert violations(desk) == [], place


def violations(page: Page) -> list[str]:
    """Return what axe finds, as rule and element."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def test_axe_finds_nothing_in_the_dialogs(desk: Page, live_server):
    pk = Agreement.objects.get(slug="klar-1").pk
    desk.goto(f"{live_server.url}/admin/redaktion/{pk}/")
    for key, inside in (("k", "#id_value"), ("+", "#id_field"), ("?", "#shortcuts")):
        press(desk, key)
        expect(desk.locator(inside)).to_be_visible()
        assert violations(desk) == [], key
        press(desk, "Escape")
