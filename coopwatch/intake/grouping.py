"""Which tellings are of one act. Pure, and a function of the set: in which order articles came is no part.

A telling is what one article says of one agreement. Tellings that may be of one act form a component; within
it they are brought together in an order that their own content gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from coopwatch.intake.likeness import days_between
from coopwatch.intake.match import NEW, Decision, Known, Strength, compare, match
from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts

# Of more acts that fit equally well an editor could not choose by their titles.
MOST_DOUBTS = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article says of one agreement.

    `content` is the hash of the article's text and `home` the key of the agreement where the telling stands
    (None: nowhere yet); `number` tells the tellings of one article apart.
    """

    article: int
    number: int
    content: str
    facts: Facts
    claims: tuple[Claim, ...]
    home: int | None = None

    @property
    def place(self) -> tuple:
        """Where the telling comes among others: the most exact date first, then what its content gives."""
        return (*order_of(self.facts), self.content, self.number)


@dataclass(frozen=True, slots=True)
class Anchor:
    """An agreement that stays whatever is read: researched, or decided on by a person.

    `claims` are those that stay with it, `articles` those that tell of it for good.
    """

    key: int
    base: Facts | None
    claims: tuple[Claim, ...]
    facts: Facts
    articles: frozenset[int] = frozenset()


@dataclass(slots=True)
class Group:
    """The tellings of one act, each with the decision that brought it here; `home` as in `Telling`."""

    facts: Facts
    base: Facts | None = None
    claims: tuple[Claim, ...] = ()
    articles: frozenset[int] = frozenset()
    home: int | None = None
    is_anchor: bool = False
    members: list[tuple[Telling, Decision]] = field(default_factory=list)

    def add(self, telling: Telling, decision: Decision) -> None:
        """Take a telling in; the facts follow."""
        self.members.append((telling, decision))
        self.claims += telling.claims
        self.articles |= {telling.article}
        self.facts = derive(self.base, self.claims).facts


def order_of(facts: Facts) -> tuple:
    """An order of acts that depends on their facts alone; the most exactly dated come first."""
    lists = (sorted(facts.parties), sorted(facts.partners), sorted(facts.topics), sorted(facts.portals))
    return (-len(facts.date), facts.date, *lists, facts.kind, facts.status, facts.name)


def related(one: Facts, other: Facts) -> bool:
    """Whether the two may be one act, so that they have to be looked at together."""
    return any(
        decision.is_further or decision.strength == Strength.DOUBT
        for decision in (compare(one, Known(0, other)), compare(other, Known(0, one)))
    )


def group(tellings: Iterable[Telling], anchors: Sequence[Anchor]) -> list[Group]:
    """Bring the tellings of one component together; anchors are always there, in the order given.

    In which agreement a group stands is for `assign_homes`.
    """
    groups = [Group(a.facts, a.base, a.claims, a.articles, a.key, is_anchor=True) for a in anchors]
    for telling in sorted(tellings, key=lambda telling: telling.place):
        open_groups = {
            number: found for number, found in enumerate(groups) if telling.article not in found.articles
        }
        known = [Known(number, found.facts, found.is_anchor) for number, found in open_groups.items()]
        decision = match(telling.facts, known).decision
        if decision.is_further:
            groups[decision.key].add(telling, decision)
        else:
            groups.append(_begin(telling))
    return groups


def _begin(telling: Telling) -> Group:
    begun = Group(telling.facts)
    begun.add(telling, NEW)
    return begun


def assign_homes(groups: Iterable[Group]) -> list[Group]:
    """Give each group the oldest agreement where one of its tellings stands and that no other has.

    All groups that were looked at together share them: what is told apart now may have stood in one.
    """
    groups = list(groups)
    taken = {found.home for found in groups if found.is_anchor}
    for found in groups:
        if not found.is_anchor:
            homes = {telling.home for telling, _ in found.members if telling.home is not None} - taken
            found.home = min(homes, default=None)
            taken = taken | {found.home}
    return groups


@dataclass(frozen=True, slots=True)
class Links:
    """What an act is to the others: the one that it renews, and the doubts that an editor has to settle.

    There are several doubts where several acts fit equally well: an undated text may tell of either.
    """

    renewal: Decision | None = None
    doubts: tuple[Decision, ...] = ()


def links(act: Known, others: Iterable[Known]) -> Links:
    """Return what `act` is to the others, the strongest and then the nearest in time first.

    Of two acts that may be one the later in order is the one in doubt; research and persons never are.
    """
    renewals, doubts = [], []
    for other in others:
        if other.key == act.key or other.articles & act.articles:
            continue
        decision = compare(act.facts, other)
        rank = (
            -decision.strength,
            days_between(act.facts.date, other.facts.date),
            order_of(other.facts),
            other.key,
        )
        if decision.strength == Strength.RENEWAL:
            renewals.append((rank, decision))
        elif (decision.is_further or decision.is_doubt) and _comes_before(other, act):
            doubts.append((rank, _in_doubt(decision)))
    renewal = min(renewals, key=_rank)[1] if renewals else None
    return Links(renewal, _equally_good(sorted(doubts, key=_rank)))


def _rank(found: tuple[tuple, Decision]) -> tuple:
    return found[0]


def _equally_good(doubts: list[tuple[tuple, Decision]]) -> tuple[Decision, ...]:
    """The doubts as strong and as near in time as the first."""
    best = [decision for rank, decision in doubts if rank[:2] == doubts[0][0][:2]]
    return tuple(best[:MOST_DOUBTS])


def _comes_before(one: Known, other: Known) -> bool:
    def place(act: Known) -> tuple:
        return (not act.is_vouched, order_of(act.facts), act.key)

    return not other.is_vouched and place(one) < place(other)


def _in_doubt(decision: Decision) -> Decision:
    if decision.is_doubt:
        return decision
    return replace(decision, strength=Strength.DOUBT, reason=f"vielleicht dieselbe: {decision.reason}")
