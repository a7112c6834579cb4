"""What a reader feels: the first page in Chromium on a processor four times as slow."""

import os
import statistics

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import Line, at_most
from benchmarks.stand import Client
from coopwatch.local.browser import WITHOUT, find_browser, use_running_node

SLOWER = 4
OBSERVE = """
window.values = {lcp: 0, shift: 0};
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.values.lcp = entry.startTime;
}).observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.values.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
window.longest = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) window.longest = Math.max(window.longest, entry.duration);
}).observe({type: "event", durationThreshold: 16, buffered: true});
"""


def measure(client: Client, rounds: int) -> list[Line]:
    """Return the lines of the browser."""
    if not (program := find_browser()):
        raise SystemExit(WITHOUT)
    use_running_node()
    client.get("/")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=[*sandbox, "--disable-gpu"])
        visits = [visit(browser, f"http://127.0.0.1:{client.port}/") for _round in range(rounds)]
        browser.close()
    lcp, shift, longest = (statistics.median(values) for values in zip(*visits, strict=True))
    what = f"browser, {SLOWER} times slower"
    return [
        at_most(f"{what}: largest contentful paint in s", lcp / 1000, 1.5, f"median of {rounds}"),
        at_most(f"{what}: layout shift", shift, 0.1, f"median of {rounds}"),
        at_most(f"{what}: slowest interaction in ms", longest, 100, "a facet opened, a value chosen"),
    ]


def visit(browser: Browser, address: str) -> tuple[float, float, float]:
    """Return largest contentful paint (ms), layout shift, and the slowest interaction (ms) of one visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(OBSERVE)
    page.goto(address, wait_until="networkidle")
    values = page.evaluate("window.values")
    interact(page)
    longest = page.evaluate("window.longest")
    context.close()
    return values["lcp"], values["shift"], longest


def interact(page: Page) -> None:
    """Open a facet and choose a value, as a reader does."""
    page.locator("#facet-art > summary").click()
    page.locator("#facet-art input").first.click()
    page.wait_for_url("**/?art=*")
    page.wait_for_timeout(500)
