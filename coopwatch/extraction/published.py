"""When the article was published, as its own text shows it: a stamp, a dateline, a source line; never an
update stamp."""

import re
from datetime import date

from .date_patterns import DAY_MONTH, ISO, MONTH, NUMERIC, SEASON_NAME, SEASONS, YEAR
from .layout import read_lines
from .years import full_year, iso_day, month_number

TOP_LINES = 18
MASTHEAD_LINES = 6
DIGIT = re.compile(r"\d")
ISSUE = re.compile(
    r"\b(?:Ausgabe|Heft|Nr\.|Nummer|Jahrgang|Jg\.|Folge|Quartal|\w*magazin|\w*brief|\w*[bB]latt"
    r"|\w*[bB]ote|Newsletter|\w*bericht|Mitteilungen|Rundschreiben|Stand|Nachrichten)\b"
)
ISSUE_MONTH = re.compile(rf"(?:{MONTH[:-1]}|{SEASON_NAME[1:]})(?:/\w+)? {YEAR}")
ISSUE_YEAR = re.compile(
    rf"\b(?:Ausgabe|Heft|Nr\.|Nummer|Beilage|Jahrgang|Jg\.|Folge|Rundschreiben)\s?(?:\d{{1,3}}\s?[/|,–-]\s?)?{YEAR}\b"
)
BRACKET = re.compile(r"^[ \t]*\[(\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4})\]", re.MULTILINE)
UPDATE = re.compile(
    r"update|aktualisier|letzter stand|geändert|änderung|abgerufen|abruf|zuletzt|heute ist|gültig|zugriff"
    r"|druckdatum|ausgedruckt",
    re.IGNORECASE,
)
SOURCE_LINE = re.compile(
    r"^\W*(?:quelle|quellen|datum|stand|veröffentlicht|erschienen|erstellt|publiziert"
    r"|eingestellt|online seit|redaktion|meldung|"
    r"pressemitteilung|pressemeldung|presseinformation|mitteilung|medieninformation|nachricht"
    r"|pm|vom|artikel|bericht|von|gepostet|posted|redaktionsschluss|abgeschlossen am|freigegeben)\b",
    re.IGNORECASE,
)
DATELINE = re.compile(r"^\W*(?:[A-ZÄÖÜ][\w.\-()/ ]{2,40}?(?:,| \||:| –| -)\s*)?(?:den |am )?$")
SAYS_PUBLISHED = re.compile(
    r"veröffentlicht|erschienen|mitteilung|meldung|presse|nr\.|stand|datum|quelle|vom"
    r"|kommune21|dpa|\||/|–|·|uhr",
    re.IGNORECASE,
)
PROSE_DATELINE = re.compile(r"^\W*(?:[A-ZÄÖÜ][\w./ -]{1,34},? ?(?:\([\w/. ]+\))?,? ?(?:den )?)?$")
ENDS_IN_DATE = re.compile(
    r"(?:[-–|·•,(]|vom|ausgeliefert am|ausgegeben am|erschienen am|veröffentlicht am|Posted on"
    r"|Stand:?)\s*(?:den )?$"
)
WEEKDAY_HEAD = re.compile(
    r"^\s*(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag),", re.IGNORECASE
)


def published_on(text: str) -> date | None:
    """The day the text itself names as its own, None where it names none.

    >>> published_on("[11.12.2020] Eine Vereinbarung …")
    datetime.date(2020, 12, 11)
    """
    if "[" in text and (match := BRACKET.search(text)):
        return _first_day(match[1])
    lines = [text[line.start : line.end] for line in read_lines(text) if line.role != "tail"]
    filled = [line for line in lines if line.strip()]
    return _from_top(filled[:TOP_LINES]) or _from_bottom(text, filled)


def issue_month(text: str) -> date | None:
    """A day in the month or year of the issue that a masthead tells: "Ausgabe September 2020", "Heft
    3/2004". The day itself is not known: good for "im Vorjahr", not for "gestern".

    >>> issue_month("Gemeindeblatt, Ausgabe 3 | Herbst 2019")
    datetime.date(2019, 10, 15)
    """
    lines = [line for line in text[:2000].splitlines() if line.strip()][:MASTHEAD_LINES]
    for line in lines:
        match = ISSUE_MONTH.search(line) if len(line) < 90 else None
        if match and (ISSUE.search(line) or not re.search(r"\w{3}", ISSUE_MONTH.sub("", line))):
            return _middle(match[1], int(match[2]))
    for line in lines:
        if (match := ISSUE_YEAR.search(line)) and len(line) < 90:
            return date(int(match[1]), 6, 15)
    return None


def _middle(word: str, year: int) -> date:
    """The middle of a month or season."""
    name = word.lower()
    return date(year, SEASONS.get(name) or month_number(name), 15)


def _from_top(lines: list[str]) -> date | None:
    """A line near the top that is hardly more than a date."""
    weak: date | None = None
    for number, line in enumerate(_halves(lines)):
        if not DIGIT.search(line):
            continue
        line = UPDATE.split(line, maxsplit=1)[0]
        day, rest = _day_and_rest(line)
        if day is None:
            continue
        if number == 0 and WEEKDAY_HEAD.match(line) and len(lines) > 1:
            weak = weak or day
        elif len(rest) <= 12 or _is_stamp(line, rest):
            return day
    return weak


def _halves(lines: list[str]) -> list[str]:
    """A letterhead sets two things on one line: "Der Minister            Hannover, den 12.12.2006"."""
    return [part for line in lines for part in re.split(r"\s{4,}", line.strip()) if part]


def _is_stamp(line: str, rest: str) -> bool:
    """ "Bonn/Dresden, 21.11.2023", "StGB NRW-Mitteilung 670/2003 vom 14.08.2003", "29.11.2018: Land und
    …"."""
    day = NUMERIC.search(line) or DAY_MONTH.search(line)
    if day is None:
        return False
    before = line[: day.start()]
    if len(line) > 150:
        return bool(PROSE_DATELINE.match(before)) and bool(
            re.match(r"\s*(?:\([\w/. ]+\))?\s*[.:–—-]", line[day.end() :])
        )
    if ENDS_IN_DATE.search(before) and not line[day.end() :].strip(" .)|"):
        return True
    if not before.strip(" \t•*-–|"):
        return bool(re.match(r"\s*(?:[:|,–·-]|um |$|\d\d?[:.]\d\d)", line[day.end() :]))
    if (
        line[day.end() :].strip(" .|)")
        and not SAYS_PUBLISHED.search(line[day.end() :][:12])
        and len(line) > 70
    ):
        return bool(re.match(r"^\W*[A-ZÄÖÜ][\wäöüß./ -]{2,35}, ?(?:den )?$", before)) and bool(
            re.match(r"\s*[.:–—-]", line[day.end() :])
        )
    return bool(DATELINE.match(before)) or bool(SAYS_PUBLISHED.search(before))


def _from_bottom(text: str, lines: list[str]) -> date | None:
    """A source line: "Quelle: Pressemitteilung … vom 25. September 2013", "Redaktion beck-aktuell, 31. März
    2017."."""
    for line in [*lines[TOP_LINES:], *re.findall(r"[^\r\n]+", text)]:
        if len(line) < 220 and DIGIT.search(line) and SOURCE_LINE.match(line) and not UPDATE.search(line):
            day, _ = _day_and_rest(line)
            if day:
                return day
    tail = re.search(r"\((?:Quelle|ots|dpa|Pressemitteilung)[^()]{0,120}\)\s*$", text.rstrip()[-200:])
    return _first_day(tail[0]) if tail else None


def _day_and_rest(line: str) -> tuple[date | None, str]:
    day = _first_day(line)
    rest = NUMERIC.sub("", DAY_MONTH.sub("", ISO.sub("", line)))
    return day, re.sub(r"[\W\d]+|Uhr", "", rest)


def _first_day(text: str) -> date | None:
    found: list[tuple[int, str | None]] = []
    for m in NUMERIC.finditer(text):
        if m[3]:
            found.append((m.start(), iso_day(full_year(m[3]), int(m[2]), int(m[1]))))
    for m in DAY_MONTH.finditer(text):
        if m["year"]:
            found.append((m.start(), iso_day(int(m["year"]), month_number(m["month"]), int(m["day"]))))
    for m in ISO.finditer(text):
        found.append((m.start(), iso_day(int(m[1]), int(m[2]), int(m[3]))))
    days = [value for _, value in sorted(found) if value]
    return date.fromisoformat(days[0]) if days else None
