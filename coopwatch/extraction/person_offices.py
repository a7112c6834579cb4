"""The office beside a person's name and the body for which the person acts: before the name or in apposition after it."""

import re
from dataclasses import dataclass

from coopwatch.extraction.scene import Scene

WINDOW = 120
TITLE_END = re.compile(
    r"(?:inister|ekretär|enator|räsident|ürgermeister|direktor|dirigent|führer|vorsitzende[rn]?|Vorsitzende[rn]?|vorstand|Vorstand|chef|leiter|Leiter|"
    r"beauftragte[rn]?|Beauftragte[rn]?|bevollmächtigte[rn]?|mitglied|Vorsteher|vorsteher|ezernent|Landrat|Landrät|Staatsrat|Staatsrät|Stadtrat|CIO|CDO|Kanzler|kanzler|Direktor|Sprecher|sprecher|kämmerer|Beigeordnete[rn]?|Ressortchef)(?:in|innen|s)?$"
)
_TITLE = re.compile(rf"(?<![\w])([\wÄÖÜäöüß-]*?{TITLE_END.pattern[:-1]})(?![\wäöüß])")
_SPLIT = re.compile(r"(?<!Dr)(?<!Prof)(?<!h)(?<!c)(?<!jur)[.!?;:](?= )| (?:sowie|und) (?=[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ])")
_ACADEMIC_BEFORE = re.compile(r"(?:(?:Prof\.|Dr\.|Dr\.-Ing\.|Frau|Herr|h\.c\.|Dipl\.-\w{2,6}\.?) )*$")
_FOR_BEFORE = re.compile(r"(?:für|Für) (?:das|den|die) $")
_FOR_AFTER = re.compile(r"(?: \([^)]{2,25}\))? (?:für|von|vom|aus|in|beim?|des|der) (?:das |den |die |der |dem |des )?")
_VERB_OFFICE = re.compile(r"vorsitzt|vorsteht|leitet|führt|vertritt|amtiert|verantwortet|zuständig")
LAND_TITLES = re.compile(r"inister|ekretär|enator|CIO|Staatsr|Ressortchef|Landes")
CITY_TITLES = re.compile(r"ürgermeister|Landrat|Landrät|ezernent|Stadtrat|Kreisrat|kämmerer|Beigeordnet")
BODY_KINDS = ("land", "bund", "organisation", "kommune")


@dataclass(frozen=True, slots=True)
class Office:
    """`title` as the text gives it, `body` the code of a Land, "DE" or an organisation's name, `by` how it was found."""

    title: str = ""
    body: str = ""
    by: str = ""

    def or_else(self, other: "Office | None") -> "Office":
        """This office, its gaps filled from another; what the text says wins over what is only likely."""
        if other is None:
            return self
        weak = not self.body or (self.by == "context" and other.by in ("text", "known") and other.body)
        return Office(self.title or other.title, other.body if weak else self.body, other.by if weak else self.by)


def office_of(scene: Scene, start: int, end: int) -> Office:
    """The office of the person named at `start`..`end`; empty where the text gives none."""
    before = _before(scene, start)
    after = _after(scene, end)
    found = before if before.title and before.by != "apposition" else Office()
    found = found.or_else(after).or_else(before)
    if found.by == "apposition":
        found = Office(found.title, found.body, "text")
    if found.title and not found.body and LAND_TITLES.search(found.title) and not CITY_TITLES.search(found.title):
        return _leaning(scene, start, found)
    return found


def _leaning(scene: Scene, start: int, office: Office) -> Office:
    """A minister of no named Land is one of the text's Land."""
    if office.title.startswith("Bundes"):
        return Office(office.title, "DE", "text")
    near = scene.land_near(start)
    return Office(office.title, near[0], "context") if near else office


def _before(scene: Scene, start: int) -> Office:
    """The title directly before the name, or before a comma: "der Präsident des BSI, Arne Schönbohm"."""
    begin = max(scene.span_of(start)[0], start - WINDOW)
    begin = max([begin, *(found.end() for found in _SPLIT.finditer(scene.text, begin, start))])
    name_at = _ACADEMIC_BEFORE.search(scene.text, begin, start).start()
    titles = list(_TITLE.finditer(scene.text, begin, name_at))
    if not titles:
        return _for_before(scene, name_at)
    last = titles[-1]
    gap = scene.text[last.end() : name_at]
    if gap.strip(" ,") == "" and "," not in gap:
        title = _with_reach(scene, last.group(), last.end())
        return Office(title, _owner(scene, begin, last), "text")
    if not gap.endswith(", ") or _names_someone(scene, last.end(), name_at):
        return Office()
    body = _body_in(scene, last.end(), name_at) or _owner(scene, begin, last)
    return Office(last.group(), body, "apposition")


def _names_someone(scene: Scene, start: int, end: int) -> bool:
    return any(hit.first.kind == "first_name" for hit in scene.hits_between(start, end))


def _with_reach(scene: Scene, title: str, end: int) -> str:
    return title


def _owner(scene: Scene, begin: int, title: "re.Match[str]") -> str:
    """Whose office it is: "Bayerns Finanzminister", "der hessische Minister", "BSI-Präsident", "Präsident des BSI"."""
    if title.group().startswith("Bundes"):
        return "DE"
    inside = _body_in(scene, title.start(), title.end())
    if inside:
        return inside
    previous = scene.hit_before(title.start())
    if previous is not None and previous.start >= begin and _close(scene, previous.end, title.start()):
        return _body(previous.first.kind, previous)
    place = _for_before(scene, title.start())
    return place.body


def _close(scene: Scene, end: int, start: int) -> bool:
    """Only adjectives or a second title may stand between the body and the title: "Bayerns Digitalminister"."""
    gap = scene.text[end:start]
    return len(gap) <= 45 and (gap in (" ", "-") or bool(re.fullmatch(r" (?:[\w-]+(?:minister|sekretär|senator)(?:in)? und |[a-zäöüß]+[en]r? )?", gap)))


def _for_before(scene: Scene, at: int) -> Office:
    """"für das Land Ministerpräsident …": a body that ends right before."""
    hit = scene.hit_before(at)
    if hit is None or scene.text[hit.end : at] != " " or not _FOR_BEFORE.search(scene.text, max(0, hit.start - 12), hit.start):
        return Office()
    if hit.first.kind == "group" and hit.first.form in ("land", "freistaat"):
        near = scene.land_near(hit.start)
        return Office("", near[0] if near else "", "text")
    return Office("", _body(hit.first.kind, hit), "text")


def _after(scene: Scene, end: int) -> Office:
    """The apposition after the name: ", Präsident des BSI,", " für den Freistaat", ", der dem Landkreistag vorsitzt"."""
    stop = min(scene.span_of(end)[1], end + WINDOW)
    reach = _FOR_AFTER.match(scene.text, end)
    if reach and reach.group().lstrip().startswith(("für", "vom", "von", "aus", "beim", "bei")):
        hit = scene.hit_at(reach.end())
        if hit is not None and hit.end <= stop:
            return Office("", _reached(scene, hit), "text")
    comma = re.match(r"(?: \([^)]{2,25}\))?, ", scene.text[end:stop])
    if not comma:
        return Office()
    begin = end + comma.end()
    close = scene.text.find(",", begin, stop)
    limit = close if close >= 0 else stop
    title = _TITLE.search(scene.text, begin, limit)
    if title and not _names_someone(scene, begin, title.start()) and title.start() - begin < 45:
        body = _body_in(scene, title.end(), limit) or _owner(scene, begin, title) or _body_in(scene, begin, title.start())
        return Office(title.group(), body, "text")
    if scene.text.startswith(("der ", "die ", "das "), begin) and _VERB_OFFICE.search(scene.text, begin, limit):
        return Office("", _body_in(scene, begin, limit), "text")
    return Office()


def _reached(scene: Scene, hit: object) -> str:
    if hit.first.kind == "group" and hit.first.form in ("land", "freistaat", "hansestadt"):  # type: ignore[attr-defined]
        near = scene.land_near(hit.start)  # type: ignore[attr-defined]
        return near[0] if near else ""
    return _body(hit.first.kind, hit)  # type: ignore[attr-defined]


def _body_in(scene: Scene, start: int, end: int) -> str:
    """The first body named in a stretch, organisations before Länder."""
    hits = [hit for hit in scene.hits_between(start, end) if hit.first.kind in ("land", "bund", "organisation") and not hit.first.need]
    chosen = next((hit for hit in hits if hit.first.kind == "organisation"), hits[0] if hits else None)
    return _body(chosen.first.kind, chosen) if chosen else ""


def _body(kind: str, hit: object) -> str:
    entry = hit.first  # type: ignore[attr-defined]
    if kind not in ("land", "bund", "organisation"):
        return ""
    return entry.values[0]
