"""From one line of a lexicon to every form in which a text may write it."""

from collections.abc import Iterator
from itertools import product

ADJECTIVE_ENDINGS = ("e", "er", "en", "em", "es")
NOUN_ENDINGS = ("", "s", "es", "e")
MAX_FORMS = 500


def expand(spelling: str) -> Iterator[str]:
    """All forms of a spelling in the lexicons' notation.

    "Bayerisch* Landkreistag+" gives "Bayerischer Landkreistag", "Bayerischen Landkreistages" and so on:
    `*` takes the adjective endings, `+` a noun's endings in the singular.
    """
    choices = [_word_forms(word) for word in spelling.split()]
    for count, words in enumerate(product(*choices)):
        if count >= MAX_FORMS:
            raise ValueError(f"„{spelling}“ hat mehr als {MAX_FORMS} Formen; bitte weniger * und + verwenden")
        yield " ".join(words)


def _word_forms(word: str) -> tuple[str, ...]:
    if word.endswith("*"):
        return tuple(word[:-1] + ending for ending in ADJECTIVE_ENDINGS)
    if word.endswith("+"):
        return tuple(word[:-1] + ending for ending in NOUN_ENDINGS)
    return (word,)


def genitive(name: str) -> str:
    """A proper name's genitive: "Bayern" -> "Bayerns", "Mainz" -> "Mainz’"."""
    return name + ("’" if name.endswith(("s", "ß", "x", "z")) else "s")


def capitals(name: str) -> str:
    """The name as headlines in capitals write it: "Weißenburg" -> "WEISSENBURG"."""
    return name.upper()


def sentence_start(name: str) -> str:
    """The name with its first letter raised: "bayerische" -> "Bayerische"."""
    return name[:1].upper() + name[1:]
