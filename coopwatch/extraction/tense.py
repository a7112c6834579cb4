"""What the verbs of a sentence or clause say: bound already, to be bound, only reported, only a condition."""

import re
from functools import lru_cache

CLAUSE_MARKS = ",;:–()\n"
SHORT = 15
BIND = (
    r"(?:(?:ab)?schließen|(?:unter|gegen)?zeichnen|unterschreiben|eingehen|gründen|errichten|besiegeln|beitreten"
    r"|einsteigen|vereinbaren|verlängern"
    r"|(?:unterzeichnet|(?:ab)?geschlossen|unterschrieben|gegründet|besiegelt|vereinbart|vollzogen|eröffnet"
    r"|errichtet|gezeichnet|verlängert) werden)"
)
MODAL = r"(?:wird|werden|werde|will|wollen|wolle|soll|sollen|solle|möchten?)"
COMING_NOUN = (
    r"(?:Unterzeichnung|Unterschrift|Beitritt|Vertragsschluss|Vertragsunterzeichnung|Gründung|Start|Auftakt"
    r"|Abschluss|Inkrafttreten|Betriebsbeginn)"
)
TO_COME = re.compile(
    rf"\b{MODAL}\b[^;!?]{{0,140}}?\b{BIND}\b|\b(?i:{BIND}) {MODAL}\b"
    rf"|\b{COMING_NOUN}\b[^;!?]{{0,90}}\b(?:vorgesehen|geplant|angesetzt|anberaumt|terminiert|anvisiert|angepeilt)\b"
    rf"|\b(?:vorgesehen|geplant|angesetzt|soll)\b[^;!?]{{0,60}}\b{COMING_NOUN}\b"
)
BOUND = (
    r"(?:unterzeichnet|unterschrieben|(?:ab|ein)?geschlossen|vereinbart|besiegelt|gezeichnet|gegründet|gestartet"
    r"|verständigt|geeinigt|verlängert|beigetreten|errichtet)"
)
DONE = re.compile(
    rf"\b(?:haben|hat|wurden?|ist|sind)\b[^;!?]{{0,160}}?\b{BOUND}\b(?! werden)"
    rf"|\b{BOUND} (?:haben|hat|wurden?|worden)\b"
    r"|\b(?:unterzeichneten?|unterschrieben?|schlossen|vereinbarten|besiegelten?|einigten|verständigten|traten|trat)\b"
)
SIGNED = re.compile(
    r"\b(?i:unterzeichne(?:t|te|ten)|unterschrieb(?:en)?|gezeichnet|besiegel(?:t|te|ten)|(?:ab)?geschlossen|schloss(?:en)?"
    r"|vereinbar(?:t|te|ten)|verabrede(?:t|te|ten)|geeinigt|einig(?:te|ten)|verständig(?:t|te|ten)|beschlossen"
    r"|beigetreten|verlänger(?:t|te|ten)|gegründet|paraphiert|ausgetauscht|Unterschriften?|Unterzeichnung|Vertragsschluss"
    r"|setzten|reichten|tauschten)\b"
)
STARTED = re.compile(
    r"\b(?i:gestartet|starte(?:t|te|ten)|begonnen|begann(?:en)?|beginnt|angelaufen|lief an|läuft|laufen"
    r"|in Betrieb"
    r"|freigeschaltet|online|live|eröffnet|Startschuss|Auftakt|ausgewählt|bestimmt(?:en)?|benannt|fiel|gilt|gelten"
    r"|in Kraft|wirksam|gehört|gehören|Mitglied)\b"
)
REPORTED = re.compile(
    r"\b(?i:mitteilte[n]?|teilte[n]? [^,;.]{0,60}\bmit|mitgeteilt|gab(?:en)? [^,;.]{0,70}\bbekannt"
    r"|bekannt gab(?:en)?|bekanntgegeben"
    r"|berichte(?:t|te|ten)|sagte[n]?|erklärte[n]?|betonte[n]?|hieß es|erläuterte[n]?|vorgestellt"
    r"|stellte[n]? [^,;.]{0,50}\bvor"
    r"|Sitzung des|Anfrage|Ausschuss(?:es)?|informierte[n]?|antwortete[n]?|meldete[n]?|meldet)\b"
)
CONDITION = re.compile(r"\b(?i:sobald|wenn|nachdem|bevor|falls|ehe|bis|seitdem|weil|obwohl)\b")


@lru_cache(maxsize=256)  # asked for each date of a sentence, and for its stage
def tells_what_comes(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a sentence says that something is to be bound, None where it does not."""
    match = TO_COME.search(text, start, end)
    return match.span() if match else None


@lru_cache(maxsize=256)
def tells_what_is_done(text: str, start: int, end: int) -> bool:
    """Whether a sentence says that something was bound."""
    return DONE.search(text, start, end) is not None


def clause(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """The clause around two offsets, within the bounds of its sentence; one too short to hold a verb takes
    in the next.

    >>> text = "Wie man am Montag hörte, schlossen sie am 3. Mai ab."
    >>> text[slice(*clause(text, 39, 45, 0, len(text)))]
    ' schlossen sie am 3. Mai ab.'
    """
    left, right = start, end
    while left > low and text[left - 1] not in CLAUSE_MARKS:
        left -= 1
    while right < high and text[right] not in CLAUSE_MARKS:
        right += 1
    if right - left < SHORT + (end - start) and right < high:
        right += 1
        while right < high and text[right] not in CLAUSE_MARKS:
            right += 1
    return left, right
