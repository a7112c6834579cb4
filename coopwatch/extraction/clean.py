"""Stage 1: what of a page is the article. Nothing is cut out of the text: the result is a list of its
sentences.

Every sentence keeps its place in the text and says where it stands (headline, lead, body, caption), so that
later stages can weigh a headline more than a picture's legend.
"""

import re
from dataclasses import dataclass

from .layout import Line, read_lines

HARD_WRAP = (50, 110)
ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Prof|Nr|St|Abs|Art|bzw|ca|etwa|evtl|ggf|inkl|lt|Mio|Mrd|Tsd|sog|Str|u|z|d|a|i"
    r"|o|v|s|e|h|l|r|n|vgl|usw|ff|rd|Hrsg|"
    r"Jan|Feb|Apr|Jun|Jul|Aug|Sep|Sept|Okt|Nov|Dez|Dipl|Ing|med|jur|rer|phil|Bd|Ziff|max|min"
    r"|Tel|geb|gem|stellv|Ltd|"
    r"komm|Min|Staatssekr|allg|österr|sächs|bayer|nds|hess|thür)|\b[A-ZÄÖÜ]|\d)\.$"
)
BOUNDARY = re.compile(r"[.!?…][\"“”»«’')\]]*\s+(?=[\"„“»«‚'(\[–-]*\s?[A-ZÄÖÜ0-9])")
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
ORDINAL_GOES_ON = re.compile(
    rf"(?:{MONTHS}|Jahrhundert|Mal|Sitzung|Kongress|Gipfel|Legislatur|Land|Bundesland|Mitglied"
    rf"|Runde|Auflage|Stelle|Platz|"
    r"Konferenz|IT-|Nationale|Ministerkonferenz|Jahrestag|Staffel|Zukunfts|Fachkongress|Digital)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or caption by its offsets; `zone` is headline, lead, body or caption."""

    start: int
    end: int
    zone: str
    index: int = 0


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The article's sentences in order, without navigation, advertisements and teasers."""
    blocks = _join_wrapped(
        text, [line for line in read_lines(text) if line.role in ("prose", "heading", "caption")]
    )
    first_prose = next((i for i, block in enumerate(blocks) if block.role == "prose"), len(blocks))
    zones = _zones(blocks, first_prose)
    found: list[Sentence] = []
    for block, zone in zip(blocks, zones, strict=True):
        for start, end in split_sentences(text, block.start, block.end):
            found.append(Sentence(start, end, zone, len(found)))
    return tuple(found)


def _zones(blocks: list[Line], first_prose: int) -> list[str]:
    zones = []
    for i, block in enumerate(blocks):
        if block.role == "caption":
            zones.append("caption")
        elif i < first_prose:
            zones.append("headline")
        elif i == first_prose:
            zones.append("lead")
        else:
            zones.append("body")
    return zones


def _join_wrapped(text: str, lines: list[Line]) -> list[Line]:
    """Lines that a mail client or a PDF broke in mid-sentence become one block again."""
    joined: list[Line] = []
    for line in lines:
        if joined and _goes_on(text, joined[-1], line):
            previous = joined.pop()
            joined.append(
                Line(
                    previous.start, line.end, "prose" if "prose" in (previous.role, line.role) else line.role
                )
            )
        else:
            joined.append(line)
    return joined


def _goes_on(text: str, previous: Line, line: Line) -> bool:
    before = text[max(previous.start, previous.end - 120) : previous.end].rstrip()
    after = text[line.start : line.start + 40].lstrip()
    if not before or not after or "caption" in (previous.role, line.role):
        return False
    if after[0].islower() and before[-1] not in ".!?:|" and len(text[previous.end : line.start]) < 4:
        return True
    gap = text[previous.end : line.start]
    width = previous.end - max(previous.start, text.rfind("\n", previous.start, previous.end) + 1)
    return (
        gap.count("\n") == 1
        and HARD_WRAP[0] <= width <= HARD_WRAP[1]
        and before[-1] not in ".!?:|)"
        and line.role == "prose"
        and previous.role == "prose"
    )


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the sentences of one block, blanks at the ends left out.

    >>> split_sentences("Am 3. Mai kam Dr. Popp. Er blieb.", 0, 33)
    [(0, 23), (24, 33)]
    """
    bounds, position = [], start
    for match in BOUNDARY.finditer(text, start, end):
        if _is_boundary(text, position, match):
            bounds.append((position, match.end()))
            position = match.end()
    bounds.append((position, end))
    trimmed = (_trim(text, a, b) for a, b in bounds)
    return [(a, b) for a, b in trimmed if b > a]


def _is_boundary(text: str, position: int, match: re.Match[str]) -> bool:
    if text[match.start()] != "." or (
        match.end() - match.start() > 2 and text[match.start() + 1] in "\"“”»«’')]"
    ):
        return True
    head = text[max(position, match.start() - 14) : match.start() + 1]
    if not ABBREVIATION.search(head):
        return True
    if head[-2:-1].isdigit():
        return not ORDINAL_GOES_ON.match(text, match.end()) and (
            bool(re.search(r"\b(?:19|20)\d\d\.$", head)) or not re.search(r"(?:^|\s|/)\d{1,2}\.$", head)
        )
    return False


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
