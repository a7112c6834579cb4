"""Kommunale Spitzenverbände by their short names and shared ends.

"der Landkreistag" in a text about Niedersachsen is the Niedersächsischer Landkreistag; "des Städte-, des
Gemeinde- und
des Landkreistages" names three; "Städte- und Gemeindebund" is one.
"""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

TRIGGERS = words("association_trigger")
MAX_LEFT = 70
_HEAD = re.compile(r"(Städte|Gemeinde|Landkreis|Bezirke)(tag|bund|verband)(?:e?s|e)?(?![\wäöüß])")
_PARTS = re.compile(
    r"((?:(?:Städte|Gemeinde|Landkreis|Bezirke)-(?:,| und| sowie|, und| wie auch)?(?: (?:des|der"
    r"|dem|den|vom|und|sowie))* )+)$"
)
_PART = re.compile(r"(Städte|Gemeinde|Landkreis|Bezirke)-")
_GERMAN = re.compile(r"[Dd]eutsche[rnms]? $")
FALLBACKS = {
    "Städtetag": (
        "Städteverband",
        "Städtebund",
        "Städte- und Gemeindetag",
        "Städte- und Gemeindebund",
        "Gemeinde- und Städtebund",
    ),
    "Gemeindetag": ("Städte- und Gemeindetag", "Städte- und Gemeindebund", "Gemeinde- und Städtebund"),
    "Gemeindebund": ("Städte- und Gemeindebund", "Gemeinde- und Städtebund"),
    "Städtebund": ("Städteverband", "Gemeinde- und Städtebund", "Städte- und Gemeindebund"),
    "Städte- und Gemeindetag": ("Städte- und Gemeindebund",),
    "Städte- und Gemeindebund": ("Städte- und Gemeindetag", "Gemeinde- und Städtebund"),
    "Gemeinde- und Städtebund": ("Städte- und Gemeindebund",),
}


def read_associations(scene: Scene) -> Iterator[Mention]:
    """Mentions of associations that are not named in full."""
    for start, end in scene.triggers:
        if scene.text[start:end] in TRIGGERS:
            yield from _association(scene, start)


def _association(scene: Scene, at: int) -> Iterator[Mention]:
    head = _HEAD.search(scene.text, max(0, at - 9), at + 20)
    if head is None or head.start() > at or (head.start() and scene.text[head.start() - 1].isalpha()):
        return
    left = _PARTS.search(scene.text, max(0, head.start() - MAX_LEFT), head.start())
    begin = left.start() if left else head.start()
    owner = _owner(scene, begin, head.start(), head.end())
    if owner is None:
        return
    land, sure = owner
    parts = (
        [
            (part.group(1), part.start(), part.end())
            for part in _PART.finditer(scene.text, begin, head.start())
        ]
        if left
        else []
    )
    yield from _named(scene, land, sure, parts, head)


def _named(
    scene: Scene, land: str, sure: float, parts: list[tuple[str, int, int]], head: "re.Match[str]"
) -> Iterator[Mention]:
    """The compound with the last part ("Städte- und Gemeindebund") if there is one, and every other part by
    itself."""
    suffix = head.group(2)
    start, kind = head.start(), head.group(1) + suffix
    if parts:
        double = f"{parts[-1][0]}- und {head.group(1)}{suffix}"
        if scene.lexicon.associations.get((land, double)):
            kind, start = double, parts[-1][1]
            parts = parts[:-1]
    for word, part_start, part_end in (
        *((p[0] + suffix, p[1], p[2]) for p in parts),
        (kind, start, head.end()),
    ):
        name = _canonical(scene, land, word)
        if name:
            entry = Entry(
                "organisation", (name,), "short", land, "", (("kind", "spitzenverband"), ("lands", land))
            )
            yield mention(scene, part_start, part_end, entry, confidence=sure)


def _canonical(scene: Scene, land: str, kind: str) -> str | None:
    for key in (kind, *FALLBACKS.get(kind, ())):
        name = scene.lexicon.associations.get((land, key))
        if name:
            return name
    return None


def _owner(scene: Scene, begin: int, head: int, end: int) -> tuple[str, float] | None:
    """Whose association it is: an adjective before, a full name at the head, else the text's Land;
    "Deutscher …" is DE."""
    if _GERMAN.search(scene.text, max(0, begin - 12), begin):
        return "DE", 0.95
    for hit in scene.hits_between(head - 25, end):
        if hit.first.kind == "organisation" and hit.first.land and hit.end > head:
            return hit.first.land, 0.95
    before = scene.hit_before(begin)
    if before is not None and before.first.kind == "land" and scene.text[before.end : begin] == " ":
        return before.first.values[0], 0.95
    near = scene.land_near(begin)
    return (near[0], near[1] * 0.9) if near else None
