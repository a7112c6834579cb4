"""Who and what a text names: one pass of the lexicon, then small rules, then the longest reading of each
place.

`find_mentions` reads in this order: text view -> hits -> ministries -> people -> Länder and Bund ->
organisations and
portals -> groups -> places. A later rule's mention gives way to a longer one, and to an equal one of an
earlier rule.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coopwatch.extraction.associations import read_associations
from coopwatch.extraction.bodies import read_bodies
from coopwatch.extraction.brands import read_brands
from coopwatch.extraction.groups import read_groups
from coopwatch.extraction.laender import read_laender
from coopwatch.extraction.leaning import read_leaning
from coopwatch.extraction.lexicon_records import Lexicon
from coopwatch.extraction.matching import match
from coopwatch.extraction.mention_records import Mention, Span
from coopwatch.extraction.offices import read_offices
from coopwatch.extraction.people import read_people
from coopwatch.extraction.places import read_places
from coopwatch.extraction.scene import Scene
from coopwatch.extraction.textview import TextView, view_of

RULES: tuple[Callable[[Scene], Iterable[Mention]], ...] = (
    read_offices,
    read_people,
    read_places,
    read_laender,
    read_bodies,
    read_associations,
    read_brands,
    read_leaning,
    read_groups,
)


def find_mentions(text: str, lexicon: Lexicon, spans: Sequence[Span] | None = None) -> tuple[Mention, ...]:
    """All mentions in `text` that lie inside `spans` (sentences or blocks, in order), sorted, without
    overlaps.

    Without spans the whole text is read. Offsets are those of `text`, and `text[m.start:m.end] == m.quote`.
    """
    view = view_of(text)
    scene = scene_of(view, lexicon, spans)
    drafts = [draft for rule in RULES for draft in rule(scene) if _in_one_span(draft, scene)]
    return tuple(_in_original(draft, view) for draft in settle(drafts))


def _in_one_span(draft: Mention, scene: Scene) -> bool:
    """Whether a draft stays within the sentence or block in which it begins."""
    start, end = scene.span_of(draft.start)
    return start <= draft.start and draft.end <= end


def scene_of(view: TextView, lexicon: Lexicon, spans: Sequence[Span] | None) -> Scene:
    """The view with its hits; spans are turned into the view's positions."""
    if spans is None:
        inner: tuple[Span, ...] = ((0, len(view.text)),)
    else:
        inner = tuple((view.position(start), view.position(end)) for start, end in spans)
    matches = match(view.text, lexicon, inner)
    return Scene(view.text, lexicon, matches.hits, matches.triggers, inner)


def settle(drafts: Iterable[Mention]) -> Iterator[Mention]:
    """Of overlapping drafts the longest, of equally long ones the first; in reading order."""
    kept: list[Mention] = []
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.start - draft.end)):
        while kept and draft.start < kept[-1].end and draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    yield from kept


def _in_original(draft: Mention, view: TextView) -> Mention:
    start, end = view.span(draft.start, draft.end)
    quote = view.original[start:end]
    if start == draft.start and quote == draft.quote:
        return draft
    return draft.changed(start=start, end=end, quote=quote)
