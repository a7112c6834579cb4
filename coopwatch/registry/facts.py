"""The facts of an agreement as plain values, apart from how they are stored."""

import re
from dataclasses import dataclass
from datetime import date

from coopwatch.registry.models.places import AGS_PREFIXES
from coopwatch.registry.vocabulary import DateBasis, DatePrecision, EvidenceField, Kind, Stage, Topic

BUND = "DE"
PARTY_CODES = frozenset(AGS_PREFIXES) | {BUND}
SINGLE_FIELDS = (EvidenceField.NAME, EvidenceField.KIND, EvidenceField.STATUS, EvidenceField.DATE)
MANY_FIELDS = tuple(field for field in EvidenceField if field not in SINGLE_FIELDS)

_PRECISIONS = {4: DatePrecision.YEAR, 7: DatePrecision.MONTH, 10: DatePrecision.DAY}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is held true of one agreement.

    Values are canonical text, as in `Evidence.value`: codes, full names, AGS, dates as YYYY, YYYY-MM or
    YYYY-MM-DD ("" for none). `signatories` are pairs of name and party ("" where it is not said).
    """

    name: str = ""
    kind: str = Kind.SONSTIGE
    status: str = Stage.GESCHLOSSEN
    date: str = ""
    date_basis: str = ""
    parties: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    portals: frozenset[str] = frozenset()
    pilotkommunen: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    signatories: frozenset[tuple[str, str]] = frozenset()

    @property
    def bund(self) -> bool:
        """Whether the Bund takes part."""
        return BUND in self.parties

    @property
    def laender(self) -> frozenset[str]:
        """The codes of the Länder that take part."""
        return self.parties - {BUND}


def date_columns(value: str) -> tuple[date | None, str]:
    """Return the first day and the precision of a date as written; (None, "unknown") for "".

    Raises ValueError for what is no date of the three forms.
    """
    if not value:
        return None, DatePrecision.UNKNOWN
    if not _DATE.fullmatch(value):
        raise ValueError(f"kein Datum der Form JJJJ, JJJJ-MM oder JJJJ-MM-TT: {value!r}")
    return date.fromisoformat(value + "-01-01"[len(value) - 4 :]), _PRECISIONS[len(value)]


def date_value(day: date | None, precision: str) -> str:
    """Return a stored date as written, no more exact than its precision."""
    if day is None:
        return ""
    return day.isoformat()[: {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(precision, 10)]


def check_value(field: str, value: str) -> None:
    """Raise ValueError, in words for a person, where `value` cannot stand in `field`."""
    allowed = {
        EvidenceField.KIND: Kind.values,
        EvidenceField.STATUS: Stage.values,
        EvidenceField.TOPICS: Topic.values,
        EvidenceField.PARTIES: sorted(PARTY_CODES),
    }.get(field)
    if allowed is not None and value not in allowed:
        raise ValueError(f"{value!r} ist hier nicht möglich; erlaubt: {', '.join(allowed)}")
    if field in {EvidenceField.DATE, EvidenceField.EARLIER}:
        date_columns(value)
    if field == EvidenceField.PILOTKOMMUNEN and not re.fullmatch(r"\d{5}|\d{8}", value):
        raise ValueError(f"{value!r} ist kein AGS (5 oder 8 Ziffern)")
    if not value.strip():
        raise ValueError("Der Wert ist leer.")


def basis_of(value: str, basis: str) -> str:
    """Return the basis that a date bears: none without a date, stated where nothing else is known."""
    return (basis or DateBasis.STATED) if value else ""
