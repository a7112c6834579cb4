"""The lexicon that the next article is read with: the data files, and what editors added since."""

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache

from coopwatch.extraction.lexicon import Lexicon, load_lexicon
from coopwatch.extraction.spellings import expand
from coopwatch.registry.body_names import body_names, names_stamp, names_taken_away

log = logging.getLogger(__name__)

# A shorter word that an editor enters by mistake would be found in every text.
SHORTEST = 3
# A spelling and the name that it stands for.
Pair = tuple[str, str]


def current_lexicon() -> Lexicon:
    """Return the lexicon with the editors' spellings of this moment; only a change builds it anew."""
    return _lexicon_of(names_stamp())


@lru_cache(maxsize=2)
def _lexicon_of(stamp: str) -> Lexicon:
    known, names = load_lexicon(), body_names()
    added = {kind: sorted(new_forms(pairs, known)) for kind, pairs in names.items()}
    gone = {kind: gone_forms(pairs, names[kind]) for kind, pairs in names_taken_away().items()}
    return load_lexicon(added, gone) if any((*added.values(), *gone.values())) else known


def gone_forms(taken: Iterable[Pair], kept: Iterable[Pair]) -> list[Pair]:
    """Return the written forms, genitives included, that only spellings which were taken away have."""
    still = {form for pair in kept for form in _forms_in_files(pair)}
    return sorted({form for pair in taken for form in _forms_in_files(pair)} - still)


def _forms_in_files(pair: Pair) -> Iterator[Pair]:
    spelling, name = pair
    try:
        forms = list(expand(spelling.lstrip("?")))
    except ValueError:
        return
    yield from ((form + ending, name) for form in forms for ending in ("", "s"))


def new_forms(pairs: Iterable[Pair], known: Lexicon) -> Iterator[Pair]:
    """Return the written forms that the data files do not have; what cannot be used is named and left out.

    A spelling after "?" needs words around it that a bare name does not tell: that is left to the data files.
    """
    for spelling, name in pairs:
        if spelling.startswith("?"):
            continue
        try:
            forms = [form for form in expand(spelling) if len(form) >= SHORTEST]
        except ValueError as error:
            log.warning("Schreibweise von „%s“ nicht verwendbar: %s", name, error)
            continue
        yield from ((form, name) for form in forms if form not in known.automaton)
