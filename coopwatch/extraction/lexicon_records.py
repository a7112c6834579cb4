"""The frozen records of the lexicon: what a spelling may stand for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import ahocorasick


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a spelling.

    `kind` is a mention's kind or one of the helpers "blocked" (swallows what it covers), "first_name" and
    "trigger" (a word part that starts a rule). `need` names the support without which the entry does not
    count:
    "" none, "land" its Land is named in the text, "cue" a word such as Portal stands next to it, "context"
    others.
    """

    kind: str
    values: tuple[str, ...]
    form: str
    land: str | None = None
    need: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kommune:
    """A row of the gazetteer. `kind` is "kreisfreie Stadt", "Landkreis", "Stadt", "Gemeinde" or "Markt"."""

    ags: str
    name: str
    kind: str
    land: str
    kreis_ags: str
    population: int


@dataclass(frozen=True, slots=True)
class Land:
    """A Land with its usual name and its seat of government ("" for the city states)."""

    code: str
    name: str
    capital: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names, ready for one pass over a text. Made by `load_lexicon`; nothing in it changes afterwards."""

    automaton: ahocorasick.Automaton = field(repr=False)
    laender: Mapping[str, Land] = field(repr=False)
    kommunen: Mapping[str, Kommune] = field(repr=False)
    people: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    seats: Mapping[str, str] = field(repr=False)
    associations: Mapping[tuple[str, str], str] = field(repr=False)
    surnames: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    subjects: frozenset[str] = field(repr=False)
    everyday: frozenset[str] = field(repr=False)
    size: int = 0
    version: str = ""
