"""In what two agreements are alike: time, parties, partners, subject. Pure comparisons of facts."""

import re
from datetime import date, timedelta

from coopwatch.registry.facts import Facts
from coopwatch.registry.spellings import folded

# An article may be published some weeks after the act that it reports without a date of its own.
_STATED_SLACK, _PUBLISHED_SLACK = timedelta(days=3), timedelta(days=45)
# Acts further apart are never at the same time.
WIDEST_SLACK = max(_STATED_SLACK, _PUBLISHED_SLACK)
MANY_PARTIES = 10
_COLLECTIVE = re.compile(r"Spitzenverb|(?:tag|bund)\b", re.IGNORECASE)


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
    apart = gap(one, other)
    return None if apart is None else apart <= max(_slack(one), _slack(other))


def _slack(facts: Facts) -> timedelta:
    return _PUBLISHED_SLACK if facts.date_basis == "published" else _STATED_SLACK


def gap(one: Facts, other: Facts) -> timedelta | None:
    """The time between two acts, zero where their periods meet; None where a date is missing."""
    if not one.date or not other.date:
        return None
    (start, end), (other_start, other_end) = period(one.date), period(other.date)
    return max(start - other_end, other_start - end, timedelta())


def period(value: str) -> tuple[date, date]:
    """The first and last day of a date as written."""
    first = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    if len(value) == 10:
        return first, first
    following = (
        first.replace(year=first.year + 1) if len(value) == 4 else (first + timedelta(days=31)).replace(day=1)
    )
    return first, following - timedelta(days=1)


def days_between(one: str, other: str) -> int:
    """Days between the beginnings of two dates; far apart where one is missing."""
    return abs((period(one)[0] - period(other)[0]).days) if one and other else 100_000


def contained(one: Facts, other: Facts) -> bool:
    """Whether all parties of one act take part in the other."""
    return one.parties <= other.parties or other.parties <= one.parties


def largely_contained(one: Facts, other: Facts) -> bool:
    """Whether the parties of one are most of the other's: one Land among all sixteen says nothing."""
    return contained(one, other) and 2 * len(one.parties & other.parties) >= len(one.parties | other.parties)


def told_alike(one: Facts, other: Facts) -> bool:
    """Whether two acts of the same parties are told in the same terms, where a date is missing."""
    alike = same_object(one, other) or same_kind(one, other) or one.status == "erneuert"
    return alike and len(one.parties) < MANY_PARTIES


def subjects_fit(one: Facts, other: Facts) -> bool:
    """Whether the acts share a topic, or one of them names none."""
    return not one.topics or not other.topics or bool(one.topics & other.topics)


def same_kind(one: Facts, other: Facts) -> bool:
    """Whether both are of one kind."""
    return one.kind == other.kind


def same_object(one: Facts, other: Facts) -> bool:
    """Whether both name the same portal, pilot or name: what two acts of the same parties rarely share."""
    portals = {folded(name) for name in one.portals} & {folded(name) for name in other.portals}
    return bool(portals or one.pilotkommunen & other.pilotkommunen)
