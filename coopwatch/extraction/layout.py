"""Stage 1a: the lines of a page, each with what it is: headline, prose, caption, or nothing of the
article."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

WIDE = 140
BULLETS = " \t-–—•·*»>«|+#"
SEPARATED = re.compile(r"\s[|>»·/•]\s")
FOOT = 0.5
ITEM = re.compile(r"[-–—•·*]\s|\(|\d{1,2}[.)]\s")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ENDS_SENTENCE = re.compile(r"[.!?…][\"“”»«')\]]*(?: ?\([\w/-]{1,6}\))?$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text with its offsets and its `role`: prose, heading, caption, drop, blank or tail."""

    start: int
    end: int
    role: str


@cache
def layout_words() -> dict[str, tuple[str, ...]]:
    """The marker lists of language/layout.toml."""
    data = tomllib.loads((Path(__file__).parent / "language" / "layout.toml").read_text("utf-8"))
    return {key: tuple(values) for key, values in data.items()}


@lru_cache(maxsize=2)  # two stages ask for the lines of the same text
def read_lines(text: str) -> tuple[Line, ...]:
    """All lines in order with their roles; after a tail marker everything short is tail.

    >>> [line.role for line in read_lines("Titel\\nAnzeige\\nEin ganzer Satz, der endet.")]
    ['heading', 'drop', 'prose']
    """
    raw = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text)]
    total = sum(end - start for start, end in raw) or 1
    lines: list[Line] = []
    done, in_tail, prose = 0, False, 0
    for start, end in raw:
        role = _role(text[start:end])
        if role == "tail" and prose < 150:
            role = "drop"
        if in_tail and role != "blank":
            in_tail, role = _inside_tail(text[start:end], role, done / total)
        elif role == "tail":
            in_tail = True
        lines.append(Line(start, end, role))
        prose += (end - start) * (role == "prose")
        done += end - start
    return tuple(_without_foot(text, lines))


def _without_foot(text: str, lines: list[Line]) -> list[Line]:
    """Headings below the last sentence belong to the page: "Lokales: Stendal plant Bürgerbüro". The items of
    a list stay, and so does whatever follows a line that announces a list."""
    last = max((i for i, line in enumerate(lines) if line.role == "prose"), default=-1)
    if last < 0 or lines[last].end < FOOT * len(text):
        return lines
    kept, announced = lines[: last + 1], text[: lines[last].end].rstrip().endswith(":")
    for line in lines[last + 1 :]:
        words = text[line.start : line.end].strip()
        announced = announced or (line.role == "heading" and words.endswith(":"))
        foot = line.role == "heading" and not (announced or ITEM.match(words) or ENDS_SENTENCE.search(words))
        kept.append(Line(line.start, line.end, "tail") if foot else line)
    return kept


def _inside_tail(line: str, role: str, progress: float) -> tuple[bool, str]:
    """An article may go on after a box of links in its first half: only a wide line of prose says so."""
    if (
        progress < 0.5
        and role == "prose"
        and len(line) > WIDE
        and not line.rstrip().lower().endswith("mehr...")
    ):
        return False, role
    return True, "tail"


def _role(line: str) -> str:
    stripped = line.strip(BULLETS)
    low = stripped.lower()
    if not low:
        return "blank"
    words = layout_words()
    if low.startswith(words["tail"]) and not _is_prose(stripped):
        return "tail"
    if low.startswith(words["caption"]) or (len(line) < 220 and any(map(low.__contains__, words["caption"]))):
        return "caption"
    if low.startswith(words["drop"]) and not _is_prose(stripped):
        return "drop"
    if low.endswith(words["teaser_ends"]) or _is_menu(line, stripped):
        return "drop"
    return "prose" if _is_prose(stripped) else "heading"


def _is_prose(line: str) -> bool:
    """A sentence at least: long enough, and it ends like one or is very long."""
    return len(line) > WIDE or (len(line) > 45 and bool(ENDS_SENTENCE.search(line)))


def _is_menu(line: str, stripped: str) -> bool:
    """ "Kontakt | Impressum | Datenschutz": short pieces between bars; or nothing but numbers and marks."""
    if not any(c.isalpha() for c in stripped):
        return not any(c.isdigit() for c in stripped) or len(stripped) < 5
    return len(line) <= 200 and len(SEPARATED.findall(line)) >= 2 and not YEAR.search(line)
