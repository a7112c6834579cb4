"""Words that lean on the text: "der Freistaat", "das Land", "die Hansestadt"."""

from collections.abc import Iterator

from coopwatch.extraction.laender import FREISTAATEN, HANSESTAEDTE, STADTSTAATEN
from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention

_BEFORE_LAND = words("before_land")


def read_leaning(scene: Scene) -> Iterator[Mention]:
    """ "der Freistaat", "das Land", "die Hansestadt": the Land that the text is about, or a group where it
    does not say."""
    for hit in scene.hits:
        entry = hit.of_kind("group")
        among = (
            {"freistaat": FREISTAATEN, "hansestadt": HANSESTAEDTE, "stadtstaat": STADTSTAATEN}.get(entry.form)
            if entry
            else None
        )
        if among and not _place_follows(scene, hit):
            yield _resolved(scene, hit, entry, scene.land_near(hit.start, among))
        elif entry and entry.form == "land" and _means_a_land(scene, hit):
            yield _resolved(scene, hit, entry, scene.land_near(hit.start))


def _resolved(scene: Scene, hit: Hit, entry: Entry, near: tuple[str, float] | None) -> Mention:
    if near is None:
        return mention(scene, hit.start, hit.end, entry, values=())
    form = entry.form if entry.form == "freistaat" else "anaphor"
    return mention(scene, hit.start, hit.end, Entry("land", (near[0],), form, near[0]), confidence=near[1])


def _place_follows(scene: Scene, hit: Hit) -> bool:
    """ "Hansestadt Rostock": the word belongs to the place's name."""
    following = scene.hit_at(hit.end + 1)
    return following is not None and following.of_kind("kommune") is not None


def _means_a_land(scene: Scene, hit: Hit) -> bool:
    """ "das Land", "Bund und Land", "Land und Kommunen"; not "auf dem Land", "im ganzen Land", "allen im
    Land"."""
    before = scene.text[max(0, hit.start - 12) : hit.start]
    if before.endswith(("auf dem ", "aufs ", "ganzen ", "ganze ", "aller Herren ")):
        return False
    word = scene.word_before(hit.start)
    quote = scene.text[hit.start : hit.end]
    if word in _BEFORE_LAND:
        return quote in ("Land", "Landes", "Bundesland", "Bundeslandes")
    paired = scene.text.startswith((" und Kommunen", " und kommunale", ", Kommunen", " und seine"), hit.end)
    return (
        paired
        or word.lower() in ("und", "bund,", "zwischen", "von")
        or hit.start == scene.span_of(hit.start)[0]
    )
