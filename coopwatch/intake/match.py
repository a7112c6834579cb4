"""Is an agreement that an article tells of a known one? Pure: facts in, a decision with its reason out.

Three things can be sure: a further source of a known act, the renewal of an earlier one (or the other way
round, an act that a known one renews), or a new act. What is neither sure nor excluded is a doubt, and an
editor decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from coopwatch.registry.facts import Facts
from coopwatch.registry.spellings import folded

# An article may be published some weeks after the act that it reports without a date of its own.
_STATED_SLACK, _PUBLISHED_SLACK = timedelta(days=3), timedelta(days=45)
_PLAN_SLACK = timedelta(days=730)
_MANY_PARTIES = 10
_COLLECTIVE = re.compile(r"Spitzenverb|(?:tag|bund)\b", re.IGNORECASE)
LOOSE_KINDS = frozenset({"absichtserklaerung"})


@dataclass(frozen=True, slots=True)
class Known:
    """A known agreement: its key, its facts, and whether it follows another one already."""

    key: int
    facts: Facts
    has_predecessor: bool = False


class Strength(IntEnum):
    """How sure a decision is; the strongest wins."""

    NONE = 0
    DOUBT_RENEWAL = 1
    DOUBT = 2
    PRECEDES = 3
    RENEWAL = 4
    FURTHER = 5
    FURTHER_BY_NAME = 6


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reading is to the known agreements: `key` names the one meant (None for a new act)."""

    strength: Strength
    key: int | None
    reason: str

    @property
    def is_further(self) -> bool:
        """Whether the article is a further source of the known act."""
        return self.strength >= Strength.FURTHER

    @property
    def is_doubt(self) -> bool:
        """Whether an editor has to decide."""
        return self.strength in {Strength.DOUBT, Strength.DOUBT_RENEWAL}


NEW = Decision(Strength.NONE, None, "keine bekannte Vereinbarung derselben Beteiligten passt")


def match(reading: Facts, known: Iterable[Known]) -> Decision:
    """Return the strongest decision; between two further sources of equal strength an editor chooses."""
    found = [decision for candidate in known if (decision := compare(reading, candidate)).strength]
    if not found:
        return NEW
    dates = {candidate.key: candidate.facts.date for candidate in known}
    found.sort(key=lambda d: (-d.strength, _distance(reading.date, dates[d.key]), d.key))
    best = found[0]
    if best.is_further and len(found) > 1 and _as_good(best, found[1], reading, dates):
        return Decision(Strength.DOUBT, best.key, f"mehrere passen gleich gut; {best.reason}")
    return best


def _as_good(one: Decision, other: Decision, reading: Facts, dates: dict[int, str]) -> bool:
    same_distance = _distance(reading.date, dates[one.key]) == _distance(reading.date, dates[other.key])
    return one.strength == other.strength and same_distance


def compare(reading: Facts, known: Known) -> Decision:
    """Return what the reading is to one known agreement."""
    facts = known.facts
    if not reading.parties & facts.parties or not partners_fit(reading, facts):
        return NEW
    for rule in (_by_name, _by_pilots, _by_plan, _by_parties_and_date, _by_chain, _by_doubt):
        decision = rule(reading, known)
        if decision is not None:
            return decision
    return NEW


def _by_name(reading: Facts, known: Known) -> Decision | None:
    """The same proper name at the same time is the same act; another name is another act."""
    if not reading.name or not known.facts.name:
        return None
    one, other = folded(reading.name), folded(known.facts.name)
    if one not in other and other not in one:
        return NEW
    if near(reading, known.facts) is False:
        return None
    if reading.status == "erneuert" and near(reading, known.facts) is None and one != other:
        return None
    return Decision(Strength.FURTHER_BY_NAME, known.key, f"gleicher Name „{known.facts.name}“")


def _by_pilots(reading: Facts, known: Known) -> Decision | None:
    shared = reading.pilotkommunen & known.facts.pilotkommunen
    needed = 1 if reading.parties == known.facts.parties else 2
    if len(shared) < needed or near(reading, known.facts) is False or not _contained(reading, known.facts):
        return None
    return Decision(
        Strength.FURTHER, known.key, f"{len(shared)} Pilotkommunen und die Beteiligten sind dieselben"
    )


def _by_plan(reading: Facts, known: Known) -> Decision | None:
    """What was planned and then signed is one act."""
    plans = {reading.status, known.facts.status} & {"geplant"}
    both = reading.status == known.facts.status
    if not plans or both or reading.parties != known.facts.parties or not _subjects_fit(reading, known.facts):
        return None
    gap = _gap(reading, known.facts)
    if (
        gap is None
        or gap > _PLAN_SLACK
        or not (_specific(reading, known.facts) or _same_kind(reading, known.facts))
    ):
        return None
    return Decision(Strength.FURTHER, known.key, "dieselben Beteiligten; erst geplant, dann umgesetzt")


def _by_parties_and_date(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if not near(reading, facts) or not _subjects_fit(reading, facts):
        return None
    if reading.parties == facts.parties:
        if len(reading.parties) >= _MANY_PARTIES and not (
            _specific(reading, facts) or _same_kind(reading, facts)
        ):
            return Decision(
                Strength.DOUBT, known.key, "alle Länder und derselbe Zeitraum, sonst nichts Gemeinsames"
            )
        return Decision(
            Strength.FURTHER, known.key, "dieselben Beteiligten, derselbe Zeitraum, verwandte Themen"
        )
    if _contained(reading, facts) and _specific(reading, facts):
        return Decision(
            Strength.FURTHER, known.key, "ein Teil der Beteiligten, derselbe Zeitraum und Gegenstand"
        )
    return None


def _by_chain(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if reading.parties != facts.parties or not _subjects_fit(reading, facts) or near(reading, facts):
        return None
    if _renews(reading, facts):
        return Decision(
            Strength.RENEWAL, known.key, f"erneuert die Vereinbarung von {facts.date[:4] or 'früher'}"
        )
    if _renews(facts, reading) and not known.has_predecessor:
        return Decision(
            Strength.PRECEDES, known.key, f"geht der Vereinbarung von {facts.date[:4] or 'später'} voraus"
        )
    return None


def _by_doubt(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if not _contained(reading, facts) or not _subjects_fit(reading, facts):
        return None
    same = reading.parties == facts.parties
    time = near(reading, facts)
    if same and time is None and _specific(reading, facts) and reading.status == facts.status:
        return Decision(
            Strength.FURTHER, known.key, "dieselben Beteiligten und derselbe Gegenstand, ein Datum fehlt"
        )
    if time or (same and time is None and _same_kind(reading, facts)):
        return Decision(Strength.DOUBT, known.key, "vielleicht dieselbe: Beteiligte und Themen passen")
    if same and time is False and _specific(reading, facts):
        return Decision(
            Strength.DOUBT_RENEWAL, known.key, "vielleicht eine Fortsetzung: Beteiligte und Gegenstand passen"
        )
    return None


def _renews(later: Facts, earlier: Facts) -> bool:
    """Whether one act can be said to renew or carry out the other one."""
    years = {value[:4] for value in later.earlier}
    if earlier.date and earlier.date[:4] in years:
        return True
    follows = not later.date or not earlier.date or later.date[:4] >= earlier.date[:4]
    if later.date and earlier.date and _period(later.date)[0] <= _period(earlier.date)[1]:
        follows = False
    carries_out = (
        earlier.kind in LOOSE_KINDS and later.kind not in LOOSE_KINDS and earlier.status != "beendet"
    )
    is_dated = bool(later.date and earlier.date)
    return follows and ((later.status == "erneuert" and is_dated) or carries_out)


def partners_fit(one: Facts, other: Facts) -> bool:
    """Whether the partners of two acts can be the same; a single Land is told apart by its partners."""
    if not one.partners or not other.partners:
        return True
    names, others = {folded(name) for name in one.partners}, {folded(name) for name in other.partners}
    return bool(names & others) or (_has_associations(one) and _has_associations(other))


def _has_associations(facts: Facts) -> bool:
    """Articles name the kommunale Spitzenverbände one by one or as a whole."""
    return any(_COLLECTIVE.search(name) for name in facts.partners)


def near(one: Facts, other: Facts) -> bool | None:
    """Whether two acts happened at the same time; None where a date is missing."""
    gap = _gap(one, other)
    return None if gap is None else gap <= max(_slack(one), _slack(other))


def _slack(facts: Facts) -> timedelta:
    return _PUBLISHED_SLACK if facts.date_basis == "published" else _STATED_SLACK


def _gap(one: Facts, other: Facts) -> timedelta | None:
    if not one.date or not other.date:
        return None
    (start, end), (other_start, other_end) = _period(one.date), _period(other.date)
    return max(start - other_end, other_start - end, timedelta())


def _period(value: str) -> tuple[date, date]:
    """The first and last day of a date as written."""
    first = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    if len(value) == 10:
        return first, first
    following = (
        first.replace(year=first.year + 1) if len(value) == 4 else (first + timedelta(days=31)).replace(day=1)
    )
    return first, following - timedelta(days=1)


def _distance(one: str, other: str) -> int:
    """Days between the beginnings of two dates; far apart where one is missing."""
    return abs((_period(one)[0] - _period(other)[0]).days) if one and other else 100_000


def _contained(one: Facts, other: Facts) -> bool:
    return one.parties <= other.parties or other.parties <= one.parties


def _subjects_fit(one: Facts, other: Facts) -> bool:
    return not one.topics or not other.topics or bool(one.topics & other.topics)


def _same_kind(one: Facts, other: Facts) -> bool:
    return one.kind == other.kind


def _specific(one: Facts, other: Facts) -> bool:
    """Whether both name the same portal, pilot or name: what two acts of the same parties rarely share."""
    portals = {folded(name) for name in one.portals} & {folded(name) for name in other.portals}
    return bool(portals or one.pilotkommunen & other.pilotkommunen)
