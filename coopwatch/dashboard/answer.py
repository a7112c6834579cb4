"""One question, one answer: the filter read from an address, its state, its words and its rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils import timezone

from coopwatch.dashboard.figures.frame import Context, Figure, Links
from coopwatch.dashboard.figures.growth import growth
from coopwatch.dashboard.figures.map import cooperation_map
from coopwatch.dashboard.figures.matrix import matrix
from coopwatch.dashboard.figures.timeline import timeline
from coopwatch.dashboard.filters import AgreementFilter
from coopwatch.dashboard.rows import Row, light_rows_of, rows_of
from coopwatch.dashboard.sentence import Wording
from coopwatch.dashboard.shapes import shapes_address
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import PartyNames, party_names
from coopwatch.registry.models import Agreement, Evidence, Land, Pilotkommune
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
    def in_database(cls, agreements: QuerySet) -> "Counters":
        """Count where the rows lie, for answers of many thousands."""
        agreements = agreements.order_by()
        keys = agreements.values("pk")
        states = dict(agreements.values_list("check_state").annotate(n=Count("pk")))
        quotes = Evidence.objects.standing().filter(agreement=OuterRef("pk")).exclude(quote="")
        linked = {
            name: model.objects.filter(agreement__in=keys).aggregate(n=Count(column, distinct=True))["n"]
            for name, model, column in (
                ("laender", Agreement.laender.through, "land_id"),
                ("portals", Agreement.portals.through, "portal_id"),
                ("pilots", Pilotkommune, "kommune_id"),
            )
        }
        return cls(
            agreements=sum(states.values()),
            checked=states.get(CheckState.CHECKED, 0),
            automatic=states.get(CheckState.AUTOMATIC, 0),
            researched=states.get(CheckState.RESEARCHED, 0),
            quoted=agreements.filter(Exists(quotes)).count(),
            **linked,
        )

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Counters":
        """Count the rows; a Land, portal or Pilotkommune counts once."""
        states = Counter(row.check_state for row in rows)
        return cls(
            agreements=len(rows),
            checked=states[CheckState.CHECKED],
            automatic=states[CheckState.AUTOMATIC],
            researched=states[CheckState.RESEARCHED],
            quoted=sum(row.has_quote for row in rows),
            laender=len({code for row in rows for code in row.laender}),
            portals=len({portal.slug for row in rows for portal in row.portals}),
            pilots=len({place.ags for row in rows for place in row.pilots}),
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
        """The agreements asked for, the latest first, the undated last."""
        return self.asked.filtered()

    @cached_property
    def count(self) -> int:
        """How many agreements there are."""
        return self.agreements.count()

    @property
    def is_large(self) -> bool:
        """Whether there are so many that figures count them, and show no single one."""
        return self.count > MOST_SHOWN

    @cached_property
    def rows(self) -> list[Row]:
        """The agreements as rows: one query for everything that is shown of them."""
        return rows_of(self.agreements)

    @cached_property
    def counted(self) -> list[Row]:
        """The agreements as figures count them; very many are loaded without what names them."""
        return light_rows_of(self.agreements) if self.is_large else self.rows

    @cached_property
    def counters(self) -> Counters:
        """What they add up to."""
        return Counters.in_database(self.agreements) if self.is_large else Counters.of(self.rows)

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
        """Return one figure of these rows."""
        if name == "zeitstrahl":
            return timeline(self.counted, self.context, by_kind, nameless=self.is_large)
        if name == "karte":
            points = {code: (lat, lon) for code, lat, lon in Land.objects.values_list("code", "lat", "lon")}
            return cooperation_map(self.counted, self.context, points, shapes_address())
        return {"matrix": matrix, "jahre": growth}[name](self.counted, self.context)
