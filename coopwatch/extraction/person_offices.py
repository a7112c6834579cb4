"""The office beside a person's name and the body for which the person acts: before the name or in apposition
after it."""

import re
from dataclasses import dataclass

from coopwatch.extraction.laender import STADTSTAATEN
from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.matching import Hit
from coopwatch.extraction.office_bodies import associations_in, body_in, body_of
from coopwatch.extraction.scene import Scene

WINDOW = 140
TITLE_END = re.compile(
    r"(?:inister|ekretär|enator|räsident|ürgermeister|direktor|dirigent|führer|orsitzende[rn]?"
    r"|vorstand|Vorstand|chef|Chef|leiter|Leiter|"
    r"eauftragte[rn]?|bevollmächtigte[rn]?|mitglied|orsteher|ezernent|Landrat|Landrät|Staatsrat"
    r"|Staatsrät|Stadtrat|CIO|CDO|anzler|Direktor|"
    r"precher|kämmerer|Beigeordnete[rn]?)(?:in|innen|en|n|s)?$"
)
_TITLE = re.compile(rf"(?<![\w])([\wÄÖÜäöüß-]*?{TITLE_END.pattern[:-1]})(?![\wäöüß])")
_STOP = re.compile(r"(?<!Dr)(?<!Prof)(?<!h)(?<!c)(?<!jur)(?<!Ing)[.!?;:](?= )")
ACADEMIC = words("academic")
_FOR_BEFORE = re.compile(r"(?:für|Für) (?:(?:das|den|die) )?$")
_FOR_AFTER = re.compile(r"(?: \([^)]{2,25}\))? (?:für|von|vom|aus|bei|beim) (?:das |den |die |der |dem )?")
_APPOSITION = re.compile(r"(?: \([^)]{2,25}\))?, ")
_LEAD = re.compile(
    r"(?:\d\. )?(?:(?!für |und |sowie |mit |so |wie |während "
    r"|dass )[a-zäöüß-]+ ){0,4}(?:[A-ZÄÖÜ][\wäöüß-]+s )?"
)
_ARTICLE_LEAD = re.compile(r"(?:der|die|dem|den|des|Der|Die|vom|beim|zum|durch) (?:[a-zäöüß-]+ ){0,2}$")
_OTHER_NAME = re.compile(
    r" (?:(?:Dr|Prof)\. )*[A-ZÄÖÜ][\w-]+(?: [\w.-]+){1,3}(?: \([^)]{2,25}\))?(?:,| und"
    r"| sowie) (?:(?:Dr|Prof)\. )*"
)
PLURAL_ARTICLES = ("Die", "die", "beiden", "zwei", "drei")
_IN_BRACKETS = re.compile(r" \((?:[A-ZÄÖÜ][\w/ -]{1,20}, ?)?")
_VERB_OFFICE = re.compile(r"vorsitzt|vorsteht|leitet|führt|vertritt|amtiert|verantwortet|zuständig")
_SAME_PERSON = re.compile(r" (?:und|sowie) $")
_RANK = re.compile(
    r"(?:Regierende[rnm]?|Erste[rnm]?|Zweite[rnm]?|Parlamentarische[rnm]?|[Ss]tellvertretende[rnm]?"
    r"|[Gg]eschäftsführende[sn]?) $"
)
LAND_TITLES = re.compile(r"inister|ekretär|enator|CIO|Staatsr|Ressortchef|Landes")
CITY_TITLES = re.compile(r"ürgermeister|Landrat|Landrät|ezernent|Stadtrat|Kreisrat|kämmerer|Beigeordnet")


@dataclass(frozen=True, slots=True)
class Office:
    """`title` as the text gives it, `body` the code of a Land, "DE" or an organisation's name, `by` how it
    was found."""

    title: str = ""
    body: str = ""
    by: str = ""

    def or_else(self, other: "Office | None") -> "Office":
        """This office, its gaps filled from another; what the text says wins over what is only likely."""
        if other is None:
            return self
        weak = not self.body or (self.by == "context" and other.by in ("text", "known") and bool(other.body))
        return Office(
            self.title or other.title, other.body if weak else self.body, other.by if weak else self.by
        )


def office_of(scene: Scene, start: int, end: int) -> Office:
    """The office of the person named at `start`..`end`; empty where the text gives none."""
    found = _after_for(scene, end).or_else(_before(scene, start)).or_else(_apposition(scene, end))
    if CITY_TITLES.search(found.title):
        of_a_land = found.body.startswith("DE") and found.body not in STADTSTAATEN
        return Office(found.title) if of_a_land else found
    if found.title and not found.body and LAND_TITLES.search(found.title):
        return _leaning(scene, start, found)
    return found


def _leaning(scene: Scene, start: int, office: Office) -> Office:
    """A minister of no named Land is one of the text's Land; not where a foreign state stands in the
    sentence."""
    begin, end = scene.span_of(start)
    near = scene.hits_between(max(begin, start - WINDOW), min(end, start + WINDOW))
    if any(hit.first.kind == "foreign" for hit in near):
        return office
    land = scene.land_near(start)
    return Office(office.title, land[0], "context") if land else office


def _before(scene: Scene, start: int) -> Office:
    """Titles before the name: directly, or as "der Präsident des BSI, …"; a second title may name the
    body."""
    begin = _sentence_begin(scene, start)
    name_at = _before_academic(scene.text, begin, start)
    office, at = Office(), name_at
    for title in reversed(list(_TITLE.finditer(scene.text, begin, name_at))):
        if not _shared_title(scene, title, name_at) and (
            _names_someone(scene, title.end(), name_at) or not _belongs(scene, begin, title, at)
        ):
            break
        title_text = _ranked(scene, title)
        body = body_in(scene, title.end(), at) or _owner(scene, begin, title)
        office = office.or_else(Office(title_text, body, "text" if body else ""))
        at = title.start()
        if office.body:
            break
    return office if office.title else office.or_else(_for_before(scene, name_at))


def _shared_title(scene: Scene, title: "re.Match[str]", name_at: int) -> bool:
    """ "die Ministerpräsidenten Daniel Muster und Erika Probe": a title in the plural counts for both
    names."""
    several = (
        title.group().endswith(("en", "innen", "CIOs")) or scene.word_before(title.start()) in PLURAL_ARTICLES
    )
    return several and bool(_OTHER_NAME.fullmatch(scene.text, title.end(), name_at))


def _before_academic(text: str, begin: int, start: int) -> int:
    """Where "Prof. Dr." and the like before a name begin."""
    while start > begin:
        cut = text.rfind(" ", begin, start - 1) + 1
        if cut <= begin or text[cut : start - 1] not in ACADEMIC:
            return start
        start = cut
    return start


def _sentence_begin(scene: Scene, start: int) -> int:
    begin = max(scene.span_of(start)[0], start - WINDOW)
    return max([begin, *(found.end() for found in _STOP.finditer(scene.text, begin, start))])


def _belongs(scene: Scene, begin: int, title: "re.Match[str]", at: int) -> bool:
    """Whether a title belongs to what stands at `at`: right before, joined by "und", or before a comma with
    an article."""
    gap = scene.text[title.end() : at]
    if gap == " " or _SAME_PERSON.match(gap):
        return True
    if not gap.endswith((", ", "), ")):
        return bool(
            re.fullmatch(r" (?:des|der|für|im|in|am|beim|von|vom) [^,.;:]{2,70} ", gap)
        ) and not _names_someone(scene, title.end(), at)
    lead = scene.text[max(begin, title.start() - 40) : title.start()]
    return bool(_ARTICLE_LEAD.search(lead)) or not _names_someone(scene, begin, title.start())


def _ranked(scene: Scene, title: "re.Match[str]") -> str:
    rank = _RANK.search(scene.text, max(0, title.start() - 20), title.start())
    return (rank.group() if rank else "") + title.group()


def _names_someone(scene: Scene, start: int, end: int) -> bool:
    return any(hit.first.kind == "first_name" for hit in scene.hits_between(start, end))


def _owner(scene: Scene, begin: int, title: "re.Match[str]") -> str:
    """Whose office it is: "Bayerns Finanzminister", "der hessische Minister", "BSI-Präsident"."""
    if title.group().startswith("Bundes"):
        return "DE"
    if (
        title.group().startswith("Bürgermeister")
        and "egierende" in scene.text[max(0, title.start() - 14) : title.start()]
    ):
        return "DE-BE"
    inside = body_in(scene, title.start(), title.end())
    if inside:
        return inside
    previous = scene.hit_before(title.start())
    if previous is not None and previous.start >= begin and _close(scene, previous.end, title.start()):
        body = body_of(scene, previous)
        if body and _can_own(scene, previous):
            return body
    return _for_before(scene, title.start()).body


def _can_own(scene: Scene, hit: Hit) -> bool:
    """A name owns an office as adjective, genitive or first part of a compound; "in Dresden" owns none."""
    if (
        hit.compound
        or hit.first.kind == "group"
        or hit.first.form in ("adjective", "capital_adjective", "agency", "pair")
    ):
        return hit.first.kind != "organisation" or hit.compound
    return hit.first.kind in ("land", "bund") and scene.text[hit.start : hit.end].endswith(
        ("s", "’", "'", "S")
    )


def _close(scene: Scene, end: int, start: int) -> bool:
    """Only adjectives or a second title may stand between the body and the title: "Bayerns Finanzminister
    und CIO"."""
    gap = scene.text[end:start]
    if len(gap) > 45:
        return False
    return gap in (" ", "-") or bool(
        re.fullmatch(
            r" (?:[\wäöüß-]+(?:minister|sekretär|senator)(?:in)? und |[a-zäöüß]+[en]r? |Erster |Erste )?", gap
        )
    )


def _for_before(scene: Scene, at: int) -> Office:
    """A body that ends right before: "für das Land Ministerpräsident …", "für den Landkreistag dessen …"."""
    for owner in (" dessen ", " deren ", " "):
        if scene.text.endswith(owner, 0, at):
            return Office("", _for_body(scene, at - len(owner)), "text")
    return Office()


def _for_body(scene: Scene, end: int) -> str:
    """The body that ends at `end` behind "für"."""
    hit = scene.hit_before(end)
    if (
        hit is not None
        and hit.end == end
        and _FOR_BEFORE.search(scene.text, max(0, hit.start - 12), hit.start)
    ):
        return body_of(scene, hit)
    for found in associations_in(scene):
        if found.end == end and _FOR_BEFORE.search(scene.text, max(0, found.start - 12), found.start):
            return found.values[0]
    return ""


def _after_for(scene: Scene, end: int) -> Office:
    """ "Albert Füracker für den Freistaat", "Roger Kehle vom Gemeindetag": the body named right after the
    name."""
    bracket = _IN_BRACKETS.match(scene.text, end)
    inside = scene.hit_at(bracket.end()) if bracket else None
    if (
        inside is not None
        and inside.first.kind in ("land", "bund")
        and scene.text.startswith((")", ",", "/"), inside.end)
    ):
        return Office("", body_of(scene, inside), "text")
    reach = _FOR_AFTER.match(scene.text, end)
    hit = scene.hit_at(reach.end()) if reach else None
    if hit is None or hit.end > scene.span_of(end)[1]:
        return Office()
    body = body_of(scene, hit)
    return Office("", body, "text") if body else Office()


def _apposition(scene: Scene, end: int) -> Office:
    """The apposition after the name: ", Präsident des BSI,", ", der dem Landkreistag vorsitzt"."""
    stop = min(scene.span_of(end)[1], end + WINDOW)
    comma = _APPOSITION.match(scene.text, end, stop)
    if not comma:
        return Office()
    begin = comma.end()
    close = scene.text.find(",", begin, stop)
    limit = close if close >= 0 else stop
    title = _TITLE.search(scene.text, begin, limit)
    if (
        title
        and _LEAD.fullmatch(scene.text, begin, title.start())
        and not _followed_by_name(scene, title.end(), limit)
    ):
        body = (
            body_in(scene, title.end(), limit)
            or body_in(scene, begin, title.end())
            or ("DE" if title.group().startswith("Bundes") else "")
        )
        return Office(title.group(), body, "text")
    if scene.text.startswith(("der ", "die "), begin) and _VERB_OFFICE.search(scene.text, begin, limit):
        found = _TITLE.search(scene.text, begin, limit)
        return Office(found.group() if found else "", body_in(scene, begin, limit), "text")
    return Office()


def _followed_by_name(scene: Scene, at: int, limit: int) -> bool:
    """Whether the title is the next person's: ", BSI-Präsident Arne Schönbohm"."""
    hits = scene.hits_between(at, min(at + 16, limit))
    return bool(hits) and hits[0].first.kind == "first_name"
