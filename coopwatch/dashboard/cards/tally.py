"""Counting agreements: everything that facets, counters and figures say, from the packed cards alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from coopwatch.dashboard.cards.packing import (
    ALL_LAENDER,
    HEAD,
    KEY_BITS,
    KINDS,
    LINK,
    LINKED,
    PARTIES,
    QUOTED,
    STAGES,
    STATES,
    TOPICS,
    UNSURE,
    pack,
)
from coopwatch.dashboard.rows import Row

EVERYBODY = "alle"
# Places of two parties, the one with the smaller code first.
PAIRS = [
    tuple(sorted(pair, key=lambda place: PARTIES[place])) for pair in combinations(range(len(PARTIES)), 2)
]


def scope_of(bund: bool, laender: int) -> str:
    """Return the scope of an agreement by the number of its Länder; the four exclude each other."""
    if laender == len(PARTIES) - 1:
        return "alle"
    return ("eine", "eine", "zwei")[bund + laender] if bund + laender < 3 else "mehrere"


def named(counts: np.ndarray, words: Sequence[str]) -> Counter[str]:
    """Return counts by number as counts by word, without those of which there are none."""
    return Counter({words[place]: int(n) for place, n in enumerate(counts) if n})


@dataclass(frozen=True, eq=False)
class Tally:
    """Agreements to be counted: their heads, and the links of all of them in the same order."""

    heads: np.ndarray
    links: np.ndarray

    @classmethod
    def packed(cls, heads: bytes, links: bytes) -> "Tally":
        """Read what was packed."""
        return cls(np.frombuffer(heads, HEAD), np.frombuffer(links, LINK))

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Tally":
        """Pack rows."""
        pairs = [pack(row) for row in rows]
        return cls.packed(b"".join(head for head, _ in pairs), b"".join(links for _, links in pairs))

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together; no agreement may be in both."""
        return Tally(np.concatenate([self.heads, other.heads]), np.concatenate([self.links, other.links]))

    def __len__(self) -> int:
        return len(self.heads)

    def where(self, chosen: np.ndarray) -> "Tally":
        """Return the agreements that a truth value for each chooses."""
        return Tally(self.heads[chosen], self.links[np.repeat(chosen, self.heads["links"])])

    @cached_property
    def telling(self) -> "Tally":
        """The agreements that say who chose whom: those of all sixteen Länder say nothing about it."""
        return self.where(self.heads["parties"] & ALL_LAENDER != ALL_LAENDER)

    def of_party(self, code: str) -> "Tally":
        """Return the agreements in which this party takes part."""
        return self.where(self.heads["parties"] >> PARTIES.index(code) & 1 == 1)

    @cached_property
    def groups(self) -> tuple[np.ndarray, np.ndarray]:
        """The different sets of parties as numbers, and how many agreements each has."""
        return np.unique(self.heads["parties"], return_counts=True)

    @cached_property
    def parties(self) -> Counter[str]:
        """The number of agreements of each party."""
        sets, counts = self.groups
        return named(np.array([counts[sets >> i & 1 > 0].sum() for i in range(len(PARTIES))]), PARTIES)

    @cached_property
    def pairs(self) -> Counter[tuple[str, str]]:
        """The number of agreements that two parties share; a pair stands in the order of its codes."""
        sets, counts = self.groups
        found = {
            (PARTIES[a], PARTIES[b]): int(counts[(sets >> a) & (sets >> b) & 1 > 0].sum()) for a, b in PAIRS
        }
        return Counter({pair: n for pair, n in found.items() if n})

    @property
    def scopes(self) -> Counter[str]:
        """The number of agreements of each scope."""
        sets, counts = self.groups
        found: Counter[str] = Counter()
        for sides in range(len(PARTIES) + 1):
            for bund in (0, 1):
                n = counts[(np.bitwise_count(sets) == sides) & (sets & 1 == bund)].sum()
                found[scope_of(bool(bund), sides - bund)] += int(n)
        return +found

    @cached_property
    def kinds(self) -> Counter[str]:
        """The number of agreements of each kind."""
        return named(np.bincount(self.heads["kind"]), KINDS)

    @cached_property
    def stages(self) -> Counter[str]:
        """The number of agreements at each stage."""
        return named(np.bincount(self.heads["status"]), STAGES)

    @cached_property
    def states(self) -> Counter[str]:
        """The number of agreements in each state of checking."""
        return named(np.bincount(self.heads["check_state"]), STATES)

    @cached_property
    def topics(self) -> Counter[str]:
        """The number of agreements about each topic."""
        masks = self.heads["topics"]
        return named(np.array([(masks >> place & 1).sum() for place in range(len(TOPICS))]), TOPICS)

    @property
    def with_bund(self) -> int:
        """How many there are with the Bund."""
        return self.parties["DE"]

    @property
    def quoted(self) -> int:
        """How many have a quote."""
        return int(np.count_nonzero(self.heads["flags"] & QUOTED))

    @property
    def unsure(self) -> int:
        """How many the research itself was not sure of."""
        return int(np.count_nonzero(self.heads["flags"] & UNSURE))

    @property
    def undated(self) -> int:
        """How many have no date."""
        return int(np.count_nonzero(self.heads["year"] == 0))

    @cached_property
    def years_by_kind(self) -> dict[str, Counter[int]]:
        """The numbers of each kind by year, without the undated, the most frequent kind first."""
        dated = self.where(self.heads["year"] > 0)
        found: dict[str, Counter[int]] = {kind: Counter() for kind, _n in dated.kinds.most_common()}
        for (kind, year), n in counted_pairs(dated.heads["kind"], dated.heads["year"]):
            found[KINDS[kind]][year] = n
        return found

    @cached_property
    def years(self) -> Counter[int]:
        """The number of agreements of each year, without the undated."""
        found: Counter[int] = Counter()
        for years in self.years_by_kind.values():
            found.update(years)
        return found

    def lanes(self, by_kind: bool) -> Counter[tuple[str, int | None]]:
        """Count by lane of the timeline and year, None for the undated.

        What all sixteen Länder share has a lane of its own.
        """
        if by_kind:
            places = [(kind, self.heads["kind"] == place) for place, kind in enumerate(KINDS)]
            return by_lane_and_year(self.heads["year"], places)
        sets = self.telling.heads["parties"]
        own = [(code, sets >> place & 1 > 0) for place, code in enumerate(PARTIES)]
        shared = self.where(self.heads["parties"] & ALL_LAENDER == ALL_LAENDER).heads["year"]
        everybody = by_lane_and_year(shared, [(EVERYBODY, np.ones(len(shared), bool))])
        return everybody + by_lane_and_year(self.telling.heads["year"], own)

    def linked(self, name: str) -> Counter[int]:
        """Count by the key of what is linked, under one of the names in `packing.LINKED`."""
        own = self.links[self.links >> KEY_BITS == LINKED.index(name)]
        keys, counts = np.unique(own & ((1 << KEY_BITS) - 1), return_counts=True)
        return Counter(dict(zip(keys.tolist(), counts.tolist(), strict=True)))


def by_lane_and_year(
    years: np.ndarray, lanes: Iterable[tuple[str, np.ndarray]]
) -> Counter[tuple[str, int | None]]:
    """Count the years of what each lane chooses."""
    found: Counter[tuple[str, int | None]] = Counter()
    for lane, chosen in lanes:
        counts = np.bincount(years[chosen])
        found.update({(lane, int(year) or None): int(counts[year]) for year in np.flatnonzero(counts)})
    return found


def counted_pairs(one: np.ndarray, years: np.ndarray) -> Iterable[tuple[tuple[int, int], int]]:
    """Yield (value, year) and how often they come together."""
    together = one.astype(np.int64) << 16 | years.astype(np.int64)
    values, counts = np.unique(together, return_counts=True)
    for value, n in zip(values.tolist(), counts.tolist(), strict=True):
        yield (value >> 16, value & 0xFFFF), n
