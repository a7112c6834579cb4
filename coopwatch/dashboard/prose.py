"""Plain text of the operator as safe HTML: paragraphs, headings, lists, links."""

import re

from django.utils.html import format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe


def linked(text: str) -> SafeString:
    """Return one run of text, escaped, with addresses as links and line breaks kept."""
    return mark_safe("<br>".join(urlize(line, autoescape=True) for line in text.split("\n")))  # noqa: S308 - escaped by urlize


def block(text: str) -> SafeString:
    """Return one block between empty lines."""
    if text.startswith("## "):
        return format_html('<h2 class="kern-heading-medium">{}</h2>', text[3:])
    if all(line.startswith("- ") for line in text.split("\n")):
        items = format_html_join("", "<li>{}</li>", ((linked(line[2:]),) for line in text.split("\n")))
        return format_html('<ul class="kern-list kern-list--bullet">{}</ul>', items)
    return format_html('<p class="kern-body">{}</p>', linked(text))


def prose(text: str) -> SafeString:
    """Return the text as HTML; nothing in it is taken for markup but headings, lists and addresses."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((block(item.strip()),) for item in blocks if item.strip()))
