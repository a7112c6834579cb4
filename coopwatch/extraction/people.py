"""People: names with the office that the text gives them and the body for which they act.

"Finanzstaatssekretär Albert Füracker", "Dr. Fabian Mehring", "Arne Schönbohm, Präsident des BSI", "der
Präsident des
Niedersächsischen Städtetages, Martin Biermann", "Sachsen-CIO Thomas Popp", later only "Popp".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.person_offices import TITLE_END, Office, office_of
from coopwatch.extraction.scene import Scene

PARTICLES = (
    r"(?:von der|von dem|von und zu|van der|van den|de la|von|van|de|zu|zur|vom|di|da|del|ten|ter|dos"
    r"|Freiherr von|Graf von|Gräfin von)"
)
SURNAME = r"[A-ZÄÖÜ][a-zà-ÿ’'][\w’']*(?:-[A-ZÄÖÜ][a-zà-ÿ][\w’']*)*"
_REST = re.compile(rf"((?: [A-ZÄÖÜ]\.)*(?: {PARTICLES}(?= [A-ZÄÖÜ]))?) ({SURNAME})(?:-(?=\W))?")
_ACADEMIC = re.compile(
    r"(?: (?:Prof\.|Dr\.|Dr\.-Ing\.|Dr\. ?h\. ?c\.|Dr\. jur\.|Dipl\.-\w{2,6}\.?|Univ\.-Prof\.|PD"
    r"|Frau|Herr|Herrn|a\. ?D\.|h\.c\.))*"
)
_HYPHENED = re.compile(r"-([A-ZÄÖÜ][a-zäöüß]+)(?= )")
_GIVEN = re.compile(r" ([A-ZÄÖÜ][\w’'ß]+(?:-[A-ZÄÖÜ][\w’'ß]+)*)")
TITLE_PARTS = words("title_part")
_TITLE_REST = re.compile(r"(?:in|r|n)?(?= )")
_PARTY = re.compile(
    r" \((CDU|CSU|SPD|FDP|Grüne|Bündnis 90/Die Grünen|GRÜNE|Die Linke|Linke|LINKE|Freie Wähler|FW"
    r"|BSW|parteilos|B90/Grüne)\)"
)
NO_NAMES = words("no_name")
NO_SURNAME_ALONE = NO_NAMES | frozenset(
    ["des", "der", "die", "für", "in", "im", "beim", "von", "und", "sowie"]
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the view's text: `full` with given name, else the surname alone."""

    start: int
    end: int
    surname_start: int
    full: bool

    def text(self, scene: Scene) -> str:
        """The name as written."""
        return scene.text[self.start : self.end]

    def surname(self, scene: Scene) -> str:
        """The surname with its particles left out."""
        return scene.text[self.surname_start : self.end]


def read_people(scene: Scene) -> Iterator[Mention]:
    """Mentions of people: full names first, then the same people by surname."""
    names = sorted(
        {name.start: name for name in (*_after_titles(scene), *_by_given_name(scene))}.values(),
        key=lambda name: name.start,
    )
    names = list(_apart(names))
    full = {name.surname(scene): name.text(scene) for name in reversed(names) if name.full}
    offices: dict[str, Office] = {}
    for name in names:
        office = office_of(scene, name.start, name.end)
        value = name.text(scene) if name.full else full.get(name.surname(scene), name.text(scene))
        offices[value] = office.or_else(offices.get(value))
        yield _mention(scene, name, value, offices[value])
    yield from _surnames(scene, names, full, offices)


def _apart(names: list[Name]) -> Iterator[Name]:
    end = 0
    for name in names:
        if name.start >= end:
            yield name
            end = name.end


def _by_given_name(scene: Scene) -> Iterator[Name]:
    """Names that begin with a known first name."""
    end = 0
    for hit in scene.hits:
        if hit.start >= end and hit.of_kind("first_name") and hit.first.kind in ("first_name", "kommune"):
            name = _full_name(scene, hit.start, _given_end(scene, hit.end))
            if name:
                end = name.end
                yield name


def _given_end(scene: Scene, end: int) -> int:
    """Where a given name ends: "Jens-Uwe" is one, "Konrad-Adenauer-Stiftung" holds none."""
    second = _HYPHENED.match(scene.text, end)
    entries = scene.lexicon.automaton.get(second.group(1), (0, ()))[1] if second else ()
    return second.end() if second and any(entry.kind == "first_name" for entry in entries) else end


def _full_name(scene: Scene, start: int, end: int) -> Name | None:
    """A given name with what follows: further given names, initials, particles and the surname."""
    for _ in range(4):
        rest = _REST.match(scene.text, end)
        if not rest or rest.group(2) in NO_NAMES:
            return None
        following = scene.hit_at(rest.start(2))
        more = (
            following is not None and following.of_kind("first_name") and _REST.match(scene.text, rest.end(2))
        )
        if more and more.group(2) not in NO_NAMES and not TITLE_END.search(more.group(2)):
            end = rest.end(2)
            continue
        if TITLE_END.search(rest.group(2)):
            return None
        return Name(start, rest.end(2), rest.start(2), full=True)
    return None


def _after_titles(scene: Scene) -> Iterator[Name]:
    """Names behind a title: "Innenminister Thomas Strobl", "Bundesminister Dr. Wildberger", "CIO Popp"."""
    for end in _title_ends(scene):
        given_at = _ACADEMIC.match(scene.text, end).end()
        given = _GIVEN.match(scene.text, given_at)
        if (
            not given
            or given.group(1) in NO_NAMES
            or TITLE_END.search(given.group(1))
            or _is_body(scene, given.start(1))
        ):
            continue
        full = _full_name(scene, given.start(1), given.end(1))
        if full:
            yield full
        else:
            yield Name(given.start(1), given.end(1), given.start(1), full=False)


def _is_body(scene: Scene, start: int) -> bool:
    """Whether a Land, a body or a portal begins here: "Innenminister Hessens", "Präsident Bitkom"."""
    hit = scene.hit_at(start)
    return hit is not None and hit.first.kind in (
        "land",
        "bund",
        "organisation",
        "portal",
        "group",
        "foreign",
    )


def _title_ends(scene: Scene) -> Iterator[int]:
    for start, end in scene.triggers:
        if scene.text[start:end] in TITLE_PARTS:
            rest = _TITLE_REST.match(scene.text, end)
            if rest:
                yield rest.end()


def _mention(scene: Scene, name: Name, value: str, office: Office) -> Mention:
    party = _PARTY.match(scene.text, name.end)
    extra = (("party", party.group(1)),) if party else ()
    office = office.or_else(_known(scene, value, office))
    attributes = (
        ("office", office.title),
        ("for", office.body),
        ("for_by", office.by if office.body else ""),
    )
    return Mention(
        start=name.start,
        end=name.end,
        quote=scene.text[name.start : name.end],
        kind="person",
        values=(value,),
        form="full" if name.full else "surname",
        land=office.body if office.body.startswith("DE") else None,
        confidence=0.9 if name.full else 0.8,
        attributes=tuple(pair for pair in (*attributes, *extra) if pair[1]),
    )


def _known(scene: Scene, value: str, office: Office) -> Office | None:
    """What the lexicon knows of a person, where the text speaks of that Land, body or kind of office."""
    entry = dict(scene.lexicon.people.get(value, ()))
    body = entry.get("for", "")
    if not body and " " not in value:
        return _known_surname(scene, value, office)
    near = (
        body in scene.codes
        or office.title
        or _seat_named(scene, body)
        or (body == "DE" and "bund" in scene.kinds)
        or body in scene.organisations
    )
    return Office(entry.get("office", ""), body, "known") if body and near else None


def _seat_named(scene: Scene, body: str) -> bool:
    """Whether the text names the Land's capital ("Düsseldorf/München"), which need not mean the Land."""
    if "seats" not in scene.memo:
        lands = (hit.first.values for hit in scene.hits if hit.first.kind == "land")
        scene.memo["seats"] = frozenset(code for values in lands for code in values)
    return body in scene.memo["seats"]  # type: ignore[operator]


def _known_surname(scene: Scene, surname: str, office: Office) -> Office | None:
    """ "Digitalisierungsminister Schrödter": the one holder of such an office with that surname."""
    same = scene.lexicon.surnames.get(surname, ()) if office.title else ()
    matching = {body for title, body in same if body and title[:5].lower() == office.title[:5].lower()}
    return Office("", matching.pop(), "known") if len(matching) == 1 else None


def _surnames(
    scene: Scene, names: list[Name], full: dict[str, str], offices: dict[str, Office]
) -> Iterator[Mention]:
    """Later mentions of the same people by surname alone."""
    taken = {name.surname_start for name in names}
    for surname, value in list(full.items())[:60]:
        if surname in NO_SURNAME_ALONE or len(surname) < 3:
            continue
        for at in _occurrences(scene.text, surname):
            if at not in taken and _is_same_person(scene, at):
                yield _mention(scene, Name(at, at + len(surname), at, False), value, offices[value])


def _occurrences(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself, a genitive -s allowed."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        end += text.startswith("s", end)
        if not (at and (text[at - 1].isalnum() or text[at - 1] == "-")) and not text[end : end + 1].isalnum():
            yield at
        at = text.find(word, end)


def _is_same_person(scene: Scene, start: int) -> bool:
    hit = scene.hit_before(start)
    if hit is not None and hit.first.kind == "first_name" and hit.end + 1 == start:
        return False
    begin, end = scene.span_of(start)
    return begin <= start < end
