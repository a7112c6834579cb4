"""Kommunen: which place names are meant as Kommunen, how they are strung together, and of what type they are.

"die Kreise Kelheim und Regensburg", "Stadt und Landkreis Kassel", "der Rheingau-Taunus- und der
Wetteraukreis",
"Landratsämter Ebersberg, Hof und Kronach", "Meitingen und Pullach (Gemeinde)". A bare name counts only with
support:
a type word, siblings, an addition of its own, or the size of a well-known city; everyday words need more
than that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.place_choice import choose
from coopwatch.extraction.place_support import Place, facts_of, is_supported
from coopwatch.extraction.scene import Scene, mention

LANDKREIS = words("landkreis")
STADT = words("stadt")
GEMEINDE = words("gemeinde")
MARKT = words("markt")
ANY = words("kommune")
PLURAL_END = ("e", "en", "er", "ern", "ten", "den", "nen")
WORD_TYPES = {
    **dict.fromkeys(LANDKREIS, "Landkreis"),
    **dict.fromkeys(STADT, "Stadt"),
    **dict.fromkeys(GEMEINDE, "Gemeinde"),
    **dict.fromkeys(MARKT, "Markt"),
    **dict.fromkeys(ANY, ""),
}
BOTH_BEFORE = re.compile(r"(Stadt|Landkreis|Kreis) und (Stadt|Landkreis|Kreis) $")
PREPOSITIONS = words("before_place")
GOVERNMENTS = words("district_government")
KREIS_NOTES = ("Kreis", "Landkreis", "Lkr.", "Kr.", "LK")
_GAP = re.compile(
    r"(?: \([^()]{1,30}\))?(?: |)(?:,|;|/|–|und|sowie|&|oder|wie auch|als auch|, aber auch"
    r"|ebenso)(?: (?:und|die|der|das|den|dem|des|auch|zudem|ebenso|noch|mit|in|aus|von))*"
    r"(?: (?:kreisfreien?|kreisangehörigen?|großen?|Großen?))?(?: ([A-ZÄÖÜ][\wäöüß]+))? ?$"
)
_KREIS = re.compile(r"[kK]reis(?:es|s)?$")
_PAREN = re.compile(r" \(([^()]{1,40})\)")
MAX_GAP = 70
# "die Saalestadt Halle", "die Klingenstädte …": a word of its own for a town.
_TOWN_WORD = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:stadt|städte|städten)$")
_SEAT = re.compile(r"(?:Landratsamt|Landratsamts|Landratsamtes|Kreishaus|Kreisverwaltung) (?:in|von) $")


def read_places(scene: Scene) -> Iterator[Mention]:
    """Mentions of Kommunen, with all AGS that fit."""
    chains = _chains(scene, list(_candidates(scene)))
    for chain in chains:
        yield from _district_governments(scene, chain)
        facts = facts_of(scene, chain)
        yield from choose(scene, [place for place in chain if is_supported(scene, place, facts)])


def _district_governments(scene: Scene, chain: Sequence[Place]) -> Iterator[Mention]:
    """ "Regierungspräsidium Gießen", "Bezirksregierung Köln": authorities of the place's Land."""
    if scene.word_before(chain[0].start) not in GOVERNMENTS:
        return
    for place in chain:
        kommune = scene.lexicon.kommunen[place.entry.values[0]]
        begin = scene.text.rfind(" ", 0, place.start - 1) + 1 if place is chain[0] else place.start
        entry = Entry(
            "land", (kommune.land,), "agency", kommune.land, "", (("office", scene.text[begin : place.end]),)
        )
        yield mention(scene, begin, place.end, entry)


def _candidates(scene: Scene) -> Iterator[Place]:
    shared = list(_shared_ends(scene))
    for hit in sorted([*scene.hits, *shared], key=lambda hit: hit.start):
        entry = hit.of_kind("kommune")
        if entry is None or hit.compound or _is_land_itself(scene, hit) or _is_note(scene, hit):
            continue
        yield _place(scene, hit, entry)


def _is_note(scene: Scene, hit: Hit) -> bool:
    """ "Ahaus (Kreis Borken)": the Kreis in brackets tells which Ahaus, and is no Kommune of its own here."""
    if not scene.text.startswith(")", hit.end):
        return False
    bracket = scene.text.rfind("(", max(0, hit.start - 16), hit.start)
    if bracket < 1 or scene.text[bracket + 1 : hit.start].strip() not in KREIS_NOTES:
        return False
    before = scene.hit_before(bracket)
    return before is not None and before.end == bracket - 1 and before.of_kind("kommune") is not None


def _shared_ends(scene: Scene) -> Iterator[Hit]:
    """ "Rheingau-Taunus-" in "der Rheingau-Taunus- und der Wetteraukreis": the first part of a shared
    ending."""
    for mark in ("- ", "-, "):
        at = scene.text.find(mark)
        while at >= 0:
            yield from _shared_end(scene, at)
            at = scene.text.find(mark, at + 1)


def _shared_end(scene: Scene, dash: int) -> Iterator[Hit]:
    begin = scene.text.rfind(" ", max(0, dash - 40), dash) + 1
    part = scene.text[begin:dash]
    if not part[:1].isupper() or "reis" not in scene.text[dash : dash + 60]:
        return
    for end in ("-Kreis", "kreis"):
        found = scene.lexicon.automaton.get(part + end, None)
        if found:
            yield Hit(begin, dash, found[1])
            return


def _is_land_itself(scene: Scene, hit: Hit) -> bool:
    """A Land's own name ("Bremen", "Sachsen"), unless "Stadt Brandenburg" says otherwise."""
    first = hit.first
    if first.kind in ("blocked", "foreign", "bund", "organisation", "portal"):
        return True
    if first.kind != "land":
        return False
    if first.form == "capital":
        return False
    return scene.word_before(hit.start) not in ("Stadt", "Gemeinde", "Landkreis") or hit.first.values[0] in (
        "DE-BE",
        "DE-HB",
        "DE-HH",
    )


def _place(scene: Scene, hit: Hit, entry: Entry) -> Place:
    before = scene.text[max(0, hit.start - 45) : hit.start]
    both = BOTH_BEFORE.search(before)
    word = scene.word_before(hit.start).lstrip("„\"'(»")
    kind = WORD_TYPES.get(word, "Stadt" if _TOWN_WORD.match(word) else None)
    if _SEAT.search(before):
        kind = "Landkreis"
    note = _PAREN.match(scene.text, hit.end)
    inner = note.group(1) if note else ""
    if kind in (None, "") and inner.split(" ")[0] in WORD_TYPES and WORD_TYPES[inner.split(" ")[0]]:
        kind = WORD_TYPES[inner.split(" ")[0]] if " " not in inner else kind
    free = "kreisfrei" in before[-40:] and kind == "Stadt"
    return Place(hit.start, hit.end, entry, kind, _plural(word), free, both=bool(both), note=inner)


def _plural(word: str) -> bool:
    return (
        word in WORD_TYPES
        and word.endswith(PLURAL_END)
        and word not in ("Gemeinde", "Verbandsgemeinde", "Samtgemeinde", "Kommune", "Pilotkommune")
    )


def _chains(scene: Scene, places: Sequence[Place]) -> Iterator[list[Place]]:
    """Places strung together by commas and "und"; a plural type word counts for those that follow."""
    chain: list[Place] = []
    for number, place in enumerate(places):
        gap = (
            _GAP.fullmatch(scene.text, chain[-1].end, place.start)
            if chain and place.start - chain[-1].end <= MAX_GAP
            else None
        )
        if gap is None or (gap.group(1) and gap.group(1) not in WORD_TYPES):
            if chain:
                yield chain
            chain = [place]
            continue
        if (
            place.type is None
            and gap.group(1) is None
            and not _named_kreis(scene, place)
            and chain[-1].type is not None
            and chain[-1].plural
        ):
            place = replace(place, type=chain[-1].type, plural=True, free_city=chain[-1].free_city)
        chain.append(replace(place, chain=number))
    if chain:
        yield chain


def _named_kreis(scene: Scene, place: Place) -> bool:
    return bool(_KREIS.search(scene.text, place.start, place.end))
