"""The forms in which German texts name a date, each a small pattern of its own (see dates.py for what is
made of them)."""

import re

from .holidays import NAMES
from .spotting import Spotted

MONTH_NAMES = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
MONTH_SHORT = {
    "jan": 1,
    "feb": 2,
    "mär": 3,
    "mrz": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dez": 12,
    "jänner": 1,
}
MONTHS = {name: i + 1 for i, name in enumerate(MONTH_NAMES)} | MONTH_SHORT
MONTH = (
    r"(Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
    r"|Dezember|Jan\.|Feb\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.|Sep\.|Okt\.|Nov\.|Dez\."
    r"|JANUAR|FEBRUAR|MÄRZ|APRIL|MAI|JUNI|JULI|AUGUST|SEPTEMBER|OKTOBER|NOVEMBER|DEZEMBER)"
)
WEEKDAYS = {
    "montag": 0,
    "dienstag": 1,
    "mittwoch": 2,
    "donnerstag": 3,
    "freitag": 4,
    "samstag": 5,
    "sonnabend": 5,
    "sonntag": 6,
}
YEAR = r"((?:19[89]|20[0-4])\d)"
NEXT_YEAR = r"(?:kommende[nms]?|nächste[nms]?|folgenden) Jahr(?:es)?\b"
LAST_YEAR = r"(?:vergangene[nms]?|vorige[nms]?|letzte[nms]?|zurückliegenden) Jahr(?:es)?\b|Vorjahr(?:es)?\b"
THIS_YEAR = r"(?:dieses|diesem|laufenden) Jahr(?:es)?\b"
GONE = r"vergangene[nrms]?|vorige[nrms]?|letzte[nrms]?|zurückliegende[nrms]?|verstrichene[nrms]?"
COMING = r"kommende[nrms]?|nächste[nrms]?"
# What stands before a number is looked at behind its first digit: so the pattern is tried at digits alone.
DAY = r"\d(?<![\w.,/-]\d)\d?"
MONTH_KEYS = (
    *("Jan", "Jän", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"),
    *("JAN", "FEB", "MÄR", "APR", "MAI", "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DEZ"),
)
SEASON_KEYS = (
    *("Anfang", "Mitte", "Ende", "ende", "beginn", "wechsel", "Quartal", "Halbjahr", "hälfte"),
    *("Frühjahr", "Frühling", "ommer", "erbst", "Winter"),
)
DAY_BEFORE_KEYS = tuple(
    form for word in ("uvor", "avor", "orher", "ortag", "orabend") for form in (word, word.upper())
)
NUMERIC = re.compile(rf"({DAY})\." + r"\s?(\d{1,2})\.(?:\s?((?:19|20)\d\d|\d\d)(?!\d|\.\d))?(?!\d)")
ISO = re.compile(r"((?:20|19)\d\d(?<![\w/-]\d\d\d\d))-(\d\d)-(\d\d)(?![\d-])")
DAY_MONTH = re.compile(
    rf"(?P<day>{DAY})\.(?:/\d{{1,2}}\.|\s?(?P<link>und|bis|–|-)\s?\d{{1,2}}\.)?"
    rf"\s?(?P<month>{MONTH})(?:\s+(?:(?P<year>{YEAR})"
    rf"|(?P<of>des|dieses|diesen|vergangenen|vorigen|letzten|kommenden|nächsten) (?:vergangenen "
    rf"|vorigen |letzten |kommenden |nächsten |laufenden )?Jahres))?"
)
MONTH_YEAR = Spotted(
    MONTH_KEYS,
    rf"\b(?:(Anfang|Mitte|Ende|Frühjahr|Herbst|im Lauf[e]? des)\s+)?{MONTH}(?:\s+(?:{YEAR}"
    rf"|({THIS_YEAR})|(?:des )?({LAST_YEAR})|(?:des )?({NEXT_YEAR})))?(?!\w)",
    before=40,
)
SEASON = Spotted(
    SEASON_KEYS,
    rf"\b((?:Anfang|Mitte|Ende)(?: des Jahres)?|(?:im )?(?:Frühjahr|Frühling|Sommer|Herbst"
    rf"|Spätherbst|Spätsommer|Winter)|Jahresbeginn|Jahresende|Jahreswechsel|(?:im "
    rf")?(?:erste[nsm]?|zweite[nsm]?|dritte[nsm]?|vierte[nsm]?) (?:Quartal|Halbjahr"
    rf"|Jahreshälfte))\s+(?:des Jahres )?(?:{YEAR}|(?:dieses|diesen) Jahres|(?:des "
    rf")?({LAST_YEAR})|(?:des )?({NEXT_YEAR}))",
)
BARE_YEAR = Spotted(
    ("19", "20"),
    rf"(?<![\w.,§/:+-]){YEAR}(?![\d%]|\.\d|,\d| Euro| Einwohner| Kommunen| Nutzer| Beschäftigte"
    rf"| Städte| Gemeinden|er\b|/\d)",
    before=0,
    behind=30,
)
RELATIVE_YEAR = Spotted(
    ("ahr",),
    r"\b(?i:im |seit dem |Ende |Anfang |Mitte |noch in |in |ab |zum |bis )?"
    rf"(?:({LAST_YEAR})|({NEXT_YEAR})|({THIS_YEAR}))",
    before=50,
    behind=20,
)
SEASON_NAME = r"(Frühjahr|Frühling|Frühsommer|Sommer|Spätsommer|Herbst|Spätherbst|Winter)"
SEASON_ALONE = Spotted(
    SEASON_KEYS,
    r"\b(?i:im|in|seit dem|seit|zum|ab|ab dem|bis zum|für den|noch|noch im)\s+"
    rf"(?:({GONE})|({COMING})|(diese[mn]|laufenden))?\s*{SEASON_NAME}s?\b"
    r"(?! (?:19|20)\d\d| (?:des|dieses|diesen|vergangene|vorige|letzte|kommende|nächste))",
)
YEAR_PART = Spotted(
    ("Jahres", "Quartal", "Halbjahr"),
    r"\b(?:(?i:zum|zur|bis|seit|ab|am|vor|mit)\s+(Jahresbeginn|Jahresanfang|Jahresmitte|Jahresende|Jahresschluss"
    r"|Jahreswechsel)"
    r"|((?i:Anfang|Mitte|Ende|Beginn) des Jahres)"
    r"|(?i:im|zum|ab dem|bis zum|seit dem) ((?:ersten|zweiten|dritten|vierten) (?:Quartal|Halbjahr)))\b"
    r"(?! (?:19|20)\d\d| (?:des|dieses|diesen|vergangene|vorige|letzte|kommende|nächste))",
)
NEW_YEAR = Spotted(
    ("Jahres",),
    r"\b(?i:zum|seit) (?:Jahreswechsel|Jahresbeginn|Jahresanfang)\b(?! (?:19|20)\d\d)",
)
SEASONS = {
    "frühjahr": 4,
    "frühling": 4,
    "frühsommer": 6,
    "sommer": 7,
    "spätsommer": 9,
    "herbst": 10,
    "spätherbst": 11,
    "winter": 1,
    "jahresbeginn": 1,
    "jahresanfang": 1,
    "anfang des jahres": 1,
    "beginn des jahres": 1,
    "jahresmitte": 6,
    "mitte des jahres": 6,
    "jahreswechsel": 1,
    "ersten quartal": 2,
    "zweiten quartal": 5,
    "dritten quartal": 8,
    "vierten quartal": 11,
    "ersten halbjahr": 4,
    "zweiten halbjahr": 10,
    "jahresende": 12,
    "jahresschluss": 12,
    "ende des jahres": 12,
}
BEHIND = re.compile(r"\b(?i:seit|haben|hat|hatten?|wurden?|waren?|worden|trat|fiel|kam|unterzeichneten?)\b")
AHEAD = re.compile(
    r"\b(?:soll(?:en|te|ten)?|wird|werden|will|wollen|möchten?|geplant|plan(?:t|en)|voraussichtlich|künftig"
    r"|vorgesehen|angestrebt|peil(?:t|en)|spätestens|bis|dann|kann|können)\b"
)
DAY_WORD = Spotted(
    ("heut", "Heut", "gest", "Gest", "morgen", "Morgen"),
    r"\b(heute|heutigen (?:Tag|Tage|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"
    r"|Sonntag)|heutige[rnsm]?|gestern|gestrigen \w+|vorgestern|morgen(?= (?:wird|werden|soll"
    r"|unterzeichn|in|im|früh)))\b",
    re.IGNORECASE,
    before=10,
)
IDIOM = re.compile(
    r"(?:erst seit|von|nicht) gestern|von heute|heute schon|schon heute|bis heute|noch heute"
    r"|heute wie morgen|heute noch|von heute auf morgen|heute und morgen|heute üblich|heute "
    r"(?:bereits|allerdings|nicht)|seit heute nicht",
    re.IGNORECASE,
)
WEEK_OF = (
    rf"(?:(?: der| in der)? (?:{GONE}|{COMING}|dieser|laufenden|gleichen|Vor)[ -]?[wW]oche)"
    r"|(?: vor (?:einer|zwei|acht) (?:Wochen?|Tagen))"
)
WEEKDAY = Spotted(
    ("tag", "ittwoch", "onnabend"),
    r"\b(?i:(?:am|an|diesen|seit|vom|zum|auf|ab|bis|noch am)\s+(?:(?:frühen|späten)\s+)?"
    rf"|(?={GONE}|{COMING}))"
    rf"({GONE}|{COMING}|gestrigen|heutigen|diesem|diesen|jenem)?\s*"
    r"(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
    rf"(?:vormittag|nachmittag|abend|mittag|morgen)?({WEEK_OF})?(?!\w)(?!, (?:den|dem) \d)",
)
WEEK = Spotted(
    ("oche",),
    rf"\b(?i:(?:in der|in|im Laufe der|seit der|seit|Anfang|Mitte|Ende|während der|zu Beginn der|der) )?"
    rf"(?:({GONE}|Vor)|({COMING})|(dieser|laufenden))[ -]?[wW]oche\b"
    r"|\b(?i:zu Wochenbeginn|zum Wochenauftakt|(?:zu Beginn|Anfang|Mitte|Ende|im Laufe) der Woche)\b",
)
DAY_BEFORE = Spotted(
    DAY_BEFORE_KEYS,
    r"\b(?i:am (?:Tage?|Abend) (?:zuvor|davor|vorher)|(?:(?:nur )?einen )?Tag (?:zuvor|davor|vorher)"
    r"|tags zuvor|am Vortage?|am Vorabend)(?! (?:de[rs]|von|einer)\b)",
)
MONTH_AGO = Spotted(
    ("onat",),
    rf"\b(?i:im |Anfang |Ende |Mitte |seit )?(?:({GONE}|{COMING}|diese[mns]|laufenden)\s+Monats?"
    r"|(Vormonat|Monats(?:beginn|anfang|mitte|ende)|(?:Anfang|Mitte|Ende) des Monats))\b",
)
AGO = Spotted(
    ("vor ", "Vor "),
    r"\b[Vv]or (?:gut |knapp |rund |etwa |genau |mehr als |fast |über )?(einem|einer|zwei|drei"
    r"|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|\d{1,2}) (Jahre?n?"
    r"|Monate?n?|Wochen?|Tage?n?)\b",
    before=0,
    behind=60,
)
HOLIDAY = re.compile(
    r"(?:am|an|zu)(?<!\w\w\w)\s+((?i:" + "|".join(re.escape(n) for n in NAMES) + r"))(?:\s+" + YEAR + r")?"
)
NUMBERS = {
    "einem": 1,
    "einer": 1,
    "zwei": 2,
    "drei": 3,
    "vier": 4,
    "fünf": 5,
    "sechs": 6,
    "sieben": 7,
    "acht": 8,
    "neun": 9,
    "zehn": 10,
    "elf": 11,
    "zwölf": 12,
    "fünfzehn": 15,
    "zwanzig": 20,
}
