"""What people do here, from the question to the proof."""

import csv
import io

import pytest

# The rows of the site are committed once for the module; the mark has the database made.
pytestmark = pytest.mark.django_db


def points(page, figure: str):
    """Return the marks of a figure that can be clicked."""
    return page.locator(f"#bild-{figure} .points path")


def test_from_the_filter_to_the_proof(visit):
    page = visit("/?von=2016&bis=2017")
    page.locator("#partei-DE-BY").check()
    page.wait_for_url("**/?partei=DE-BY&von=2016&bis=2017")
    page.locator("#partei-DE-HE").check()
    page.wait_for_url("**/?partei=DE-BY&partei=DE-HE&von=2016&bis=2017")
    page.locator("#tabelle").get_by_text("Pakt am Main", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Pakt am Main"
    assert page.locator(".quote mark").first.inner_text() == "Bayern und Hessen"
    assert page.locator("#quellen + ul a").first.get_attribute("href") == "https://example.org/main"


def test_only_what_changes_is_loaded_anew(visit):
    page = visit("/")
    page.evaluate("window.here = true")
    page.locator("#partei-DE-SN").check()
    page.wait_for_url("**/?partei=*")
    assert page.evaluate("window.here")


def test_the_focus_stays_on_what_was_chosen(visit):
    page = visit("/")
    page.locator("#partei-DE-BY").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**/?partei=DE-BY")
    page.locator("#antwort", has_text="von Bayern").wait_for()
    assert page.evaluate("document.activeElement.id") == "partei-DE-BY"


def test_back_returns_to_the_question_before(visit):
    page = visit("/")
    before = page.locator("#antwort").inner_text()
    page.locator("#partei-DE-BY").check()
    page.wait_for_url("**/?partei=DE-BY")
    page.go_back()
    page.locator("#antwort", has_text=before).wait_for()
    assert not page.locator("#partei-DE-BY").is_checked()


def test_a_chip_takes_a_part_away(visit):
    page = visit("/?partei=DE-BY&partei=DE-HE")
    page.get_by_role("link", name="Hessen entfernen").click()
    page.wait_for_url("**/?partei=DE-BY")


def test_a_click_on_a_mark_opens_the_agreement(visit):
    page = visit("/?partei=DE-BY&partei=DE-HE&von=2016&bis=2016&art=pakt")
    mark = points(page, "zeitstrahl").first
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/vereinbarung/pakt-am-main/")


def test_a_click_on_a_land_asks_for_it(visit):
    page = visit("/")
    label = page.locator("#bild-karte text", has_text="BY").first
    label.scroll_into_view_if_needed()
    box = label.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/?partei=DE-BY")


def test_the_file_holds_the_rows_of_the_page(visit, page):
    visit("/?partei=DE-BY&partei=DE-HE&von=2016&bis=2017")
    sentence = page.locator("#antwort").inner_text()
    page.get_by_text("Daten mitnehmen").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV für Excel").click()
    text = waiting.value.path().read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert sentence.startswith(f"{len(lines)} Vereinbarungen")
    assert all({"Bayern", "Hessen"} <= set(line["Länder"].split("; ")) for line in lines)


@pytest.mark.parametrize(("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_figure_can_be_saved(visit, page, form, begins):
    visit("/?partei=DE-BY")
    with page.expect_download() as waiting:
        page.locator(f"#jahre [data-save={form}]").click()
    assert waiting.value.suggested_filename == f"coopwatch-jahre.{form}"
    assert waiting.value.path().read_bytes().startswith(begins)


def test_every_figure_has_its_table_one_click_away(visit):
    page = visit("/")
    for name in ("zeitstrahl", "karte", "matrix", "jahre"):
        page.locator(f"#{name}").get_by_text("Als Tabelle").click()
        assert page.locator(f"#{name} table tbody tr").first.is_visible()


def test_comparing_two_laender(visit):
    page = visit("/vergleich/")
    page.get_by_label("Bayern").check()
    page.get_by_label("Hessen").check()
    page.get_by_role("button", name="Vergleichen").click()
    page.wait_for_url("**/vergleich/?land=DE-BY&land=DE-HE")
    assert page.get_by_role("heading", level=1).inner_text() == "Bayern – Hessen"


def test_values_that_did_not_come_with_the_page_are_found_by_their_words(visit):
    page = visit("/")
    page.locator("#facet-portal summary").click()
    shown = page.locator("#facet-portal .option:visible")
    assert shown.count() == 20
    page.locator("#suche-portal").fill("portal 33")
    page.locator("#portal-portal-33").check()
    page.wait_for_url("**/?portal=portal-33")
    assert page.locator("#antwort").inner_text() == "1 Vereinbarung mit dem Portal Portal 33"


def test_the_citation_is_copied(visit, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit("/vereinbarung/pakt-am-main/")
    page.get_by_role("button", name="Kopieren (Zitat)").click()
    page.get_by_role("button", name="Kopiert").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#zitat").inner_text()


def test_the_keyboard_reaches_everything(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    wanted = page.locator(
        "main a:visible, main summary:visible, main input:visible, main select:visible"
    ).count()
    seen = set()
    for _ in range(wanted + 60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.outerHTML.slice(0, 200)"))
    assert {"q", "von", "bis", "modus", "undatiert", "partei-DE-BY"} <= seen
    assert any("kern-link" in item and "/vereinbarung/" in item for item in seen)


def test_the_pages_work_without_script(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.goto(site)
    page.locator("#partei-DE-BY").check()
    page.locator("#von").fill("2016")
    page.get_by_role("button", name="Anwenden").click()
    assert page.url == f"{site}/?partei=DE-BY&von=2016"
    page.locator("#zeitstrahl").get_by_text("Als Tabelle").click()
    assert page.locator("#zeitstrahl table").get_by_text("Pakt am Main", exact=True).first.is_visible()
    page.close()
