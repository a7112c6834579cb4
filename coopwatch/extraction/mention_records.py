"""The record of one mention: who or what a stretch of the article's text names."""

from dataclasses import dataclass, replace

MENTION_KINDS = (
    "land",
    "bund",
    "all_laender",
    "kommune",
    "organisation",
    "portal",
    "person",
    "foreign",
    "company",
    "group",
)

Span = tuple[int, int]
"""A stretch of the text to be read, as (start, end): one sentence or one block. Mentions never cross its
ends."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and what it stands for.

    `start`/`end` count characters of the article's own text and `quote` is exactly what stands there.
    `kind` is one of MENTION_KINDS. `values` are canonical: ISO 3166-2 codes for `land`, "DE" for `bund`,
    the usual full name for organisations, portals and persons, AGS for `kommune` (several while several
    places fit). `form` says how it is named ("name", "adjective", "ministry", "capital", …). `land` is the
    code of the Land (or "DE") that a ministry, organisation, Kommune or person's office belongs to, None
    where
    unknown. `attributes` are pairs, for instance ("office", "Innenminister") or ("type", "Landkreis").
    """

    start: int
    end: int
    quote: str
    kind: str
    values: tuple[str, ...]
    form: str
    land: str | None = None
    confidence: float = 1.0
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, key: str) -> str | None:
        """The first value stored under `key`, or None."""
        for name, value in self.attributes:
            if name == key:
                return value
        return None

    def changed(self, **fields: object) -> "Mention":
        """The same mention with other values in some fields."""
        return replace(self, **fields)  # type: ignore[arg-type]
