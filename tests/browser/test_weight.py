"""What goes over the wire at the first visit, files packed as the deployment packs them.

`scripts/measure_weight.py` measures first and second visit of a running program.
"""

import gzip
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.browser.conftest import draw_all

# The rows of the site are committed once for the session; the mark has the database made.
pytestmark = pytest.mark.django_db

MOST = 580_000  # bytes; the goal is 650,000


def over_the_wire(response) -> int:
    """Return the bytes that an answer takes once packed: static files by Brotli, pages by gzip."""
    path = response.url.split("?")[0].partition("/static/")[2]
    if path:
        raw = find(path).read_bytes()
        return len(raw) if path.endswith(".woff2") else len(brotli.compress(raw))
    body = response.body()
    return len(body if response.url.startswith("data:") else gzip.compress(body, 6))


def find(path: str) -> Path:
    """Return the file behind an address below /static/."""
    return Path(finders.find(path) or settings.BASE_DIR / "static" / path)


def sizes_of_a_visit(page, site) -> dict[str, int]:
    """Return the size of every answer to one visit with all figures drawn."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(site + "/")
    draw_all(page)
    own = [answer for answer in answers if answer.url.startswith(site)]
    return {answer.url: over_the_wire(answer) for answer in own}


def test_the_first_visit_is_light(page, site):
    sizes = sizes_of_a_visit(page, site)
    assert any("plotly.min.js" in url for url in sizes)
    assert any(".woff2" in url for url in sizes)
    assert sum(sizes.values()) <= MOST, sorted(sizes.items(), key=lambda item: -item[1])
