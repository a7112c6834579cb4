"""One question, one answer: the filter read from an address, its state, its words and its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from coopwatch.dashboard.cards.census import Census
from coopwatch.dashboard.cards.packing import ags_of
from coopwatch.dashboard.cards.reading import rows_on
from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.facets import FACETS
from coopwatch.dashboard.figures.frame import Context, Figure, Links
from coopwatch.dashboard.figures.growth import growth
from coopwatch.dashboard.figures.map import MOST_PILOTS, cooperation_map
from coopwatch.dashboard.figures.matrix import matrix
from coopwatch.dashboard.figures.timeline import timeline
from coopwatch.dashboard.filters import AgreementFilter
from coopwatch.dashboard.rows import Place, Row
from coopwatch.dashboard.sentence import Wording
from coopwatch.dashboard.shapes import shapes_address
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import BUND, PartyNames, party_names
from coopwatch.registry.models import Kommune, Land
from coopwatch.registry.vocabulary import CheckState, Kind

FIGURES = ("zeitstrahl", "karte", "matrix", "jahre")
# Above this number no figure has room for single agreements.
MOST_SHOWN = 1_500


@dataclass(frozen=True)
class Counters:
    """What the filtered agreements add up to."""

    agreements: int
    checked: int
    automatic: int
    researched: int
    quoted: int
    laender: int
    portals: int
    pilots: int

    @classmethod
    def of(cls, tally: Tally) -> "Counters":
        """Count; a Land, portal or Pilotkommune counts once."""
        states = tally.states
        return cls(
            agreements=len(tally),
            checked=states[CheckState.CHECKED],
            automatic=states[CheckState.AUTOMATIC],
            researched=states[CheckState.RESEARCHED],
            quoted=tally.quoted,
            laender=len(tally.parties.keys() - {BUND}),
            portals=len(tally.linked("portals")),
            pilots=len(tally.linked("pilots")),
        )


@dataclass(frozen=True)
class Answer:
    """What a page, a figure, an export and a feed are made of."""

    asked: AgreementFilter
    parties: PartyNames
    path: str = "/"

    @classmethod
    def to(cls, data: Mapping, path: str = "/") -> "Answer":
        """Answer the question of an address."""
        return cls(AgreementFilter(data), party_names(), path)

    @classmethod
    def about(cls, path: str = "/", **values: Sequence[str]) -> "Answer":
        """Answer a question put in the program: `about(partei=["DE-BY"])`."""
        data = QueryDict(mutable=True)
        for name, texts in values.items():
            data.setlist(name, list(texts))
        return cls.to(data, path)

    @cached_property
    def wording(self) -> Wording:
        """The question in words."""
        return Wording.of(self.asked, self.parties)

    @property
    def state(self) -> FilterState:
        """The question as a value."""
        return self.wording.state

    @property
    def agreements(self) -> QuerySet:
        """The cards of the agreements asked for, the latest first, the undated last."""
        return self.asked.filtered()

    @cached_property
    def census(self) -> Census:
        """What is counted, fetched with one query."""
        conditions = self.asked.conditions
        return Census.take(self.asked.queryset, conditions, own_parts(self.asked))

    @property
    def tally(self) -> Tally:
        """The agreements asked for, to be counted."""
        return self.census.whole

    @property
    def count(self) -> int:
        """How many agreements there are."""
        return len(self.tally)

    @property
    def is_large(self) -> bool:
        """Whether there are so many that figures count them, and show no single one."""
        return self.count > MOST_SHOWN

    @cached_property
    def rows(self) -> list[Row]:
        """The agreements as rows; to be asked where they are not many."""
        return rows_on(self.agreements)

    @cached_property
    def counters(self) -> Counters:
        """What they add up to."""
        return Counters.of(self.tally)

    @property
    def sentence(self) -> str:
        """The question as a sentence, with its number."""
        return self.wording.sentence(self.count)

    @cached_property
    def context(self) -> Context:
        """Names and addresses for the figures."""
        kinds = {value: str(label) for value, label in Kind.choices}
        return Context(self.parties, Links(self.state, self.path), timezone.localdate().year, kinds)

    def figure(self, name: str, by_kind: bool = False) -> Figure:
        """Return one figure of these agreements."""
        if name == "zeitstrahl":
            rows = None if self.is_large else self.rows
            return timeline(self.tally, rows, self.context, by_kind)
        if name == "karte":
            points = {code: (lat, lon) for code, lat, lon in Land.objects.values_list("code", "lat", "lon")}
            return cooperation_map(self.tally, self.pilots, self.context, points, shapes_address())
        return {"matrix": matrix, "jahre": growth}[name](self.tally, self.context)

    @property
    def pilots(self) -> dict[Place, int]:
        """The Pilotkommunen with the number of their agreements, the most frequent ones first."""
        return pilots_of(self.tally, MOST_PILOTS)


def own_parts(asked: AgreementFilter) -> tuple[str, ...]:
    """Return the facets that count without their own part of the question. Parties that must all take part
    count with it, since a further one narrows the answer."""
    together = asked.chosen.get("modus", "alle") == "alle"
    return tuple(name for name in FACETS if name in asked.conditions and not (name == "partei" and together))


def pilots_of(tally: Tally, most: int, within: str = "") -> dict[Place, int]:
    """Return the most frequent Pilotkommunen and their numbers, of those whose AGS begins with `within`."""
    counts = {ags_of(key): n for key, n in tally.linked("pilots").items()}
    counts = {ags: n for ags, n in counts.items() if ags.startswith(within)}
    chosen = sorted(counts, key=lambda ags: (-counts[ags], ags))[:most]
    columns = ("ags", "slug", "name", "kind", "land_id", "lat", "lon")
    kommunen = Kommune.objects.filter(pk__in=chosen).order_by()
    places = {values[0]: Place(*values) for values in kommunen.values_list(*columns)}
    return {places[ags]: counts[ags] for ags in chosen if ags in places}
