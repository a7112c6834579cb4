"""Portals that the lexicon does not know and companies: names that stand beside a word that tells what they
are.

"die Plattform „Beispiel“", "das Portal BeispielDigital", "Landesportal Sachsen-Anhalt"; "Muster & Söhne
GmbH".
"""

import re
from collections.abc import Iterator

from coopwatch.extraction.lexicon_files import words
from coopwatch.extraction.lexicon_records import Entry
from coopwatch.extraction.mention_records import Mention
from coopwatch.extraction.scene import Scene, mention
from coopwatch.extraction.spotting import Spotted

PORTAL_TRIGGERS = words("portal_trigger")
_PORTAL_WORD = re.compile(
    r"(?:[Pp]ortal|[Pp]lattform|[Dd]ienst|[Kk]onto|[Vv]erfahren|[Aa]nwendung|[Ss]oftware|[Ll]ösung"
    r"|[Ss]ystem|[Aa]pp|[Bb]asiskomponente|[Cc]hatbot|[Aa]ssistent|[Mm]arktplatz)(?:s|es|e|en)?$"
)
_QUOTED = re.compile(r"[„»“\"]([A-ZÄÖÜa-z][\wäöüß.+@ -]{2,36}?)[“”\"«]")
_CAMEL = re.compile(
    r"(?:[A-ZÄÖÜ][\wäöüß]*[a-zäöüß][A-ZÄÖÜ0-9][\wäöüß.]*[\wäöüß]|[a-z]{1,3}[A-ZÄÖÜ][\wäöüß-]+"
    r"|[A-ZÄÖÜ][a-zäöüß]+\.[A-Za-z]{2,10}(?![\w]))"
)
# Names of systems in capitals or with a number: FLORA, IGVP, 115plus.
_CAPITALS = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ²-]{2,11}(?![\wäöüß@-])|\d{2,4}[a-z]{3,8}(?![\wäöüß-])")
_SYSTEM = (
    r"(?:[pP]lattform|[pP]ortal|[sS]oftware|[lL]ösung|[aA]nwendung|[sS]ystem|[dD]ienst|[wW]erkzeug"
    r"|[aA]ssistent|[vV]erfahren)"
)
# "FLORA, einem Assistenzsystem", "115plus, eine Lösung für Auskünfte".
_APPOSITION = re.compile(rf", ein(?:e|em|en|er)? (?:[a-zäöüß]+ ){{0,2}}[A-Za-zÄÖÜäöüß-]{{0,30}}{_SYSTEM}\b")
_NAME_BEFORE = re.compile(
    rf"(?<![\w-])(?:{_CAPITALS.pattern}|[A-ZÄÖÜ][\wäöüß]*[a-zäöüß][A-ZÄÖÜ0-9][\wäöüß.]*)$"
)
# "das Verfahren IGVP".
_SYSTEM_CALLED = Spotted(
    tuple(f"{end} " for end in re.findall(r"\](\w+)", _SYSTEM)),
    rf"{_SYSTEM} ({_CAPITALS.pattern})",
    before=1,
    behind=40,
)
# "Integrationsverfahren Polizei (IGVP)".
_BRACKETS = re.compile(r" \(([A-ZÄÖÜ][A-Za-zÄÖÜ²-]{2,11})\)")
_SYSTEM_BEFORE = re.compile(rf"[a-zäöüß]{_SYSTEM}(?: [A-ZÄÖÜ][\wäöüß-]+){{0,2}}$")
_LEGAL = re.compile(r" (?:GmbH(?: & Co\. KG)?|AG|SE|KG|eG|gGmbH|mbH|Inc\.|Ltd\.|AöR|e\. ?V\.)(?![\wäöüß])")
_COMPANY_BEFORE = re.compile(
    r"(?!(?:Die|Der|Das|Mit|Für|Bei|Von|Als|Auch) )[A-ZÄÖÜ0-9][\wäöüß&.-]*(?: (?:&"
    r"|und) [A-ZÄÖÜ][\wäöüß.-]*| [A-ZÄÖÜ0-9][\wäöüß&.-]*){0,3}$"
)
_UNIVERSITY = re.compile(
    r"(?:(?:zu|des|der|für|in) )?[A-ZÄÖÜ][\wäöüß]+(?:-[A-ZÄÖÜ][\wäöüß]+)*(?: der Bundeswehr)?"
)
_UNLISTED = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)*(?![\wäöüß-])")
UNIVERSITY_TRIGGERS = words("university_trigger")
UNIVERSITY_WORDS = words("university")
GEMEINDE_TRIGGERS = words("gemeinde_trigger")
PUBLIC_FORMS = ("AöR", "e.V.", "e. V.", "eG")
MAX_WORD = 40


def read_brands(scene: Scene) -> Iterator[Mention]:
    """Mentions of portals by their surroundings and of companies by their legal form."""
    yield from _quoted_portals(scene)
    yield from _portals_by_word(scene)
    yield from _explained_portals(scene)
    yield from _companies(scene)
    yield from _universities(scene)
    yield from _unlisted_gemeinden(scene)


def _quoted_portals(scene: Scene) -> Iterator[Mention]:
    for quote in _QUOTED.finditer(scene.text):
        before = scene.word_before(quote.start())
        name = quote.group(1)
        if (
            _PORTAL_WORD.search(before)
            and len(name.split()) <= 4
            and not name.endswith((".", " "))
            and not _inside_hit(scene, quote.start(1))
        ):
            yield _portal(scene, quote.start(1), quote.end(1), "quoted")


def _inside_hit(scene: Scene, start: int) -> bool:
    hit = scene.hit_at(start)
    return hit is not None and hit.first.kind == "portal"


def _portal(scene: Scene, start: int, end: int, form: str) -> Mention:
    entry = Entry("portal", (scene.text[start:end],), form, None, "", (("kind", "portal"),))
    return mention(scene, start, end, entry, confidence=0.6)


def _portals_by_word(scene: Scene) -> Iterator[Mention]:
    for start, end in scene.triggers:
        if scene.text[start:end] not in PORTAL_TRIGGERS:
            continue
        hit = scene.hit_at(end)
        camel = _CAMEL.match(scene.text, end)
        if hit is not None and hit.first.kind == "land" and hit.first.form in ("name", "abbreviation"):
            word = _word_start(scene.text, start)
            if _proper_portal(scene.text[word:end].strip()):
                yield _land_portal(scene, word, hit.end, hit.first)
        elif camel and (hit is None or hit.end < camel.end()):
            yield _portal(scene, end, camel.end(), "by_word")


def _explained_portals(scene: Scene) -> Iterator[Mention]:
    """Names whose sort stands behind or before them: "FLORA, einem Assistenzsystem", "das Verfahren IGVP",
    "das Integrationsverfahren Polizei (IGVP)"."""
    for found in _APPOSITION.finditer(scene.text):
        name = _NAME_BEFORE.search(scene.text, max(0, found.start() - 30), found.start())
        if name and _unknown(scene, name.start(), name.end()):
            yield _portal(scene, name.start(), name.end(), "explained")
    for called in _SYSTEM_CALLED.finditer(scene.text, 0, len(scene.text)):
        if _unknown(scene, *called.span(1)):
            yield _portal(scene, *called.span(1), "explained")
    for short in _BRACKETS.finditer(scene.text):
        begin = max(scene.span_of(short.start())[0], short.start() - 60)
        if _SYSTEM_BEFORE.search(scene.text, begin, short.start()) and _unknown(scene, *short.span(1)):
            yield _portal(scene, *short.span(1), "explained")


def _unknown(scene: Scene, start: int, end: int) -> bool:
    """No name of the lexicon stands there."""
    return not scene.hits_between(start, end)


def _word_start(text: str, start: int) -> int:
    limit = max(0, start - MAX_WORD)
    while start > limit and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    return start


def _proper_portal(word: str) -> bool:
    """ "Landesportal", "Beteiligungsportal", "Servicekonto"; a bare "Portal" before a Land is no name."""
    return (
        word[:1].isupper()
        and len(word) > len("Plattform")
        and not word.endswith(("s", "dienst", "Dienst", "verfahren"))
    )


def _land_portal(scene: Scene, start: int, end: int, land: Entry) -> Mention:
    entry = Entry("portal", (scene.text[start:end],), "land_portal", land.land, "", (("kind", "portal"),))
    return mention(scene, start, end, entry, confidence=0.7)


def _companies(scene: Scene) -> Iterator[Mention]:
    for legal in _LEGAL.finditer(scene.text):
        begin = max(scene.span_of(legal.start())[0], legal.start() - 60)
        name = _COMPANY_BEFORE.search(scene.text, begin, legal.start())
        if name and not _public(scene, name.start(), legal):
            entry = Entry("company", (name.group(),), "legal_form")
            yield mention(scene, name.start(), legal.end(), entry)


def _public(scene: Scene, start: int, legal: "re.Match[str]") -> bool:
    """A body of the lexicon within ("Komm24 GmbH"), or a legal form that public bodies take."""
    if legal.group().strip() in PUBLIC_FORMS:
        return True
    return any(
        hit.first.kind in ("organisation", "bund", "portal") for hit in scene.hits_between(start, legal.end())
    )


def _universities(scene: Scene) -> Iterator[Mention]:
    """ "die Technische Universität München", "die Universität zu Köln": public bodies, but no Land's."""
    for start, end in scene.triggers:
        name = _UNIVERSITY.match(scene.text, end) if scene.text[start:end] in UNIVERSITY_TRIGGERS else None
        if name is None:
            continue
        begin = _word_start(scene.text, start)
        first = _word_start(scene.text, begin - 1) if begin > 1 else begin
        adjective = scene.text[first:begin].strip()
        kept = adjective in UNIVERSITY_WORDS
        value = f"{adjective.rstrip('nr')} " * kept + scene.text[begin : name.end()]
        attributes = (("kind", "hochschule"), ("lands", ""))
        entry = Entry("organisation", (value,), "university", None, "", attributes)
        yield mention(scene, first if kept else begin, name.end(), entry)


def _unlisted_gemeinden(scene: Scene) -> Iterator[Mention]:
    """ "Samtgemeinde Elbtalaue", "Amt Föhr-Amrum": associations of Gemeinden that the gazetteer does not
    hold."""
    for start, end in scene.triggers:
        if scene.text[start:end] not in GEMEINDE_TRIGGERS:
            continue
        amt = scene.text[start:end] == "Amt "
        name = _UNLISTED.match(scene.text, end)
        if name is None or scene.hit_at(end) is not None or (amt and "-" not in name.group()):
            continue
        attributes = (("type", "Gemeinde"), ("name", "Amt " * amt + name.group()), ("said", "Gemeinde"))
        entry = Entry("kommune", (), "unlisted", scene.only_land(), "", attributes)
        yield mention(scene, end, name.end(), entry, confidence=0.6)
