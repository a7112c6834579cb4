"""The lexicon that the next article is read with."""

from coopwatch.extraction.lexicon import Lexicon, load_lexicon


def current_lexicon() -> Lexicon:
    """Return the lexicon of the data files."""
    return load_lexicon()
