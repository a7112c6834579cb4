"""Words for several parties at once: "Bund und Länder", "alle 16 Länder", "beide Freistaaten", "die vier
Partner"."""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

NUMBERS = (
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
)
COUNTS = {
    **{number: value for value, number in enumerate(NUMBERS, start=2)},
    **dict.fromkeys(("beide", "beiden", "beider", "zweier"), 2),
    **{"dreier": 3, "fünfzehn": 15, "sechzehn": 16},
}
ENSEMBLES = {"Duo": 2, "Trio": 3, "Quartett": 4, "Quintett": 5, "Sextett": 6}
ALL_WORDS = words("all")
SOME_WORDS = words("some")
ALLOWED = (
    "laender",
    "freistaaten",
    "hansestaedte",
    "stadtstaaten",
    "partner",
    "seiten",
    "landeshauptstadt",
    "spitzenverbaende",
    "kommunen",
)
COUNTABLE = ("partner", "seiten")
_BUND_BEFORE = re.compile(
    r"(?:Bund|Bundes|Bunds)(?:,| und| sowie| mit| wie auch|-| von)(?: (?:den|die|der|allen|alle"
    r"|aller|16|sechzehn|sämtlichen))* ?(?:-)?$"
)
_EXCEPT = re.compile(r" ?,? ?(?:außer|bis auf|mit Ausnahme|ohne) ")
_AND_BUND = re.compile(r"(?:,| und| sowie| mit)(?: der| dem| den| des)? Bund(?:es)?\b")


def read_groups(scene: Scene) -> Iterator[Mention]:
    """Mentions of groups; the sixteen Länder where all of them are meant."""
    for hit in scene.hits:
        entry = hit.of_kind("group")
        if entry and entry.form in ALLOWED and not _names_a_place(scene, hit, entry):
            yield _group(scene, hit, entry)


def _names_a_place(scene: Scene, hit: Hit, entry: Entry) -> bool:
    """ "Landeshauptstadt Dresden": the word belongs to the city's name."""
    if entry.form != "landeshauptstadt":
        return False
    following = scene.hit_at(hit.end + 1)
    return following is not None and (
        following.of_kind("kommune") is not None or following.first.kind == "land"
    )


def _group(scene: Scene, hit: Hit, entry: Entry) -> Mention:
    words = _before(scene, hit)
    counts = [_count(word) for word in words if _count(word)]
    count = counts[0] if len(counts) > 1 and "von" in words else counts[-1] if counts else None
    count = ENSEMBLES.get(scene.text[hit.start : hit.end], count)
    if entry.form == "laender":
        return _laender(scene, hit, entry, words, count)
    if entry.form == "landeshauptstadt":
        return _capital_city(scene, hit, entry)
    attributes = (("count", str(count)),) if count else ()
    values = _counted(scene, hit, count) if count and entry.form in COUNTABLE else _values(entry)
    return mention(scene, hit.start, hit.end, entry, values=values, attributes=attributes)


def _values(entry: Entry) -> tuple[str, ...]:
    return entry.values if entry.form in ("spitzenverbaende", "kommunen") else ()


def _capital_city(scene: Scene, hit: Hit, entry: Entry) -> Mention:
    """ "die hessische Landeshauptstadt": the seat of the Land named before it, else of the text's only
    Land."""
    before = scene.hit_before(hit.start)
    own = before is not None and before.first.kind == "land" and before.end + 1 == hit.start
    code = before.first.values[0] if own and before else scene.only_land()
    land = scene.lexicon.laender.get(code or "")
    city = scene.lexicon.kommunen.get(scene.lexicon.seats.get(code or "", ""))
    if city is None or not land:
        return mention(scene, hit.start, hit.end, entry, values=())
    attributes = (("type", city.kind), ("name", city.name), ("said", "Stadt"))
    return mention(
        scene,
        hit.start,
        hit.end,
        entry,
        kind="kommune",
        values=(city.ags,),
        form="anaphor",
        land=code,
        confidence=0.7,
        attributes=attributes,
    )


def _laender(scene: Scene, hit: Hit, entry: Entry, words: list[str], count: int | None) -> Mention:
    every = tuple(sorted(scene.lexicon.laender))
    total = count == 16 or (count is None and any(word.lower() in ALL_WORDS for word in words))
    if total:
        without = _excepted(scene, hit)
        rest = tuple(code for code in every if code not in without)
        return mention(scene, hit.start, hit.end, entry, kind="all_laender", values=rest, form="all")
    if count is None and not any(word.lower() in SOME_WORDS for word in words) and _with_bund(scene, hit):
        return mention(
            scene,
            hit.start,
            hit.end,
            entry,
            kind="all_laender",
            values=every,
            form="bund_und_laender",
            confidence=0.8,
        )
    some = next((word.lower() for word in words if word.lower() in SOME_WORDS), "")
    attributes = tuple(pair for pair in (("count", str(count or "")), ("some", some)) if pair[1])
    values = _counted(scene, hit, count) if count else ()
    return mention(
        scene,
        hit.start,
        hit.end,
        entry,
        values=values,
        attributes=attributes,
        confidence=0.7 if values else 1.0,
    )


def _excepted(scene: Scene, hit: Hit) -> tuple[str, ...]:
    """ "alle Länder außer Bayern": the Länder that stand apart."""
    but = _EXCEPT.match(scene.text, hit.end)
    end = scene.span_of(hit.start)[1]
    return scene.lands_in(but.end(), min(end, but.end() + 40)) if but else ()


def _counted(scene: Scene, hit: Hit, count: int) -> tuple[str, ...]:
    """The Länder that "die drei Länder" takes up: the last row of so many named before it ("Hessen,
    Rheinland-Pfalz und das Saarland"), else all that are named, if they are so many."""
    rows = (row for start, row in reversed(scene.rows) if start < hit.start and len(row) == count)
    if row := next(rows, None):
        return tuple(sorted(row))
    before = set(scene.lands_in(0, hit.start))
    found = before if len(before) == count else scene.codes if len(scene.codes) == count else frozenset()
    return tuple(sorted(found))


def _with_bund(scene: Scene, hit: Hit) -> bool:
    before = scene.text[max(0, hit.start - 40) : hit.start]
    return bool(_BUND_BEFORE.search(before) or _AND_BUND.match(scene.text, hit.end))


def _before(scene: Scene, hit: Hit) -> list[str]:
    begin = max(scene.span_of(hit.start)[0], hit.start - 40)
    return scene.text[begin : hit.start].split()[-3:]


def _count(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word) or None
    return COUNTS.get(word.lower())
