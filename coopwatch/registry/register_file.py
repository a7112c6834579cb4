"""Reading the file of researched acts: one JSON object a line. Pure: no database."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from coopwatch.registry.facts import PARTY_CODES, date_columns
from coopwatch.registry.vocabulary import Kind, KommuneKind, SourceKind, Stage, Topic

LINE_LIMIT = 100_000
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SURE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Told:
    """A page that tells of an act; `published_on` is None unless the day is known."""

    url: str
    publisher: str
    kind: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Pilot:
    """A Pilotkommune as researched: bare name, KommuneKind value, Land."""

    name: str
    type: str
    land: str


@dataclass(frozen=True, slots=True)
class Act:
    """A researched act. Fields as in the annotation guide; `date` as written there, "" for none."""

    id: str
    title: str
    summary: str
    name: str
    kind: str
    status: str
    date: str
    parties: tuple[str, ...]
    partners: tuple[str, ...]
    portals: tuple[str, ...]
    pilots: tuple[Pilot, ...]
    topics: tuple[str, ...]
    sources: tuple[Told, ...]
    predecessor: str
    sure: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that was not taken: its number (from 1), the id where one could be read, and why."""

    line: int
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """All that a file says: the acts in its order, and the lines that were refused."""

    acts: tuple[Act, ...]
    faults: tuple[Fault, ...]


def parse_register(lines: Iterable[str]) -> RegisterFile:
    """Return the acts of the file; a broken line is a fault and the rest is read all the same."""
    acts: dict[str, Act] = {}
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _take(number, line, acts, faults)
    return RegisterFile(tuple(acts.values()), tuple(faults))


def _take(number: int, line: str, acts: dict[str, Act], faults: list[Fault]) -> None:
    known_id = ""
    try:
        record = _object(line)
        known_id = record["id"] if isinstance(record.get("id"), str) else ""
        act = parse_act(record)
        if act.id in acts:
            raise ValueError(f"die Kennung {act.id!r} steht schon weiter oben")
        acts[act.id] = act
    except ValueError as error:
        faults.append(Fault(number, known_id, str(error)))


def _object(line: str) -> dict:
    if len(line) > LINE_LIMIT:
        raise ValueError(f"die Zeile ist länger als {LINE_LIMIT} Zeichen")
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"kein gültiges JSON ({error.msg}, Spalte {error.colno})") from None
    if not isinstance(record, dict):
        raise ValueError("die Zeile ist kein JSON-Objekt")
    return record


def parse_act(record: dict) -> Act:
    """Return the act of one record; raises ValueError with the reason where the record is wrong."""
    act = Act(
        id=_text(record, "id", matching=_ID),
        title=_text(record, "title", longest=300),
        summary=_text(record, "summary", optional=True, longest=4000),
        name=_text(record, "name", optional=True, longest=300),
        kind=_choice(record, "kind", Kind.values),
        status=_choice(record, "status", Stage.values),
        date=_date(record),
        parties=_choices(record, "parties", PARTY_CODES),
        partners=_texts(record, "partners"),
        portals=_texts(record, "portals"),
        pilots=_records(record, "pilotkommunen", _pilot),
        topics=_choices(record, "topics", Topic.values),
        sources=_records(record, "sources", _told),
        predecessor=_text(record, "predecessor", optional=True),
        sure=_choice(record, "sure", _SURE),
    )
    if len(act.parties) + len(act.partners) + len(act.pilots) < 2:
        raise ValueError("weniger als zwei Beteiligte")
    if not act.sources:
        raise ValueError("keine Quelle")
    return act


def _text(
    record: dict, key: str, optional: bool = False, longest: int = 200, matching: re.Pattern | None = None
) -> str:
    value = record.get(key)
    if value is None and optional:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key}: Text fehlt")
    if len(value) > longest:
        raise ValueError(f"{key}: länger als {longest} Zeichen")
    if matching and not matching.fullmatch(value):
        raise ValueError(f"{key}: {value!r} hat nicht die erwartete Form")
    return value.strip()


def _choice(record: dict, key: str, allowed: Iterable[str]) -> str:
    value = record.get(key)
    if not isinstance(value, str) or value not in set(allowed):
        raise ValueError(f"{key}: {value!r} ist unbekannt")
    return value


def _list(record: dict, key: str) -> list:
    values = record.get(key)
    if not isinstance(values, list):
        raise ValueError(f"{key}: Liste fehlt")
    return values


def _choices(record: dict, key: str, allowed: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({_choice({key: value}, key, allowed) for value in _list(record, key)}))


def _texts(record: dict, key: str) -> tuple[str, ...]:
    return tuple(sorted({_text({key: value}, key) for value in _list(record, key)}))


def _records(record: dict, key: str, read: Callable[[dict], object]) -> tuple:
    values = _list(record, key)
    if not all(isinstance(value, dict) for value in values):
        raise ValueError(f"{key}: ein Eintrag ist kein Objekt")
    try:
        return tuple(dict.fromkeys(read(value) for value in values))
    except ValueError as error:
        raise ValueError(f"{key}: {error}") from None


def _date(record: dict) -> str:
    value = _text(record, "date", optional=True)
    try:
        date_columns(value)
    except ValueError:
        raise ValueError(f"date: {value!r} ist kein Datum der Form JJJJ, JJJJ-MM oder JJJJ-MM-TT") from None
    return value


def _pilot(record: dict) -> Pilot:
    land = _choice(record, "land", PARTY_CODES - {"DE"})
    return Pilot(_text(record, "name"), _choice(record, "type", KommuneKind.values), land)


def _told(record: dict) -> Told:
    url = _text(record, "url", longest=2000)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"{url!r} ist keine Web-Adresse")
    kind = _choice(record, "kind", SourceKind.values)
    return Told(url, _text(record, "publisher"), kind, _day(_text(record, "published_on", optional=True)))


def _day(value: str) -> date | None:
    """The day of publication. A month or a year is no day: it is left out, not rounded."""
    day, _ = date_columns(value)
    return day if len(value) == 10 else None
