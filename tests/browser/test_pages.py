"""Every page in a browser: nothing from elsewhere, no complaint, accessible, no wider than the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PAYLOADS

# The rows of the site are committed once for the module; the mark has the database made.
pytestmark = pytest.mark.django_db

PATHS = [
    "/", "/?partei=DE-BY&partei=DE-HE&von=2010", "/?q=gibtsnicht", "/?spuren=art&von=abc",
    "/vereinbarung/pakt-am-main/", "/vereinbarung/pakt-am-main-2/", "/vereinbarung/modellkommunen/",
    "/vereinbarung/pakt-am-main/melden/", "/abonnement/?partei=DE-BY", "/bund/", "/land/by/", "/portal/bayernportal/",
    "/kommune/wetteraukreis/", "/organisation/hessischer-staedtetag/", "/quelle/kommune21/", "/laender/",
    "/pilotkommunen/", "/quellen/", "/vergleich/", "/vergleich/?land=DE-BY&land=DE-HE", "/aenderungen/", "/methodik/",
    "/daten/", "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/api/", "/abbildung/karte/",
]  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def shared(browser):
    """Give one context to all tests here, so that files are loaded once."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(shared):
    """Give a new page that knows nothing of what earlier ones chose."""
    page = shared.new_page()
    yield page
    page.close()
    shared.clear_cookies()


def findings(page) -> list[str]:
    """Return what axe finds, one line each."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_fits_a_small_screen(visit, path):
    page = visit(path)
    assert findings(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/vereinbarung/modellkommunen/", "/land/by/"])
def test_axe_finds_nothing_in_the_dark(browser, site, path):
    page = browser.new_page(color_scheme="dark")
    page.goto(site + path)
    assert findings(page) == []
    page.close()


def test_axe_finds_nothing_with_everything_open(visit):
    page = visit("/")
    page.evaluate("document.querySelectorAll('details').forEach((part) => (part.open = true))")
    assert findings(page) == []


def test_english_pages_are_clean_too(visit, page, site):
    page.goto(f"{site}/sprache/en/?weiter=/")
    visit("/")
    assert page.locator("h1").inner_text() == "Who works with whom on digital administration?"
    assert findings(page) == []


def test_nothing_that_was_written_runs(visit, page):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for number in range(len(PAYLOADS)):
        visit(f"/vereinbarung/boese-{number}/")
        visit(f"/portal/boese-{number}/")
    visit("/?von=2024&bis=2024&art=pakt")
    page.locator("#bild-zeitstrahl .points path").first.hover(force=True)
    assert dialogs == []


PAPER = 680  # CSS pixels between the margins of A4


def test_figures_are_whole_on_paper(visit):
    page = visit("/?partei=DE-BY")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    pictures = page.locator(".main-svg:visible").all()
    assert len(pictures) >= 4
    for picture in pictures:
        box, view = picture.bounding_box(), picture.get_attribute("viewBox").split()
        assert box["x"] + box["width"] <= PAPER + 1
        assert abs(box["height"] / box["width"] - float(view[3]) / float(view[2])) < 0.02
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".main-svg[viewBox]").count() == 0


def test_a_print_shows_figures_that_nobody_has_scrolled_to(page, site):
    page.goto(f"{site}/?partei=DE-BY")
    page.locator("[data-drawn]").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.locator("#jahre [data-drawn]").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.locator("#jahre [data-drawn] .main-svg").first.wait_for(state="attached")
