"""Sketches of texts, by which nearly equal ones are found among many. Pure, and the same on every machine.

A text is taken as its runs of six words (shingles), without teasers and navigation. Of these the sketch
keeps each fourth: not every fourth in order, but those whose hash is divisible by four, so that two texts
keep the same ones of what they share. What part of a short sketch lies in a long one estimates what part of
a short text was taken over into a long one (A. Broder, On the resemblance and containment of documents,
1997).
"""

import re
from hashlib import blake2b

from coopwatch.extraction.clean import read_sentences
from coopwatch.intake.text import folded_text

SHINGLE_WORDS = 6
KEPT = 4
# Fewer common shingles prove nothing: a short notice and a long article share a quotation.
LEAST_SHARED = 6
LEAST_PART = 0.6
# Of a very long text (a printed paper of the parliament) the smallest hashes do.
LONGEST_SKETCH = 2_000
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> list[int]:
    """Return the sketch of a text: sorted signed 64-bit numbers without repetition."""
    words = _WORD.findall(" ".join(_article_sentences(text)).casefold())
    runs = (" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))
    numbers = {_number(run) for run in runs}
    return sorted(number for number in numbers if number % KEPT == 0)[:LONGEST_SKETCH]


def _article_sentences(text: str) -> list[str]:
    return [folded_text(text[sentence.start : sentence.end]) for sentence in read_sentences(text)]


def _number(run: str) -> int:
    return int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big", signed=True)


def is_near(shared: int, one: int, other: int) -> bool:
    """Whether two texts whose sketches have these sizes and share so many numbers are nearly the same."""
    return shared >= LEAST_SHARED and shared >= LEAST_PART * min(one, other)
