"""One pass over a text: which spellings of the lexicon stand in it as words of their own."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopwatch.extraction.lexicon_records import Entry, Lexicon

COMPOUND_FORMS = frozenset({"name", "abbreviation", "ministry", "agency", "spelling", "pair"})
COMPOUND_KINDS = frozenset({"first_name", "land", "bund", "organisation", "portal", "foreign", "blocked"})
PREFIXES = ("Ex-", "Noch-", "Vize-", "Alt-", "Landes-", "Pilot-", "Partner-", "Partnerland-", "Ländertrio-")
MAX_ADDRESS = 200
MOST_NAMES = 5_000
"""Articles hold one name in 150 characters; this is four times as dense in the longest text that is read."""
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(
    r"://|www\.|@|\.(?:de|com|org|net|eu|info|bund|gov|digital|nrw|bayern|hamburg|berlin|saarland)\b|#(?=\w)"
)
_ADDRESS_END = re.compile(r"[\s<>\"„“”()\[\],;|]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A spelling found in the view's text, with all that it may mean; `compound` where a hyphen joins
    another word."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    compound: bool = False

    @property
    def first(self) -> Entry:
        """The preferred meaning."""
        return self.entries[0]

    def of_kind(self, kind: str) -> Entry | None:
        """The meaning of one kind, if the spelling has it."""
        for entry in self.entries:
            if entry.kind == kind:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Matches:
    """`hits` do not overlap and stand in reading order; `triggers` are the places where a rule has to
    look."""

    hits: tuple[Hit, ...]
    triggers: tuple[tuple[int, int], ...]


def match(text: str, lexicon: Lexicon, spans: Sequence[tuple[int, int]]) -> Matches:
    """All names of the lexicon in `text` (a view's text) that lie inside one of `spans`, the longest where
    they overlap; of a text of nothing but names the first MOST_NAMES."""
    if not spans:
        return Matches((), ())
    addresses = _addresses(text)
    address_starts = [start for start, _ in addresses]
    found: list[Hit] = []
    triggers: list[tuple[int, int]] = []
    bounds = iter(spans)
    begin, stop = next(bounds)
    for last, (length, entries) in lexicon.automaton.iter(text, begin, spans[-1][1]):
        start, end = last - length + 1, last + 1
        while end > stop:
            begin, stop = next(bounds)
        if start < begin:
            continue
        if entries[0].kind == "trigger":
            triggers.append((start, end))
            continue
        hit = _word(text, start, end, entries)
        if hit and not (addresses and _inside(start, end, addresses, address_starts)):
            found.append(hit)
            if len(found) == MOST_NAMES:
                break
    return Matches(tuple(_longest(found)), tuple(triggers))


def _word(text: str, start: int, end: int, entries: tuple[Entry, ...]) -> Hit | None:
    """The hit, if it stands at word boundaries; umlauts are letters, a hyphen joins only what may be
    joined."""
    if start and not _free_before(text, start, entries[0]):
        return None
    if end >= len(text):
        return None if _bare_stem(text, start, end, entries[0]) else Hit(start, end, entries)
    after = text[end]
    if after.isalnum() or after == "_":
        return Hit(start, end, entries) if _glued_headline(text, start, end, entries[0]) else None
    joined = after == "-" and end + 1 < len(text) and text[end + 1].isalnum()
    if joined:
        entries = tuple(entry for entry in entries if _joinable(entry))
        return Hit(start, end, entries, compound=True) if entries else None
    return None if _bare_stem(text, start, end, entries[0]) else Hit(start, end, entries)


def _glued_headline(text: str, start: int, end: int, entry: Entry) -> bool:
    """ "ThüringenBaugenehmigung mit KI-Hilfe": a Land at a line's start run together with the headline after
    it."""
    if entry.kind != "land" or entry.form != "name" or not text[end].isupper() or not text[end - 1].islower():
        return False
    if start and text[start - 2 : start] not in ("  ", ". "):
        return False
    word = _WORD.match(text, end, end + 40)
    return (
        word is not None
        and len(word.group()) > 7
        and word.group()[1:].islower()
        and text.startswith(" ", word.end())
    )


def _free_before(text: str, start: int, entry: Entry) -> bool:
    before = text[start - 1]
    if before.isalnum() or before == "_":
        return False
    if before == "-" and start > 1 and text[start - 2].isalnum():
        return entry.form == "adjective" or text[max(0, start - 12) : start].endswith(PREFIXES)
    return True


def _joinable(entry: Entry) -> bool:
    return entry.kind in COMPOUND_KINDS and (entry.form in COMPOUND_FORMS or entry.form == "adjective")


def _bare_stem(text: str, start: int, end: int, entry: Entry) -> bool:
    """An adjective without ending ("sächsisch"), which counts only as the first part of a pair."""
    return (
        entry.form == "adjective"
        and text[start:end].endswith(("isch", "ersch"))
        and not text.startswith("-", end)
    )


def _longest(found: Iterable[Hit]) -> list[Hit]:
    """The hits without overlaps: the longer one wins, then the earlier one."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, hit.start - hit.end)):
        while kept and hit.start < kept[-1].end and hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _addresses(text: str) -> list[tuple[int, int]]:
    """Web addresses, e-mail addresses, domains and hashtags: names in them are no mentions."""
    found: list[tuple[int, int]] = []
    for sign in _ADDRESS.finditer(text):
        if found and sign.start() < found[-1][1]:
            continue
        found.append(_around(text, sign.start(), sign.end()))
    return found


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    limit = max(0, start - MAX_ADDRESS)
    if text[start] != "#":
        while start > limit and not _ADDRESS_END.match(text[start - 1]):
            start -= 1
    stop = _ADDRESS_END.search(text, end, min(len(text), end + MAX_ADDRESS))
    return start, stop.start() if stop else min(len(text), end + MAX_ADDRESS)


def _inside(start: int, end: int, addresses: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether a hit is a part of an address; a portal named like an address ("bund.de") is the whole of
    it."""
    index = bisect_right(starts, start) - 1
    if index < 0 or start >= addresses[index][1]:
        return False
    return not (start == addresses[index][0] and end >= addresses[index][1] - 1)
