"""Two journeys from their beginning to their end: to the source of a fact, and from a slip to the editors' desk."""

import re

import pytest

from tests.browser.conftest import PASSWORD, draw_all

# The rows of the site are committed once for the module; the mark has the database made.
pytestmark = pytest.mark.django_db

SLIP = "Das Datum stimmt nicht: Es war der 6. September."


def click_middle(page, mark) -> None:
    """Click on the middle of a mark of a figure, as a hand does."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_from_the_filter_over_the_map_to_quote_and_source(page, site):
    page.route("https://example.org/**", lambda route: route.fulfill(body="Der Artikel des Verlags"))
    page.goto(f"{site}/?bis=2017")
    page.locator("#von").fill("2016")
    page.locator("#von").press("Tab")
    page.wait_for_url("**/?von=2016&bis=2017")
    draw_all(page)
    click_middle(page, page.locator("#bild-karte text", has_text="BY").first)
    page.wait_for_url("**/?partei=DE-BY&von=2016&bis=2017")
    page.locator("#tabelle").get_by_role("link", name="Pakt am Main", exact=True).click()
    quote = page.locator(".quote", has_text="Bayern und Hessen").first
    assert quote.locator("mark").inner_text() == "Bayern und Hessen"
    quote.get_by_role("link").click()
    page.wait_for_url("https://example.org/main")
    assert page.locator("body").inner_text() == "Der Artikel des Verlags"


def report_slip(page, site) -> None:
    """Tell the editors of a slip, from the fact that is wrong."""
    page.goto(f"{site}/vereinbarung/pakt-am-main/")
    page.get_by_role("link", name=re.compile("Fehler melden.*Datum")).click()
    assert page.get_by_label("Welche Angabe ist falsch?").input_value() == "date"
    page.get_by_label("Was stimmt nicht").fill(SLIP)
    page.wait_for_timeout(3200)  # the form refuses what no person could have written so quickly
    page.get_by_role("button", name="Meldung senden").click()
    page.get_by_role("heading", name="Danke für Ihre Meldung").wait_for()


def test_a_reported_error_stands_in_the_queue_of_the_editors(page, site):
    report_slip(page, site)
    page.goto(f"{site}/admin/redaktion/")
    page.locator("#id_username").fill("anna")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.get_by_role("link", name="Pakt am Main", exact=True).first.click()
    assert page.get_by_text(SLIP).is_visible()
