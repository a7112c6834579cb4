"""Stage 6c: the portals that an agreement is about: those that it builds, shares or uses, not those that it
only mentions."""

import math
import re
from collections.abc import Collection, Mapping, Sequence

from .parties import Candidate
from .records import Finding
from .roles import Occurrence
from .story import Story
from .weights import Features, probability

CALLED = re.compile(
    r"(?:[pP]lattform|[pP]ortal|[dD]ienst|[kK]onto|[sS]oftware|[lL]ösung|[aA]nwendung|[sS]ystem|[vV]erfahren|[pP]rogramm"
    r"|[wW]erkzeug|[aA]ssistent\w*|[nN]etz|[bB]aukasten|namens|Namen|Titel|[kK]omponente\w*)s? \W?$"
)
OVER = re.compile(r"\b[üÜ]ber (?:das |den |die |ihr |sein )?\W?$")
AT = re.compile(
    r"\b(?:[aA]uf|[aA]n|[iI]n|[iI]m|[aA]m|[zZ]um|[mM]it) (?:das |dem |der |den |die |ihr |ihrem )?\W?$"
)
EXAMPLE = re.compile(
    r"\b(?:etwa|wie|beispielsweise|zum Beispiel|darunter|neben|statt|anders als|ähnlich|vergleichbar\w*|ohne"
    r"|anstelle|Vorbild|wie schon)\b[^.;]{0,70}$"
)
USED = re.compile(
    r"(?:nutz|einsetz|eingesetzt|angebunden|anbind|betreib|betrieb|entwickel|bereitgestell|bereitstell|übernehm"
    r"|übernimm|übernommen|geöffnet|öffnet|ausbau|aufbau|eingericht|einricht|einführ|eingeführt|verknüpf|verbind|verbund"
    r"|anschließ|angeschlossen|integrier|freigeschaltet|eingebunden|zur Verfügung|mitfinanzier|weiterentwick)"
)
LIKELY = 0.5
# How a portal is read that the lexicon does not know (brands.py).
UNLISTED = ("quoted", "by_word", "explained")


def portals(story: Story, rank: Sequence[int]) -> list[Finding]:
    """Named portals and platforms that the cooperation builds, shares or uses, every one once, by its longest
    name."""
    found = []
    for candidate, features in portal_features(story, rank):
        sure = probability("portal", features)
        if sure >= LIKELY:
            mention, value = candidate.best.mention, candidate.entity.partition(":")[2]
            found.append(
                story.finding("portals", value, mention.start, mention.end, "portal-in-act", round(sure, 3))
            )
    longer = [f" {item.value}" for item in found]
    whole = [
        f for f in found if not any(name.endswith(f" {f.value}") and name != f" {f.value}" for name in longer)
    ]
    return sorted(whole, key=lambda f: f.value.casefold())


def portal_features(story: Story, rank: Sequence[int]) -> list[tuple[Candidate, Features]]:
    """Every portal named with what speaks for its being a matter of the act."""
    named = [c for c in story.candidates if c.entity.startswith("portal:")]
    whole = {c.entity.partition(":")[2] for c in named}
    shares = {c.entity: c.probability for c in story.candidates if ":" not in c.entity}
    near = {j for i in rank[:2] for j in (i - 1, i, i + 1)}
    return [
        (
            candidate,
            {
                **candidate.features,
                **_whose(candidate, shares),
                **_told(story, candidate, rank, near),
                **_beside(story, candidate, shares, whole),
            },
        )
        for candidate in named
    ]


def _whose(candidate: Candidate, shares: Mapping[str, float]) -> Features:
    """Whether it belongs to a Land that takes part, or to another: service-bw is a comparison in Hesse. What
    the Bund runs is used by all."""
    land = candidate.best.mention.land
    share = shares.get(land or "", 0.0)
    own = land is not None and land != "DE"
    return {
        "of_party": share if own else 0.0,
        "of_stranger": 1.0 - share if own else 0.0,
        "of_bund": float(land == "DE"),
        "of_nobody": float(land is None),
    }


def _told(story: Story, candidate: Candidate, rank: Sequence[int], near: set[int]) -> Features:
    """How it is named: "die Plattform X", "über X", "etwa X", beside words of use, near the act."""
    before = [_before(story, o) for o in candidate.occurrences]
    sentences = _sentences(candidate)
    told = [story.text[story.sentences[i].start : story.sentences[i].end] for i in sentences]
    return {
        "called": float(any(map(CALLED.search, before))),
        "over": float(any(map(OVER.search, before))),
        "at": float(any(map(AT.search, before))),
        "example": float(all(map(EXAMPLE.search, before))),
        "used": float(any(map(USED.search, told))),
        "in_best": float(bool(sentences & set(rank[:1]))),
        "in_good": float(bool(sentences & set(rank[1:3]))),
        "near_best": float(bool(sentences & near)),
        "paper_beside": float(any(story.acts[i].instruments for i in sentences)),
        "pilot_beside": float(any(story.acts[i].does("pilot", "launch") for i in sentences)),
        "reuse_beside": float(any(story.acts[i].does("reuse", "cooperate") for i in sentences)),
        "listed": float(any(_others(story, i) > 1 for i in sentences)),
        "unlisted": float(all(o.mention.form in UNLISTED for o in candidate.occurrences)),
        "quotation": float(any('"' in b[-2:] or "„" in b[-2:] for b in before)),
    }


def _beside(
    story: Story, candidate: Candidate, shares: Mapping[str, float], names: Collection[str]
) -> Features:
    """Who is named in its sentences: only Länder that take no part ("Hamburg hat mit LLMoin einen anderen Weg
    beschritten"), or one that does; and whether it is the short form of another portal's name."""
    among = [[shares[v] for v in _lands_beside(story, i) if v in shares] for i in _sentences(candidate)]
    name = candidate.entity.partition(":")[2]
    return {
        "strangers_beside": float(all(found and max(found) < LIKELY for found in among)),
        "party_beside": float(any(found and max(found) >= LIKELY for found in among)),
        "short_form": float(any(other.endswith(f" {name}") for other in names)),
        "others": math.log(len(names)),
    }


def _sentences(candidate: Candidate) -> set[int]:
    return {o.sentence.index for o in candidate.occurrences}


def _lands_beside(story: Story, index: int) -> list[str]:
    """The codes of the Länder and of the Bund named in a sentence."""
    mentions = story.mentions_in(story.sentences[index])
    return [value for m in mentions if m.kind in ("land", "bund") for value in m.values]


def _before(story: Story, item: Occurrence) -> str:
    """What stands before a naming in its sentence."""
    return story.text[max(item.sentence.start, item.mention.start - 45) : item.mention.start]


def _others(story: Story, index: int) -> int:
    """How many different portals a sentence names."""
    return len({m.values for m in story.mentions_in(story.sentences[index]) if m.kind == "portal"})
