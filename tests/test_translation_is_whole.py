"""Every text that the code and the templates mark for translation stands in the English catalogue."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TEXT = r"""u?(?:\"{3}(?:\\.|[^\\])*?\"{3}|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
# What Django makes of a template has no Python round these calls.
CALL = re.compile(rf"\b(?:n?p?gettext|_)\(\s*{TEXT}(?:\s*,\s*{TEXT})*(?:\s*,\s*count)?\s*\)", re.S)


def sources() -> Iterator[tuple[Path, str]]:
    """Yield each file that may hold texts, and what of it is Python."""
    for path in sorted((ROOT / "coopwatch").rglob("*.py")):
        yield path, path.read_text("utf-8")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        calls = CALL.findall(templatize(path.read_text("utf-8"), origin=str(path)))
        yield path, "\n".join(calls)


def texts(code: str) -> Iterator[tuple[str, str | None]]:
    """Yield the texts that Python code marks, a plural by its singular, each with its context."""
    for _line, text, _comments, context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
        yield (text if isinstance(text, str) else text[0]), context


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str | None]]:
    """Return what the catalogue has."""
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    return {((m.id if isinstance(m.id, str) else m.id[0]), m.context) for m in catalog}


def test_the_texts_of_templates_and_of_code_are_found():
    calls = CALL.findall(
        templatize("{% translate 'Häuser' %}<p>{% blocktranslate %}ein Haus{% endblocktranslate %}")
    )
    assert [text for text, _context in texts("\n".join(calls))] == ["Häuser", "ein Haus"]
    assert list(texts('pgettext_lazy("Ort", "Halle")\n_("Land")')) == [("Halle", "Ort"), ("Land", None)]


def test_every_text_has_its_english(known):
    missing = [
        f"{path.relative_to(ROOT)}: {text}"
        for path, code in sources()
        for text, context in texts(code)
        if (text, context) not in known
    ]
    assert missing == []
