"""From names to rows: the organisations, portals and places that the registry knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from coopwatch.registry.gazetteer import Answer, Gazetteer, Place
from coopwatch.registry.models import Kommune, Land, Organisation, Portal
from coopwatch.registry.slugs import free_slug
from coopwatch.registry.spellings import Names
from coopwatch.registry.vocabulary import CheckState


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A name for which the registry has no row, with the reason in German."""

    field: str
    name: str
    reason: str


@dataclass(slots=True)
class Lookups:
    """What is known by name, loaded once and used for many agreements.

    A name that nobody knows becomes a row of state `new_state`, so that nothing that a source says is lost.
    """

    organisations: Names
    portals: Names
    land_names: dict[str, str]
    new_state: str = CheckState.AUTOMATIC
    created: list[str] = field(default_factory=list)
    _places: Gazetteer | None = None

    @classmethod
    def load(cls, new_state: str = CheckState.AUTOMATIC) -> "Lookups":
        """Read the registry in three queries; the gazetteer follows when a place is asked for."""
        return cls(
            organisations=_names(Organisation),
            portals=_names(Portal),
            land_names=dict(Land.objects.values_list("code", "name")),
            new_state=new_state,
        )

    @property
    def places(self) -> Gazetteer:
        """The gazetteer, read once: most articles need no more than the names of organisations."""
        if self._places is None:
            rows = Kommune.objects.values_list("ags", "name", "kind", "land_id")
            self._places = Gazetteer(Place(*row) for row in rows)
        return self._places

    def portal(self, name: str) -> int:
        """Return the key of the portal, which is made where it is new."""
        return self.portals.find(name) or self._create(Portal, self.portals, name)

    def partner(self, name: str, laender: Iterable[str]) -> tuple[str, int | str]:
        """Return ("organisation", key) or ("kommune", AGS) for a partner of an act of these Länder."""
        if key := self.organisations.find(name):
            return "organisation", key
        if ags := self._kommune(name, laender).ags:
            return "kommune", ags
        return "organisation", self._create(Organisation, self.organisations, name)

    def _kommune(self, name: str, laender: Iterable[str]) -> Answer:
        near = self.places.find(name, laender=laender)
        return near if near.candidates else self.places.find(name)

    def _create(self, model: type[Organisation] | type[Portal], names: Names, name: str) -> int:
        taken = set(model.objects.values_list("slug", flat=True))
        row = model(name=name, slug=free_slug(name, taken), check_state=self.new_state)
        row.skip_history_when_saving = True
        row.save()
        names.add(row.pk, name)
        self.created.append(f"{model._meta.verbose_name}: {name}")
        return row.pk


def _names(model: type[Organisation] | type[Portal]) -> Names:
    """The names of all rows. Folding takes longer than reading: equal rows are folded once."""
    rows = model.objects.values_list("pk", "name", "spellings")
    return _names_of(tuple((key, name, tuple(spellings)) for key, name, spellings in rows)).copy()


@lru_cache(maxsize=4)
def _names_of(rows: tuple[tuple[int, str, tuple[str, ...]], ...]) -> Names:
    return Names.of(rows)
