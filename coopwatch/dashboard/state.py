"""The state of the filter as a value: its canonical address, its parts one by one, its neighbours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from coopwatch.dashboard.filters import AgreementFilter

ORDER = tuple(AgreementFilter.base_filters)
# These only say how another parameter is meant, and mean nothing without it.
NEEDS = {"modus": "partei"}
DEFAULTS = {("modus", "alle")}


def as_texts(value) -> tuple[str, ...]:
    """Return a cleaned value as the sorted texts that stand for it in an address."""
    if isinstance(value, (str, int)):
        return (str(value),)
    return tuple(sorted({getattr(item, "slug", item) for item in value}))


@dataclass(frozen=True)
class FilterState:
    """The chosen values by parameter, in one fixed order: equal questions are equal states."""

    values: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Iterable[str]]) -> "FilterState":
        """Build the state from chosen values; empty ones, defaults and strays are dropped."""
        kept = {name: tuple(sorted(set(values[name]))) for name in ORDER if values.get(name)}
        kept = {name: texts for name, texts in kept.items() if (name, *texts) not in DEFAULTS}
        return cls(tuple((name, texts) for name, texts in kept.items() if NEEDS.get(name, name) in kept))

    @classmethod
    def read(cls, asked: AgreementFilter) -> "FilterState":
        """Read the state of a filter; what its form refused is no part of it."""
        return cls.of({name: as_texts(value) for name, value in asked.chosen.items()})

    def __bool__(self) -> bool:
        return bool(self.values)

    def get(self, name: str) -> tuple[str, ...]:
        """Return the values of one parameter, or an empty tuple."""
        return dict(self.values).get(name, ())

    def replaced(self, **changes: Iterable[str]) -> "FilterState":
        """Return the state with these parameters set anew; an empty value removes one."""
        return FilterState.of(dict(self.values) | changes)

    def without(self, name: str, value: str) -> "FilterState":
        """Return the state without one value."""
        return self.replaced(**{name: [text for text in self.get(name) if text != value]})

    @property
    def query(self) -> str:
        """The canonical query string, without the question mark."""
        return urlencode([(name, text) for name, texts in self.values for text in texts])

    def address(self, path: str, **more: str) -> str:
        """Return the address of a page with this state, and with further parameters that are no filter."""
        query = "&".join(part for part in (self.query, urlencode(more)) if part)
        return f"{path}?{query}" if query else path
