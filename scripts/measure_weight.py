"""Measure what the first page of a running program takes over the wire, at the first visit and at the next:

python scripts/measure_weight.py [http://127.0.0.1:8000]
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coopwatch.local.browser import WITHOUT, find_browser, use_running_node

GOALS = {"first visit": 650_000, "second visit": 20_000}  # bytes


def bytes_of_a_visit(context: BrowserContext, address: str) -> int:
    """Return the bytes received, as the browser counts them, until every figure is drawn."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, int] = {}
    wire.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    page.goto(address)
    for place in page.locator("[data-figure]").all():
        place.scroll_into_view_if_needed()
        page.locator(f"#{place.get_attribute('id')}[data-drawn]").wait_for()
    page.close()
    return int(sum(sizes.values()))


def main() -> None:
    """Print both sums; end with an error where one is above its goal."""
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    if not (program := find_browser()):
        raise SystemExit(WITHOUT)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    use_running_node()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=[*sandbox, "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        sums = {name: bytes_of_a_visit(context, address) for name in GOALS}
        browser.close()
    for name, size in sums.items():
        print(f"{name}: {size:,} bytes (goal {GOALS[name]:,})")
    raise SystemExit(any(size > GOALS[name] for name, size in sums.items()))


if __name__ == "__main__":
    main()
