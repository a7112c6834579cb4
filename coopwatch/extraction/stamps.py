"""Dates that belong to the page and not to what it tells: a stamp, a dateline, a masthead, an update."""

import re

from .date_records import TextDate
from .published import ISSUE, UPDATE
from .story import Story


def is_stamp(story: Story, found: TextDate) -> bool:
    """Whether a date belongs to the page."""
    return story.once(("stamp", found), lambda: _is_stamp(story, found))


def _is_stamp(story: Story, found: TextDate) -> bool:
    """The page's own dates are not the act's: "[11.12.2020]", a dateline, a masthead, "zuletzt geändert"."""
    start = story.text.rfind("\n", 0, found.start) + 1
    end = story.text.find("\n", found.end)
    end = len(story.text) if end < 0 else end
    if story.text[found.start - 1 : found.start] == "[" and found.start > 0:
        return True
    if end - start < 120 and UPDATE.search(story.text, start, found.start):
        return True
    rest = story.text[start : found.start] + story.text[found.end : end]
    if end - start < 90 and (len(re.findall(r"[^\W\d]", rest)) <= 8 or _is_masthead(story, found, rest)):
        return True
    if story.published is None or found.value != story.published.isoformat() or found.said != "day":
        return False
    return end - start < 120 or found.start - start < 40


def _is_masthead(story: Story, found: TextDate, rest: str) -> bool:
    """ "Kundenmagazin, Ausgabe September 2020"."""
    sentence = story.sentence_at(found.start)
    if sentence.zone != "headline" or found.said not in ("month", "season", "year"):
        return False
    own = story.published is not None and story.published.isoformat().startswith(found.value or "-")
    return bool(ISSUE.search(rest)) or (own and not story.acts[sentence.index].sorts)
