"""Ministries, Staatskanzleien and governments: from their names to the Land or the Bund.

"das bayerische Digitalministerium", "Innenministerium Baden-Württemberg", "Ministerium des Innern und für
Kommunales
Brandenburg", "Ministerium für Inneres, Digitalisierung und Migration (IM)", "die Sächsische Staatskanzlei".
"""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

MAX_WORD = 60
MAX_PARTS = 8
PERSON_ENDS = (
    "chef",
    "chefs",
    "chefin",
    "leiter",
    "leiterin",
    "minister",
    "ministerin",
    "sprecher",
    "sprecherin",
)
OFFICE_TRIGGERS = words("office_trigger")
_WORD_END = re.compile(r"[\wäöüß]*")
_LETTER = re.compile(r"[\w-]")
_LINK = re.compile(
    r"(?:,| und| sowie)?(?: für| der| des| den| die| das| dem| im"
    r"| in der)*(?: [a-zäöüß]{2,20}e[nrs]?)? (?=[A-ZÄÖÜ])"
)
_NOUN = re.compile(r"[A-ZÄÖÜ][\w-]*")
_TAIL = re.compile(
    r" (?:(?:des Landes|des Freistaate?s|des Freistaats|der Freien Hansestadt|von|in|im Land"
    r"|im) )?(?=[A-ZÄÖÜ])"
)
_SHORT = re.compile(r" \([A-Za-zÄÖÜäöüß3.-]{2,12}\)")
_HOUSE = re.compile(r"^(?:Landes|Bundes|Staats|Fach|Innen|Haus)?")


def read_offices(scene: Scene) -> Iterator[Mention]:
    """Every ministry and government house of the text; those without a Land of their own lean on the text."""
    for start, end in scene.triggers:
        if scene.text[start:end] in OFFICE_TRIGGERS:
            word = _whole_word(scene.text, start, end)
            if word and scene.text[word[0]].isupper() and not _is_title(scene.text[word[0] : word[1]]):
                yield _office(scene, *word)
        elif scene.text[start:end] in ("inister", "ekretär"):
            yield from _federal_minister(scene, start, end)


def _is_title(word: str) -> bool:
    """ "Staatskanzleichef" is a person; "Ressortchef" alone stands for the house."""
    return word.endswith(PERSON_ENDS) and not word.startswith("Ressort")


def _federal_minister(scene: Scene, start: int, end: int) -> Iterator[Mention]:
    """ "die Bundesinnenministerin": the office stands for the Bund."""
    word = _whole_word(scene.text, start, end)
    if (
        word
        and scene.text.startswith("Bundes", word[0])
        and "inisteri" not in scene.text[start : word[1]].replace("inisterin", "")
    ):
        yield mention(
            scene,
            *word,
            Entry("bund", ("DE",), "office", "DE", "", (("office", scene.text[word[0] : word[1]]),)),
        )


def _whole_word(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The word around a trigger, None where it is longer than any office's name."""
    limit = max(0, start - MAX_WORD)
    while start > limit and _LETTER.match(text[start - 1]):
        start -= 1
    stop = _WORD_END.match(text, end).end()
    return (start, stop) if stop - start <= MAX_WORD else None


def _office(scene: Scene, start: int, end: int) -> Mention:
    word = scene.text[start:end]
    name_end = (
        _subjects_end(scene, end)
        if word.startswith(("Minist", "Staatsminist", "Bundesminist", "Landesminist", "Senatsverwaltung"))
        else end
    )
    owner, left = _owner_before(scene, start)
    right_owner, right = _owner_after(scene, name_end) if owner is None else (None, name_end)
    short = _SHORT.match(scene.text, right)
    right = short.end() if short else right
    if "Bundes" in word[:6] or scene.text[max(0, start - 11) : start] == "Bundes":
        return mention(scene, start, right, Entry("bund", ("DE",), "ministry", "DE"))
    found = owner or right_owner
    if found:
        return _owned(scene, left, right, found, word)
    return _leaning(scene, start, right, word)


def _subjects_end(scene: Scene, end: int) -> int:
    """Where "des Innern, für Bau und Heimat" after the word Ministerium ends."""
    text, subjects = scene.text, scene.lexicon.subjects
    for _ in range(MAX_PARTS):
        link = _LINK.match(text, end)
        noun = _NOUN.match(text, link.end()) if link else None
        if not noun or (noun.group() not in subjects and noun.group().split("-")[0] not in subjects):
            break
        end = noun.end()
    return end


def _owner_before(scene: Scene, start: int) -> tuple[Entry | None, int]:
    """The Land's adjective, genitive or short name directly before: "bayerische", "Bayerns", "NRW-"."""
    hit = scene.hit_before(start)
    if hit is None or scene.text[hit.end : start] not in (" ", "-", " neue ", " neuen ", " zuständige "):
        return None, start
    entry = hit.first
    if entry.kind in ("land", "bund", "foreign") and not entry.need and not _is_city_only(entry):
        return entry, hit.start
    return None, start


def _is_city_only(entry: Entry) -> bool:
    return entry.form in ("dateline",)


def _owner_after(scene: Scene, end: int) -> tuple[Entry | None, int]:
    """The Land behind: "Innenministerium Baden-Württemberg", "Justizministerium des Landes Hessen", "… in
    Mainz"."""
    short = _SHORT.match(scene.text, end)
    tail = _TAIL.match(scene.text, short.end() if short else end)
    hit = scene.hit_at(tail.end()) if tail else None
    if hit is None:
        hit = _after_land_word(scene, end)
    if hit is None or hit.first.kind not in ("land", "bund") or hit.first.need:
        return None, end
    if hit.first.form not in ("name", "abbreviation", "capital", "spelling"):
        return None, end
    if hit.first.form == "capital" and " in " not in scene.text[end : hit.start]:
        return None, end
    return hit.first, hit.end


def _after_land_word(scene: Scene, end: int) -> Hit | None:
    """A hit that itself holds the words between: "des Landes Hessen", "des Freistaats Sachsen"."""
    for between in (" ", " des ", " der ", " im "):
        if scene.text.startswith(between, end) and (hit := scene.hit_at(end + len(between))):
            return hit
    return None


def _owned(scene: Scene, start: int, end: int, owner: Entry, word: str) -> Mention:
    if owner.kind == "foreign":
        return mention(scene, start, end, owner, form="ministry")
    form = "ministry" if "inist" in word or "essort" in word else "government"
    attributes = (("office", word), ("by", owner.form))
    return mention(scene, start, end, Entry(owner.kind, owner.values, form, owner.land, "", attributes))


def _plural(scene: Scene, start: int, word: str) -> bool:
    """ "Justizressorts" without "des" before it, "Landesregierungen", "Ministerien": several houses, so no
    one Land's."""
    if word.endswith(("ien", "ungen", "ministerin", "eien")):
        return True
    return word.endswith("essorts") and scene.word_before(start) not in (
        "des",
        "Des",
        "eines",
        "ihres",
        "seines",
        "jenes",
    )


def _leaning(scene: Scene, start: int, end: int, word: str) -> Mention:
    """A ministry without a Land of its own: the text's Land, if there is one to lean on."""
    form = "ministry" if "inist" in word or "essort" in word else "government"
    among = frozenset({"DE-BY", "DE-SN"}) if word.startswith("Staatsregierung") else None
    among = frozenset({"DE-BE", "DE-HB", "DE-HH"}) if word.startswith("Senatskanzlei") else among
    near = ("DE-BE", 1.0) if word.startswith("Senatsverwaltung") else scene.land_near(start, among)
    attributes = (("office", word), ("by", "context"))
    if near is None or _plural(scene, start, word):
        return mention(scene, start, end, Entry("group", (), form, None, "", attributes))
    return mention(
        scene, start, end, Entry("land", (near[0],), form, near[0], "", attributes), confidence=near[1] * 0.8
    )
