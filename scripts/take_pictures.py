"""Take the pictures of the README from a running program: `make run`, then

    python scripts/take_pictures.py [http://127.0.0.1:8000]

writes docs/images/dashboard.png and docs/images/agreement.png and refuses pictures above 300 kB.
"""

import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coopwatch.local.browser import WITHOUT, find_browser, use_running_node  # noqa: E402

FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 300_000
SIZE = {"width": 1280, "height": 1000}
QUOTED = '#tabelle tr:has-text("mit Zitat") th a'


def draw_visible(page: Page) -> None:
    """Wait until fonts are there and every figure near the window is drawn."""
    page.evaluate("document.fonts.ready")
    for place in page.locator("[data-figure]").all()[:1]:
        page.locator(f"#{place.get_attribute('id')}[data-drawn]").wait_for()


def take(page: Page, address: str, name: str) -> Path:
    """Take one picture of what a reader sees first at an address, and return its file."""
    page.goto(address)
    draw_visible(page)
    path = FOLDER / name
    page.screenshot(path=path)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path} has {path.stat().st_size:,} bytes; make the window smaller (SIZE).")
    return path


def quoted_agreement(page: Page, root: str) -> str:
    """Return the address of the newest agreement with a quote."""
    page.goto(root)
    links = page.locator(QUOTED)
    if not links.count():
        raise SystemExit(f"No agreement with a quote on the first page of {root}: load the samples first.")
    return root + links.first.get_attribute("href")


def main() -> None:
    """Take all pictures."""
    root = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    browser_path = find_browser()
    if not browser_path:
        raise SystemExit(WITHOUT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    use_running_node()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=[*sandbox, "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="de-DE", color_scheme="light")
        pictures = [take(page, root, "dashboard.png")]
        pictures.append(take(page, quoted_agreement(page, root), "agreement.png"))
        browser.close()
    for path in pictures:
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
