"""Organisations and portals by name, by their short names where the Land is clear, and shared ends ("Städte-
und …tag")."""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

PORTAL_CUE = re.compile(
    r"[Pp]ortal|[Pp]lattform|[Dd]ienst|[Ss]ystem|[Vv]erfahren|[Pp]rojekt|[Pp]rogramm|[Aa]nwendung|[Kk]onto|[Ll]ösung"
    r"|[Ss]oftware|[Nn]etz|KI|[Ss]prachmodell|[Aa]ssisten|[Cc]hatbot|[Ww]erkzeug|[Pp]aket|[Bb]austeine?|[Bb]asiskomponente"
    r"|\b(?:heißt|namens|genannt|getauft|offen|nutzt|nutzen)\b|[„“\"»«‚]"
)


def read_bodies(scene: Scene) -> Iterator[Mention]:
    """Mentions of organisations and portals."""
    for hit in scene.hits:
        entry = _supported(scene, hit)
        if (
            (entry.kind == "organisation" and _counts(scene, entry))
            or (
                entry.kind == "portal"
                and not _is_common(scene, hit)
                and (not entry.need or _cued(scene, hit))
            )
            or entry.kind == "company"
        ):
            yield mention(scene, hit.start, hit.end, entry)


def _supported(scene: Scene, hit: Hit) -> Entry:
    """The preferred meaning; of several organisations ("KDN") the first whose Land the text names."""
    if hit.first.kind != "organisation" or len(hit.entries) == 1:
        return hit.first
    bodies = (entry for entry in hit.entries if entry.kind == "organisation" and _counts(scene, entry))
    return next(bodies, hit.first)


def _is_common(scene: Scene, hit: Hit) -> bool:
    """ "ein Zuständigkeitsfinder": a plain noun behind an indefinite article names no portal."""
    plain = scene.text[hit.start + 1 : hit.end].islower() and scene.text[hit.start : hit.end].isalpha()
    return plain and scene.word_before(hit.start).lower() in (
        "ein",
        "eine",
        "einen",
        "einem",
        "eines",
        "einer",
    )


def _counts(scene: Scene, entry: Entry) -> bool:
    lands = set((dict(entry.attributes).get("lands") or "").split())
    return not entry.need or bool(lands & scene.codes)


def _cued(scene: Scene, hit: Hit) -> bool:
    """An ambiguous portal's name needs a word such as Portal or Projekt close by, or quotation marks."""
    start, end = scene.span_of(hit.start)
    around = (
        scene.text[max(start, hit.start - 40) : hit.start]
        + " "
        + scene.text[hit.end : min(end, hit.end + 30)]
    )
    return bool(PORTAL_CUE.search(around)) or hit.first.values in _sure_portals(scene)


def _sure_portals(scene: Scene) -> frozenset[tuple[str, ...]]:
    """The portals named by a spelling that is not ambiguous."""
    if "portals" not in scene.memo:
        sure = (hit.first.values for hit in scene.hits if hit.first.kind == "portal" and not hit.first.need)
        scene.memo["portals"] = frozenset(sure)
    return scene.memo["portals"]  # type: ignore[return-value]
