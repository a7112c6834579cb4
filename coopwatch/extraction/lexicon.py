"""The lexicon: all names of Länder, bodies, portals, people and places, ready for one pass over a text.

The names are data files in `lexicon/`; each begins with a comment that explains its columns. A mistake in
one of them ends in a LexiconError that names file and line. `load_lexicon()` reads them once per process.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

import ahocorasick

from coopwatch.extraction import lexicon_bodies as bodies
from coopwatch.extraction import lexicon_lands as lands
from coopwatch.extraction import lexicon_names as names
from coopwatch.extraction import lexicon_places as places
from coopwatch.extraction.lexicon_files import LexiconError
from coopwatch.extraction.lexicon_records import Entry, Kommune, Land, Lexicon

__all__ = ["Entry", "Kommune", "Land", "Lexicon", "LexiconError", "load_lexicon"]

Spelling = tuple[str, Entry]
# Kind -> pairs of spelling and canonical value, and the same as one row each.
Pairs = Mapping[str, Iterable[tuple[str, str]]]
Triple = tuple[str, str, str]
ORGANISATION_KINDS = frozenset(
    {
        "spitzenverband",
        "it_dienstleister",
        "gremium",
        "koerperschaft",
        "verbund",
        "organisation",
        "ministerium",
    }
)


def load_lexicon(extra: Pairs | None = None, without: Pairs | None = None) -> Lexicon:
    """The lexicon of the data files, with further spellings of the editors, less those that they took away.

    `extra` maps a kind ("organisation", "portal", "land", "bund") to pairs (spelling, canonical value), for
    instance
    {"portal": [("Serviceportal Muster", "MusterPortal")], "land": [("Hessenland", "DE-HE")]}.
    `without` names in the same way what of the files is left out. Raises LexiconError where a file or a pair
    cannot be used. Loading is cached; the result never changes.
    """
    return _load(_triples(extra), frozenset(_triples(without)))


def _triples(pairs: Pairs | None) -> tuple[Triple, ...]:
    items = sorted((pairs or {}).items())
    return tuple((kind, spelling, value) for kind, found in items for spelling, value in found)


@lru_cache(maxsize=4)
def _load(extra: tuple[Triple, ...], without: frozenset[Triple]) -> Lexicon:
    laender = lands.laender()
    kommunen = places.kommunen()
    table: dict[str, list[Entry]] = {}
    for spelling, entry in _all_spellings(kommunen, extra, without):
        meanings = table.setdefault(spelling, [])
        if entry not in meanings:
            meanings.append(entry)
    return Lexicon(
        automaton=_automaton(table),
        laender=MappingProxyType(laender),
        kommunen=MappingProxyType(kommunen),
        people=MappingProxyType(names.people()),
        seats=MappingProxyType(_seats(laender, kommunen)),
        associations=MappingProxyType(bodies.associations()),
        surnames=MappingProxyType(names.surnames()),
        subjects=names.subjects(),
        everyday=names.everyday(),
        size=len(table),
        version=_fingerprint(table),
    )


def _seats(laender: Mapping[str, Land], kommunen: Mapping[str, Kommune]) -> dict[str, str]:
    """The AGS of every Land's seat of government, city states left out."""
    capitals = {(land.capital, code): code for code, land in laender.items() if land.capital}
    cities = (kommune for kommune in kommunen.values() if kommune.kind.endswith("Stadt"))
    return {capitals[city.name, city.land]: city.ags for city in cities if (city.name, city.land) in capitals}


def _all_spellings(
    kommunen: Mapping[str, Kommune], extra: tuple[Triple, ...], without: frozenset[Triple]
) -> Iterable[Spelling]:
    """Every spelling of every file; the order is the order of preference where one spelling has several
    meanings."""
    sources: list[Callable[[], Iterable[Spelling]]] = [
        names.blocked,
        lands.land_spellings,
        bodies.federal_spellings,
        bodies.office_spellings,
        bodies.organisation_spellings,
        bodies.portal_spellings,
        names.foreign_spellings,
        names.group_spellings,
        bodies.company_spellings,
        names.first_name_spellings,
        names.triggers,
    ]
    yield from _extra_spellings(extra)
    for source in sources:
        yield from (pair for pair in source() if _triple(pair) not in without)
    yield from places.place_spellings(kommunen)


def _triple(pair: Spelling) -> Triple:
    spelling, entry = pair
    return entry.kind, spelling, entry.values[0] if entry.values else ""


def _extra_spellings(extra: tuple[Triple, ...]) -> Iterable[Spelling]:
    for kind, spelling, value in extra:
        if kind not in ("organisation", "portal", "land", "bund"):
            raise LexiconError(
                f"Schreibweise „{spelling}“: unbekannte Art „{kind}“ (organisation, portal, land, bund)"
            )
        if not spelling.strip() or not value.strip():
            raise LexiconError(
                f"Schreibweise „{spelling}“ ({kind}): Schreibweise und Name dürfen nicht leer sein"
            )
        land = value if kind == "land" else None
        yield spelling.strip(), Entry(kind, (value.strip(),), "spelling", land)


def _automaton(table: Mapping[str, list[Entry]]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for spelling, meanings in table.items():
        automaton.add_word(spelling, (len(spelling), tuple(meanings)))
    automaton.make_automaton()
    return automaton


def _fingerprint(table: Mapping[str, list[Entry]]) -> str:
    """A short hash of all spellings: two readings with the same version used the same lexicon."""
    digest = hashlib.sha256()
    for spelling in sorted(table):
        digest.update(f"{spelling}={table[spelling]!r}\n".encode("utf-8", "replace"))
    return digest.hexdigest()[:12]
