"""The forms in which German texts name a date, each a small pattern of its own (see dates.py for what is
made of them)."""

import re

from .holidays import NAMES

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
    r"|Dezember|Jan\.|Feb\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept\.|Sep\.|Okt\.|Nov\.|Dez\.)"
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
LAST_SEASON = r"(?:vergangene[nms]?|vorige[nms]?|letzte[nms]?) (?:Frühjahr|Frühling|Sommer|Herbst|Winter)"
THIS_SEASON = r"(?:diesem|dieses) (?:Frühjahr|Frühling|Sommer|Herbst|Winter)"
NEXT_SEASON = r"(?:kommende[nms]?|nächste[nms]?) (?:Frühjahr|Frühling|Sommer|Herbst|Winter)"
EDGE = r"(?<![\w.,/-])"
NUMERIC = re.compile(EDGE + r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?((?:19|20)\d\d|\d\d)(?!\d|\.\d))?(?!\d)")
ISO = re.compile(r"(?<![\w/-])(20\d\d|19\d\d)-(\d\d)-(\d\d)(?![\d-])")
DAY_MONTH = re.compile(
    EDGE
    + (
        rf"(\d{{1,2}})\.(?:/\d{{1,2}}\.|\s?(?:und|bis|–|-)\s?\d{{1,2}}\.)?\s?{MONTH}(?:\s+(?:{YEAR}"
        rf"|(des|dieses|diesen|vergangenen|vorigen|letzten|kommenden|nächsten) (?:vergangenen "
        rf"|vorigen |letzten |kommenden |nächsten |laufenden )?Jahres))?"
    )
)
MONTH_YEAR = re.compile(
    rf"\b(?:(Anfang|Mitte|Ende|Frühjahr|Herbst|im Lauf[e]? des)\s+)?{MONTH}(?:\s+(?:{YEAR}"
    rf"|({THIS_YEAR})|(?:des )?({LAST_YEAR})|(?:des )?({NEXT_YEAR})))?(?!\w)"
)
SEASON = re.compile(
    rf"\b((?:Anfang|Mitte|Ende)(?: des Jahres)?|(?:im )?(?:Frühjahr|Frühling|Sommer|Herbst"
    rf"|Spätherbst|Spätsommer|Winter)|Jahresbeginn|Jahresende|Jahreswechsel|(?:im "
    rf")?(?:erste[nsm]?|zweite[nsm]?|dritte[nsm]?|vierte[nsm]?) (?:Quartal|Halbjahr"
    rf"|Jahreshälfte))\s+(?:des Jahres )?(?:{YEAR}|(?:dieses|diesen) Jahres|(?:des "
    rf")?({LAST_YEAR})|(?:des )?({NEXT_YEAR}))"
)
BARE_YEAR = re.compile(
    rf"(?<![\w.,§/:+-]){YEAR}(?![\d%]|\.\d|,\d| Euro| Einwohner| Kommunen| Nutzer| Beschäftigte"
    rf"| Städte| Gemeinden|er\b|/\d)"
)
RELATIVE_YEAR = re.compile(
    rf"\b(?:im |seit dem |Ende |Anfang |Mitte |noch in |in |ab |zum |bis )?(?:({LAST_YEAR}"
    rf"|{LAST_SEASON})|({NEXT_YEAR}|{NEXT_SEASON})|({THIS_YEAR}|{THIS_SEASON}))"
)
DAY_WORD = re.compile(
    r"\b(heute|heutigen (?:Tag|Tage|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag"
    r"|Sonntag)|heutige[rnsm]?|gestern|gestrigen \w+|vorgestern|morgen(?= (?:wird|werden|soll"
    r"|unterzeichn|in|im|früh)))\b",
    re.IGNORECASE,
)
IDIOM = re.compile(
    r"(?:erst seit|von|nicht) gestern|von heute|heute schon|schon heute|bis heute|noch heute"
    r"|heute wie morgen|heute noch|von heute auf morgen|heute und morgen|heute üblich|heute "
    r"(?:bereits|allerdings|nicht)|seit heute nicht",
    re.IGNORECASE,
)
WEEKDAY = re.compile(
    r"\b(?:(?:am|an diesem|diesen|seit diesem|seit|vom|zum|ab|bereits am|noch "
    r"am)\s+)(vergangenen|vorigen|letzten|kommenden|nächsten|gestrigen|heutigen|diesem"
    r"|diesen)?\s*"
    r"(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)(?:vormittag"
    r"|nachmittag|abend|mittag|morgen)?( dieser Woche| vergangener Woche| voriger Woche| "
    r"letzter Woche| kommender Woche| nächster Woche| der vergangenen Woche| der "
    r"Vorwoche)?(?!\w)(?!, (?:den|dem) \d)"
)
MONTH_AGO = re.compile(
    r"\b(?:im |Anfang |Ende |Mitte )?(vergangenen|vorigen|letzten|Vormonat|diesem|diesen"
    r"|kommenden|nächsten)s?\s*Monats?\b|\b(?:im )(Vormonat)\b"
)
AGO = re.compile(
    r"\b[Vv]or (?:gut |knapp |rund |etwa |genau |mehr als |fast |über )?(einem|einer|zwei|drei"
    r"|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig|\d{1,2}) (Jahre?n?"
    r"|Monate?n?|Wochen?|Tage?n?)\b"
)
HOLIDAY = re.compile(
    r"\b(?:am|an|zu)\s+((?i:" + "|".join(re.escape(n) for n in NAMES) + r"))(?:\s+" + YEAR + r")?"
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
