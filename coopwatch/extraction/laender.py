"""Länder and the Bund by name, adjective, capital and nickname, and the words that lean on them ("der
Freistaat")."""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

FREISTAATEN = frozenset({"DE-BY", "DE-SN", "DE-TH"})
HANSESTAEDTE = frozenset({"DE-HB", "DE-HH"})
STADTSTAATEN = frozenset({"DE-BE", "DE-HB", "DE-HH"})
CITY_WORDS = words("city_word")
MAX_LIST = 12
PLACE_PREPOSITIONS = words("located")
_DATELINE_AFTER = re.compile(
    r"(?: ?/ ?[A-ZÄÖÜ][a-zäöü]+)?(?:, ?(?:den |am )?\d{1,2}\. ?(?:\d|[A-Z])| ?\((?:dpa|ots|lno|AFP"
    r"|epd|ddp|pte|pressetext)|/[a-zäöü]{2,4}\b| ?\d{1,2}\.\d{1,2}\.\d{2,4})"
)
_POSTCODE = re.compile(r"(?<!\d)\d{5} $")
_BUND_NOISE = re.compile(
    r" (?:der|Deutscher|deutscher|für|fürs|freier|Katholischer) [A-ZÄÖÜ][a-zäöü]*(?:zahler|schutz"
    r"|en\b|Jugend)"
)


def read_laender(scene: Scene) -> Iterator[Mention]:
    """Mentions of Länder and the Bund, one for each hit that stands for one."""
    for hit in _pairs(scene):
        entry = hit.first
        if entry.kind == "bund":
            yield from _bund(scene, hit)
        elif entry.kind == "land" and (not entry.need or _supported(scene, entry)):
            yield from _land(scene, hit)
        elif entry.kind == "foreign":
            yield mention(scene, hit.start, hit.end, entry)


def _pairs(scene: Scene) -> Iterator[Hit]:
    """The hits, where "bayerisch-sächsische" is one with both Länder, and a single "-sächsische" is none."""
    merged: list[Hit] = []
    for hit in scene.hits:
        last = merged[-1] if merged else None
        if (
            last
            and last.end + 1 == hit.start
            and scene.text[last.end] == "-"
            and _adjective(last)
            and _adjective(hit)
        ):
            merged[-1] = _joined(last, hit)
        elif (
            hit.start
            and scene.text[hit.start - 1] == "-"
            and _adjective(hit)
            and _letter(scene.text, hit.start - 2)
        ):
            continue
        else:
            merged.append(hit)
    yield from merged


def _adjective(hit: Hit) -> bool:
    return hit.first.kind == "land" and hit.first.form in ("adjective", "capital_adjective")


def _letter(text: str, index: int) -> bool:
    return index >= 0 and text[index].isalpha()


def _joined(left: Hit, right: Hit) -> Hit:
    values = tuple(dict.fromkeys(left.first.values + right.first.values))
    return Hit(left.start, right.end, (Entry("land", values, "adjective", None),), right.compound)


def _supported(scene: Scene, entry: Entry) -> bool:
    return bool(set(entry.values) & scene.codes) or any(
        code in entry.values for _, code in scene.hinted_lands
    )


def _bund(scene: Scene, hit: Hit) -> Iterator[Mention]:
    if not _is_a_league(scene, hit):
        yield mention(scene, hit.start, hit.end, hit.first)


def _is_a_league(scene: Scene, hit: Hit) -> bool:
    """ "Bund der Steuerzahler", "im Bund mit": no federal government."""
    if scene.text[hit.start : hit.end] not in ("Bund", "Bundes"):
        return False
    if scene.text[max(0, hit.start - 3) : hit.start] in ("im ", "Im "):
        return not scene.text.startswith((" und ", ", "), hit.end)
    return bool(_BUND_NOISE.match(scene.text, hit.end))


def _land(scene: Scene, hit: Hit) -> Iterator[Mention]:
    entry = hit.first
    if entry.form in ("capital", "capital_adjective"):
        yield from _capital(scene, hit)
    elif entry.values == ("DE-BE",) and entry.form == "name" and _is_bund(scene, hit):
        yield mention(scene, hit.start, hit.end, Entry("bund", ("DE",), "capital", "DE"), confidence=0.6)
    elif entry.form == "name" and _dateline(scene, hit):
        yield mention(scene, hit.start, hit.end, entry, form="dateline", confidence=0.2)
    else:
        yield mention(scene, hit.start, hit.end, entry)


def _is_bund(scene: Scene, hit: Hit) -> bool:
    """Whether "Berlin" means the federal government: the text names the Bund, and nothing of the Land
    Berlin."""
    if "bund" not in scene.kinds or scene.text[hit.start : hit.end] != "Berlin" or _dateline(scene, hit):
        return False
    if scene.word_before(hit.start) in (
        "Land",
        "Landes",
        "Stadt",
        "Stadtstaat",
        "Hauptstadt",
        "CIO",
        "Senat",
    ):
        return False
    if _speaks_of_land_berlin(scene):
        return False
    return not any(scene.joined(*pair) for pair in scene.neighbours(hit) if _is_land_name(pair))


def _speaks_of_land_berlin(scene: Scene) -> bool:
    if "berlin" not in scene.memo:
        scene.memo["berlin"] = any(_of_land_berlin(scene, hit) for hit in scene.hits)
    return bool(scene.memo["berlin"])


def _of_land_berlin(scene: Scene, hit: Hit) -> bool:
    entry = hit.first
    if "DE-BE" not in entry.values or entry.kind != "land":
        return entry.values == ("ITDZ Berlin",)
    quote = scene.text[hit.start : hit.end]
    return (
        entry.form in ("agency", "pair", "adjective")
        or quote.startswith("Land")
        or quote in ("Berlins", "BERLIN")
    )


def _is_land_name(pair: tuple[Hit, Hit]) -> bool:
    return all(
        hit.first.kind == "land" and hit.first.form in ("name", "abbreviation", "capital") for hit in pair
    )


def _dateline(scene: Scene, hit: Hit) -> bool:
    """ "München, 31.07.2017", "Kiel (dpa/lno)", "80539 München": where a text was written or a house
    stands."""
    return written_at(scene, hit.start, hit.end)


def written_at(scene: Scene, start: int, end: int) -> bool:
    """Whether a place name is a dateline or part of a postal address."""
    if _POSTCODE.search(scene.text, max(0, start - 6), start):
        return True
    if start == scene.span_of(start)[0] and scene.text.startswith(". ", end):
        return True
    return bool(_DATELINE_AFTER.match(scene.text, end))


def _capital(scene: Scene, hit: Hit) -> Iterator[Mention]:
    """A seat of government: a place of writing, the city itself, or the Land for which it stands."""
    entry = hit.first
    if _dateline(scene, hit):
        yield mention(scene, hit.start, hit.end, entry, form="dateline", confidence=0.1)
    elif entry.form == "capital_adjective":
        if not _city_adjective(scene, hit):
            yield mention(
                scene, hit.start, hit.end, entry, confidence=0.7 if set(entry.values) & scene.codes else 0.5
            )
    elif not is_city(scene, hit):
        place = scene.word_before(hit.start) in PLACE_PREPOSITIONS
        attributes = (*entry.attributes, ("place", "yes" if place else "no"))
        yield mention(
            scene,
            hit.start,
            hit.end,
            entry,
            confidence=_capital_confidence(scene, hit, place),
            attributes=attributes,
        )


def _city_adjective(scene: Scene, hit: Hit) -> bool:
    return bool(
        re.match(
            r" (?:Rathaus|Stadt|Oberbürgermeister|Innenstadt|Flughafen|Straße|Allee|Platz"
            r"|Bürgermeister|Hauptbahnhof)",
            scene.text[hit.end : hit.end + 20],
        )
    )


def _capital_confidence(scene: Scene, hit: Hit, place: bool) -> float:
    coordinated = any(scene.joined(*pair) for pair in scene.neighbours(hit) if _is_land_name(pair))
    named = bool(set(hit.first.values) & scene.codes)
    base = 0.9 if coordinated else 0.75 if named else 0.5
    return base * (0.5 if place and not coordinated else 1.0)


def is_city(scene: Scene, hit: Hit) -> bool:
    """Whether a seat of government is meant as a city: a type word before, other Kommunen beside, pilots in
    the sentence."""
    if scene.word_before(hit.start).strip('„"(,:') in CITY_WORDS:
        return True
    pairs = [pair for pair in scene.neighbours(hit) if scene.joined(*pair)]
    if any(_is_land_name(pair) for pair in pairs):
        return _listed_after_city_word(scene, hit)
    if any(_is_city_name(other) for pair in pairs for other in pair if other is not hit):
        return True
    return (
        scene.speaks_of_pilots(hit.start)
        or _spoken_of_as_city(scene, hit)
        or not _stands_for_its_land(scene, hit)
    )


def _stands_for_its_land(scene: Scene, hit: Hit) -> bool:
    """A seat of government can stand for its Land only where the text speaks of that Land, of governments or
    of other seats."""
    if set(hit.first.values) & scene.codes or "bund" in scene.kinds or scene.triggers:
        return True
    return any(code not in hit.first.values for _, code in scene.hinted_lands)


def _is_city_name(hit: Hit) -> bool:
    return hit.first.kind == "kommune"


def _listed_after_city_word(scene: Scene, hit: Hit) -> bool:
    """ "die Städte Kassel und Wiesbaden", "die Landeshauptstädte München und Dresden"."""
    previous = hit
    for _ in range(MAX_LIST):
        before = scene.hit_before(previous.start)
        if before is None or not scene.joined(before, previous):
            break
        previous = before
    return previous is not hit and scene.word_before(previous.start) in CITY_WORDS


def _spoken_of_as_city(scene: Scene, hit: Hit) -> bool:
    """Whether the text treats the place as a city elsewhere: "Kieler Rathaus", "Stadt Mainz",
    "Landeshauptstadt Dresden"."""
    city = dict(hit.first.attributes).get("city", "")
    stem = city[:-2] if city.endswith("en") and city != "Dresden" else city
    if any(
        scene.contains(f"{word} {city}") for word in ("Stadt", "Landeshauptstadt", "Oberbürgermeister von")
    ):
        return True
    return any(
        scene.contains(f"{stem}{end}")
        for end in ("er Rathaus", "er Oberbürgermeister", "er Stadtverwaltung", "er Stadtrat")
    )
