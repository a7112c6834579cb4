"""What proves a fact: quotes in their sentence, and what sources say otherwise."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import iso_date
from coopwatch.registry.models import Agreement, Article, Evidence
from coopwatch.registry.vocabulary import Decision, EvidenceField

# A fact that holds one value: where a source names another, the sources contradict each other.
SINGLE = frozenset({EvidenceField.NAME, EvidenceField.KIND, EvidenceField.STATUS, EvidenceField.DATE})
# A point after a digit ends no sentence: "am 5. Mai".
SENTENCE_END = re.compile(
    r"(?<!\d)[.!?]['\"“»]?\s+(?=[A-ZÄÖÜ„»\"])|\n\s*\n"
    r"|(?P<line>\n)\s*(?:[-–•]\s+|(?=[^\Wa-zäöüß]|[„»\"\[]))"
)
REACH = 1500  # characters; no sentence is longer
BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Quote:
    """The words that prove, and those of the same sentence before and after them, with their spaces."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Proof:
    """One piece of evidence as the public sees it; `values` are what it proves."""

    values: tuple[str, ...]
    quote: Quote
    article: Article
    accepted: bool


@dataclass
class Proofs:
    """The evidence of an agreement by field: what bears it out, and what says otherwise."""

    fitting: dict[str, list[Proof]] = field(default_factory=dict)
    deviating: dict[str, list[Evidence]] = field(default_factory=dict)


def is_meant(text: str, line_end: int) -> bool:
    """Return whether a line ends where its author wanted it, as headlines do, and not for want of room.

    Text that was broken into lines of one width breaks only where the next word does not fit any more.
    """
    before = max(
        (gap.end() for gap in BLANK_LINE.finditer(text, max(0, line_end - REACH), line_end)), default=0
    )
    gap = BLANK_LINE.search(text, line_end, line_end + REACH)
    lines = text[before : gap.start() if gap else line_end + REACH].split("\n")
    line = text[before:line_end].rpartition("\n")[2]
    next_word = text[line_end : line_end + 100].split()[0]
    return len(line) + 1 + len(next_word) <= max(map(len, lines))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around text[start:end] begins and ends."""
    first, last = 0, len(text)
    for boundary in SENTENCE_END.finditer(text, max(0, start - REACH), end + REACH):
        if boundary["line"] and not is_meant(text, boundary.start()):
            continue
        if boundary.end() <= start:
            first = boundary.end()
        elif boundary.start() >= end - 1:
            last = boundary.start() + (not boundary["line"])
            break
    return max(first, start - REACH), min(last, end + REACH)


def in_context(text: str, start: int, end: int, limit: int) -> Quote:
    """Return the quote at text[start:end] in its sentence, at most `limit` words in all."""
    first, last = sentence_around(text, start, end)
    words = text[start:end].split()
    before, after = text[first:start].split(), text[end:last].split()
    if len(words) >= limit:
        return Quote("", " ".join(words[:limit]) + (" …" if len(words) > limit else ""), "")
    room = limit - len(words)
    ahead = min(len(before), max(room // 2, room - len(after)))
    behind = min(len(after), room - ahead)
    head = (["…"] if ahead < len(before) else []) + before[len(before) - ahead :]
    tail = after[:behind] + (["…"] if behind < len(after) else [])
    # A mark that follows the quote without a space belongs to it.
    glue = "" if text[end : end + 1].strip() else " "
    return Quote("".join(f"{word} " for word in head), " ".join(words), glue + " ".join(tail) if tail else "")


def quote_of(item: Evidence, limit: int) -> Quote:
    """Return the quote of a piece of evidence in its sentence, or alone where the text has changed since."""
    text = item.article.text if item.article else ""
    start, end = item.start or 0, item.end or 0
    if text[start:end].split() == item.quote.split():
        return in_context(text, start, end, limit)
    return in_context(item.quote, 0, len(item.quote), limit)


def held_values(agreement: Agreement, row: Row) -> dict[str, set[str]]:
    """Return the values that the agreement holds, by field of the evidence."""
    partners = {body.name for body in row.organisations}
    partners |= {name for place in row.kommunen for name in (place.ags, place.name, place.full_name)}
    return {
        EvidenceField.NAME: {row.name},
        EvidenceField.KIND: {row.kind},
        EvidenceField.STATUS: {row.status},
        EvidenceField.DATE: {iso_date(row.date, row.date_precision)},
        EvidenceField.PARTIES: set(row.parties),
        EvidenceField.PARTNERS: partners,
        EvidenceField.PORTALS: {portal.name for portal in row.portals},
        EvidenceField.PILOTKOMMUNEN: {place.ags for place in row.pilots},
        EvidenceField.TOPICS: set(row.topics),
        EvidenceField.SIGNATORIES: {person.name for person in agreement.signatories.all()},
        EvidenceField.EARLIER: set(agreement.earlier),
    }


def fits(item: Evidence, held: dict[str, set[str]]) -> bool:
    """Return whether evidence bears out what is held; dates fit when one is the other, less exact."""
    values = held.get(item.field, set())
    if item.field == EvidenceField.DATE:
        return any(
            value and (value.startswith(item.value) or item.value.startswith(value)) for value in values
        )
    return item.value in values


def proofs_of(agreement: Agreement, row: Row, limit: int) -> Proofs:
    """Sort the standing evidence of an agreement; what one sentence proves of one field stands there once."""
    held = held_values(agreement, row)
    found: dict[str, dict[tuple, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    deviating: dict[str, list[Evidence]] = defaultdict(list)
    for item in agreement.evidence.all():
        if not item.quote:
            continue
        if fits(item, held):
            place = sentence_around(item.article.text, item.start or 0, item.end or 0)
            found[item.field][item.article_id, place].append(item)
        elif item.field in SINGLE:
            deviating[item.field].append(item)
    fitting = {name: [proof(group, limit) for group in groups.values()] for name, groups in found.items()}
    return Proofs(fitting, {name: one_of_each(items) for name, items in deviating.items()})


def one_of_each(items: Iterable[Evidence]) -> list[Evidence]:
    """Return one piece of evidence for each value and article."""
    return list({(item.value, item.article_id): item for item in items}.values())


def proof(group: list[Evidence], limit: int) -> Proof:
    """Return the proof that a group of evidence from one sentence makes: the longest quote stands for all."""
    longest = max(group, key=lambda item: len(item.quote))
    values = tuple(dict.fromkeys(item.value for item in group))
    accepted = all(item.decision == Decision.ACCEPTED for item in group)
    return Proof(values, quote_of(longest, limit), longest.article, accepted)
