"""Is an agreement that an article tells of a known one? Pure: facts in, a decision with its reason out.

Three things can be sure: a further source of a known act, the renewal of an earlier one (or the other way
round, an act that a known one renews), or a new act. What is neither sure nor excluded is a doubt, and an
editor decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from coopwatch.intake.likeness import (
    MANY_PARTIES,
    contained,
    days_between,
    gap,
    largely_contained,
    near,
    partners_fit,
    period,
    same_kind,
    same_object,
    subjects_fit,
    told_alike,
)
from coopwatch.registry.facts import Facts
from coopwatch.registry.spellings import folded

_PLAN_SLACK = timedelta(days=730)
LOOSE_KINDS = frozenset({"absichtserklaerung"})


@dataclass(frozen=True, slots=True)
class Known:
    """A known agreement: its key, its facts, whether research or a person stands for it, its articles."""

    key: int
    facts: Facts
    is_vouched: bool = False
    articles: frozenset[int] = frozenset()


class Strength(IntEnum):
    """How sure a decision is; the strongest wins."""

    NONE = 0
    DOUBT_RENEWAL = 1
    DOUBT = 2
    PRECEDES = 3
    RENEWAL = 4
    FURTHER_UNDATED = 5
    FURTHER = 6
    FURTHER_BY_PILOTS = 7
    FURTHER_BY_NAME = 8


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reading is to the known agreements: `key` names the one meant (None for a new act)."""

    strength: Strength
    key: int | None
    reason: str

    @property
    def is_further(self) -> bool:
        """Whether the article is a further source of the known act."""
        return self.strength >= Strength.FURTHER_UNDATED

    @property
    def is_doubt(self) -> bool:
        """Whether an editor has to decide."""
        return self.strength in {Strength.DOUBT, Strength.DOUBT_RENEWAL}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done (a sure decision, or a new act), and the doubt that an editor has to settle besides."""

    decision: Decision
    doubt: Decision | None = None


NEW = Decision(Strength.NONE, None, "keine bekannte Vereinbarung derselben Beteiligten passt")


def match(reading: Facts, known: Iterable[Known]) -> Outcome:
    """Return the strongest decision; between two further sources of equal strength an editor chooses."""
    known = list(known)
    found = [decision for candidate in known if (decision := compare(reading, candidate)).strength]
    if not found:
        return Outcome(NEW)
    dates = {candidate.key: candidate.facts.date for candidate in known}
    found.sort(key=lambda d: (-d.strength, days_between(reading.date, dates[d.key]), d.key))
    best = found[0]
    if best.is_further and len(found) > 1 and _as_good(best, found[1], reading, dates):
        doubt = Decision(Strength.DOUBT, best.key, f"mehrere passen gleich gut; {best.reason}")
        return Outcome(NEW, doubt)
    doubt = next((decision for decision in found if decision.is_doubt), None)
    if best.is_further:
        return Outcome(best)
    return Outcome(NEW if best.is_doubt else best, doubt)


def _as_good(one: Decision, other: Decision, reading: Facts, dates: dict[int, str]) -> bool:
    same_distance = days_between(reading.date, dates[one.key]) == days_between(reading.date, dates[other.key])
    return one.strength == other.strength and same_distance


def compare(reading: Facts, known: Known) -> Decision:
    """Return what the reading is to one known agreement."""
    facts = known.facts
    if not reading.parties & facts.parties or not partners_fit(reading, facts):
        return NEW
    for rule in (
        _by_name,
        _by_pilots,
        _by_plan,
        _by_parties_and_date,
        _by_missing_date,
        _by_chain,
        _by_doubt,
    ):
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
        return _other_name(reading, known)
    if near(reading, known.facts) is False:
        return None
    if reading.status == "erneuert" and near(reading, known.facts) is None and one != other:
        return None
    return Decision(Strength.FURTHER_BY_NAME, known.key, f"gleicher Name „{known.facts.name}“")


def _other_name(reading: Facts, known: Known) -> Decision:
    """Two names are two acts, unless all else is the same: then one of them may be a programme's name."""
    if reading.parties == known.facts.parties and near(reading, known.facts):
        return Decision(
            Strength.DOUBT, known.key, f"dieselben Beteiligten und Zeit, aber „{known.facts.name}“"
        )
    return NEW


def _by_pilots(reading: Facts, known: Known) -> Decision | None:
    shared = reading.pilotkommunen & known.facts.pilotkommunen
    needed = 1 if reading.parties == known.facts.parties else 2
    if len(shared) < needed or near(reading, known.facts) is False or not contained(reading, known.facts):
        return None
    return Decision(
        Strength.FURTHER_BY_PILOTS,
        known.key,
        f"{len(shared)} Pilotkommunen und die Beteiligten sind dieselben",
    )


def _by_plan(reading: Facts, known: Known) -> Decision | None:
    """What was planned and then signed is one act."""
    plans = {reading.status, known.facts.status} & {"geplant"}
    both = reading.status == known.facts.status
    if not plans or both or reading.parties != known.facts.parties or not subjects_fit(reading, known.facts):
        return None
    apart = gap(reading, known.facts)
    if (
        apart is None
        or apart > _PLAN_SLACK
        or not (same_object(reading, known.facts) or same_kind(reading, known.facts))
    ):
        return None
    return Decision(Strength.FURTHER, known.key, "dieselben Beteiligten; erst geplant, dann umgesetzt")


def _by_parties_and_date(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if not near(reading, facts) or not subjects_fit(reading, facts):
        return None
    if reading.parties == facts.parties:
        if len(reading.parties) >= MANY_PARTIES and not (
            same_object(reading, facts) or same_kind(reading, facts)
        ):
            return Decision(
                Strength.DOUBT, known.key, "alle Länder und derselbe Zeitraum, sonst nichts Gemeinsames"
            )
        return Decision(
            Strength.FURTHER, known.key, "dieselben Beteiligten, derselbe Zeitraum, verwandte Themen"
        )
    if contained(reading, facts) and same_object(reading, facts):
        return Decision(
            Strength.FURTHER, known.key, "ein Teil der Beteiligten, derselbe Zeitraum und Gegenstand"
        )
    return None


def _by_missing_date(reading: Facts, known: Known) -> Decision | None:
    """Without a date the same parties, stage and subject tell that it is the same act."""
    facts = known.facts
    if reading.parties != facts.parties or reading.status != facts.status or not subjects_fit(reading, facts):
        return None
    if near(reading, facts) is not None or not told_alike(reading, facts) or _intends_other(reading, facts):
        return None
    is_same_object = same_kind(reading, facts) and same_object(reading, facts)
    if reading.status == "erneuert" and not is_same_object:
        return Decision(Strength.DOUBT, known.key, "vielleicht dieselbe Erneuerung: ein Datum fehlt")
    reason = "Beteiligte und Gegenstand sind dieselben, ein Datum fehlt"
    return Decision(Strength.FURTHER_UNDATED, known.key, reason)


def _by_chain(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if reading.parties != facts.parties or not subjects_fit(reading, facts) or near(reading, facts):
        return None
    if _renews(reading, facts):
        return Decision(Strength.RENEWAL, known.key, _why_later(reading, facts))
    if _renews(facts, reading):
        return Decision(
            Strength.PRECEDES, known.key, f"geht der Vereinbarung von {facts.date[:4] or 'später'} voraus"
        )
    return None


def _why_later(later: Facts, earlier: Facts) -> str:
    if _intends_other(later, earlier) and not (later.date and earlier.date):
        return "führt eine Absichtserklärung derselben Beteiligten aus, ein Datum fehlt"
    return f"erneuert die Vereinbarung von {earlier.date[:4] or 'früher'}"


def _intends_other(one: Facts, other: Facts) -> bool:
    """Whether one of the two is a mere letter of intent and the other one is not."""
    return (one.kind in LOOSE_KINDS) != (other.kind in LOOSE_KINDS)


def _by_doubt(reading: Facts, known: Known) -> Decision | None:
    facts = known.facts
    if not largely_contained(reading, facts) or not subjects_fit(reading, facts):
        return None
    same = reading.parties == facts.parties
    time = near(reading, facts)
    if time or (same and time is None and same_kind(reading, facts)):
        return Decision(Strength.DOUBT, known.key, "vielleicht dieselbe: Beteiligte und Themen passen")
    if same and time is False and same_object(reading, facts):
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
    if later.date and earlier.date and period(later.date)[0] <= period(earlier.date)[1]:
        follows = False
    is_dated = bool(later.date and earlier.date)
    return follows and ((later.status == "erneuert" and is_dated) or _carries_out(later, earlier, is_dated))


def _carries_out(later: Facts, earlier: Facts, is_dated: bool) -> bool:
    """A letter of intent goes before the agreement; without dates both must really share their subject."""
    if earlier.kind not in LOOSE_KINDS or later.kind in LOOSE_KINDS:
        return False
    if "beendet" in {earlier.status, later.status}:
        return False
    return is_dated or same_object(later, earlier) or bool(later.topics & earlier.topics)
