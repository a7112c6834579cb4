"""Stage 7b: articles that report more than one act.

Parallel bilateral acts are one each; who by an agreement also joins an existing community takes part in two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .entities import ALL, KOMMUNEN
from .namings import is_clean
from .parties import Candidate, sort_of
from .sides import LAENDER, SURE, Shown, Sides, sides_of
from .story import Story

PARALLEL = re.compile(
    r"Test(?:region|l[aä]nd)\w*|Pilotl[aä]nder\w*|Modelll[aä]nder\w*|Erprobungsr[aä]um\w*"
    r"|bilateral\w*|eines von (?:zwei|drei|vier|fünf) (?:Bundesl|L)ändern|"
    r"jeweils (?:mit|eine|einen)|je eine (?:Vereinbarung|Kooperation)|getrennte "
    r"(?:Vereinbarungen|Verträge)|mit jedem der"
)
SECOND_SCORE = 2.6
FEW = 4
SECOND_SORTS = ("sign", "found", "join", "pilot", "agree", "end")
SEVERAL = re.compile(
    r"\b(?:[Zz]wei|[Bb]eide) (?:Abkommen|Vereinbarungen|Verträgen?|Kooperationen|Unterschriften|Pakte"
    r"|Erklärungen|Partner|Abnehmer|Nachrichten|Dokumente)\b|\b[Gg]leich (?:doppelt|zwei)\b|\bbeide Male\b"
    r"|\b[Zz]um (?:einen|anderen)\b|\b[Ee]rstens\b|\bunabhängig voneinander\b|\bDoppel(?:schlag|pack)\b"
    r"|\bNummer (?:eins|zwei)\b"
)
EACH = re.compile(
    r"\b[Jj]eweils (?:mit|eine|einen)\b|\bje eine(?:n)?\b|\bbeide Male\b|\b[Nn]acheinander\b|\bbilateral"
    r"|\bgetrennte (?:Vereinbarungen|Verträge)|\bmit jedem der\b"
)
PERFECT = re.compile(r"\b(?:hat|haben)\b(?!.*\bhatten?\b)", re.DOTALL)
OTHERS = re.compile(
    r"\b(?:[Aa]nders entschieden|[Aa]nfragen|Interesse|Interessenten|nachziehen|folgen)\b"
    r"|\bweitere(?:n|r)? (?:Länder|anschließen)|weitere anschließen"
)
NO_SECOND = frozenset({"background", "negation", "demand", "talk", "elsewhere"})
BESIDES = re.compile(r"neben (?:dem Land |dem Freistaat |der )?$", re.IGNORECASE)
ONE_OF = re.compile(
    r"^\w* (?:eines|einer|eine|das|der|die) (?:von|der) (?:zwei|drei|beiden|vier)\b|^,? (?:das"
    r"|der|die) (?:zweite|dritte|andere)\b"
)
BECOMES_PART = re.compile(
    r"\b(?:Teil|Mitglied|Partner)\b.{0,60}(?:gemeinschaft|verbund|allianz)\w*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Part:
    """One act of several: who takes part, which sentences tell it, and the rule that found it."""

    sides: Sides
    sentences: tuple[int, ...]
    rule: str


def split(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The acts of the article; one in most."""
    return (
        _parallel(story, rank, sides)
        or _each(story, rank, sides)
        or _joins_besides(story, rank, sides)
        or _all_besides(story, rank, sides)
        or _second_act(story, rank, sides)
        or [Part(sides, tuple(rank), "single")]
    )


def _parallel(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The Bund and several Länder, one pilot each: "Zwei Bundesländer werden Testregionen"."""
    shown = [item for item in sides.shown if not item[2].features["only_aside"]]
    laender = sorted({value for field, value, _ in shown if field == "parties" and value != "DE"})
    if "DE" not in sides.parties or not any(story.acts[i].does("pilot") for i in rank) or sides.partners:
        return []
    opening = _opening(story, rank)
    extra = _one_of_several(story, laender)
    if not extra and not (2 <= len(laender) <= 4 and PARALLEL.search(opening)):
        return []
    bund = [item for item in sides.shown if item[1] == "DE"]
    others = [item for item in shown if item[1] != "DE"] + extra
    return [Part(sides_of([*bund, item]), tuple(rank), "parallel-acts") for item in others]


def _each(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """The Bund and several Länder, a paper each: "hat mit dem Saarland und mit Hessen jeweils eine
    Verwaltungsvereinbarung geschlossen"."""
    bund = [item for item in sides.shown if item[1] == "DE"]
    for i in rank[:3]:
        act, sentence = story.acts[i], story.sentences[i]
        paper = act.does("sign") and act.instruments and act.score >= SECOND_SCORE
        if not bund or not paper or not EACH.search(story.text, sentence.start, sentence.end):
            continue
        laender = [m for m in _members(story, i) if m[1].startswith("DE-") and m[2].probability >= SURE]
        if 2 <= len(laender) <= FEW:
            return [Part(sides_of([*bund, item]), tuple(rank), "one-each") for item in laender]
    return []


def _one_of_several(story: Story, laender: Sequence[str]) -> list[Shown]:
    """ "Neben Hessen ist Bayern das zweite Land, mit dem der Bund arbeitet": Hessen has an act of its
    own."""
    found: list[Shown] = []
    for candidate in story.candidates:
        if sort_of(candidate.entity) != "land" or candidate.entity in laender:
            continue
        for item in candidate.occurrences:
            start, end = item.mention.start, item.mention.end
            if BESIDES.search(story.text[max(0, start - 30) : start]) and ONE_OF.match(
                story.text[end : end + 60]
            ):
                found.append(("parties", candidate.entity, candidate))
                break
    return found


def _joins_besides(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """An agreement of two by which one also becomes part of a community of others."""
    for i in rank:
        act, sentence = story.acts[i], story.sentences[i]
        if not act.does("join") or not BECOMES_PART.search(story.text, sentence.start, sentence.end):
            continue
        members = [
            c
            for c in story.candidates
            if sort_of(c.entity) in ("land", "bund")
            and any(o.sentence.index == i and "place" not in o.cues for o in c.occurrences)
        ]
        if len(members) < 3:
            continue
        core = [item for item in sides.shown if _signs_without(story, item, i)]
        if 2 <= len({v for f, v, _ in core if f == "parties"}) < len(members):
            rest = tuple(j for j in rank if j != i)
            joined = sides_of([("parties", c.entity, c) for c in members])
            return [Part(sides_of(core), rest, "agreement-of-core"), Part(joined, (i,), "joins-community")]
    return []


def _all_besides(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """Named Länder act, and one sentence of the body tells of an act of all sixteen."""
    every = next((c for c in story.candidates if c.entity == ALL), None)
    if every is None or not any(c is every for _, _, c in sides.shown):
        return []
    told = {o.sentence.index for o in every.occurrences if is_clean(o) and o.act.score >= 1.5}
    index = next(iter(told), 0)
    rest = sides_of([item for item in sides.shown if item[2] is not every and _acts_outside(item[2], index)])
    inside = _members(story, index) if len(told) == 1 else []
    if (
        len(told) != 1
        or len(set(rest.parties) - {"DE"}) < 2
        or story.sentences[index].zone != "body"
        or not story.acts[index].instruments
    ):
        return []
    others = tuple(j for j in rank if j != index)
    return [Part(rest, others, "named-act"), Part(sides_of(inside), (index,), "act-of-all")] if others else []


def _acts_outside(candidate: Candidate, index: int) -> bool:
    """Whether the body stands in the opening or acts in another sentence than this."""
    return any(
        is_clean(o) and (o.act.score >= 1.5 or o.sentence.zone in ("headline", "lead"))
        for o in candidate.occurrences
        if o.sentence.index != index
    )


def _second_act(story: Story, rank: Sequence[int], sides: Sides) -> list[Part]:
    """Another act of other parties further down: "Daneben wollen die 16 Länder eine Verwaltungsvereinbarung
    schließen", "Mit Mecklenburg-Vorpommern wurde eine Absichtserklärung gezeichnet"."""
    several = bool(SEVERAL.search(_opening(story, rank)))
    for i in rank[1:7]:
        if not _tells_second(story, rank, i, several):
            continue
        members = _members(story, i)
        hub = _hub(story, sides, members, i, several)
        members += hub
        main = sides_of([item for item in sides.shown if item in hub or not _only_in(item[2], i)])
        if len(members) < 2 or len(main.parties) + len(main.partners) < 2 or not main.parties:
            continue
        second = sides_of(members)
        if _of_others(main, second, several):
            others = tuple(j for j in rank if j != i)
            return [Part(main, others, "main-act"), Part(second, (i,), "second-act")]
    return []


def _of_others(main: Sides, second: Sides, several: bool) -> bool:
    """Whether two acts have other parties each, or, where the text speaks of two, other partners."""
    first, other = set(main.parties), set(second.parties)
    every, both = {*first, *other, *main.partners, *second.partners}, first & other
    both |= set(main.partners) & set(second.partners)
    if len(other) + len(second.partners) < 2 or len(both) / len(every) > 0.5 or len(first) >= len(LAENDER):
        return False
    if other < first:
        return several and bool(set(second.partners) - set(main.partners))
    return not first <= other


def _opening(story: Story, rank: Sequence[int]) -> str:
    """Headline, lead and the most telling sentences."""
    return " ".join(
        story.text[s.start : s.end]
        for s in story.sentences
        if s.zone in ("headline", "lead") or s.index in rank[:4]
    )


def _tells_second(story: Story, rank: Sequence[int], i: int, several: bool) -> bool:
    """Whether sentence i may tell an act of its own."""
    act, sentence = story.acts[i], story.sentences[i]
    after = story.acts[i + 1] if i + 1 < len(story.acts) else act
    strong = act.score >= SECOND_SCORE or (act.score >= 1.8 and (several or after.score >= SECOND_SCORE))
    marks = act.marks - {"background"} if _in_the_perfect(story, i) else act.marks
    if not strong or marks & NO_SECOND or sentence.zone == "headline":
        return False
    if not act.does(*SECOND_SORTS) and not (after.does(*SECOND_SORTS) and after.score >= SECOND_SCORE):
        return False
    if act.does("join") and story.acts[rank[0]].does("join"):  # who was there before the one who joins
        return False
    return not OTHERS.search(story.text, sentence.start, sentence.end)


def _in_the_perfect(story: Story, i: int) -> bool:
    """ "Zwei Wochen zuvor hat das Saarland … unterzeichnet" is news as well; "hatte unterzeichnet" is not."""
    sentence = story.sentences[i]
    return story.acts[i].does("sign") and bool(PERFECT.search(story.text, sentence.start, sentence.end))


def _hub(story: Story, sides: Sides, members: Sequence[Shown], i: int, several: bool) -> list[Shown]:
    """Who binds himself a second time, where the sentence names the other side alone: "Mit Bremen besteht
    nun …"."""
    if len(members) != 1 or members[0][0] != "parties":
        return []
    linked = any("with" in o.cues for o in members[0][2].occurrences if o.sentence.index == i)
    rest = [item for item in sides.shown if item[2] is not members[0][2] and not _only_in(item[2], i)]
    states = [item for item in rest if item[0] == "parties"]
    if not (linked or several) or not states or len(rest) == len(states) == len(sides.shown):
        return []
    home = [item for item in states if item[1] == story.cast.home]
    return home[:1] or [max(states, key=lambda item: len(item[2].occurrences))]


def _members(story: Story, index: int) -> list[Shown]:
    """The Länder, the Bund and the likely partners that act in one sentence."""
    found: list[Shown] = []
    for candidate in story.candidates:
        if any(o.sentence.index == index and is_clean(o) for o in candidate.occurrences):
            sort = sort_of(candidate.entity)
            if candidate.entity == ALL:
                found += [("parties", code, candidate) for code in LAENDER]
            elif sort in ("land", "bund"):
                found.append(("parties", candidate.entity, candidate))
            elif sort == "org" and candidate.probability >= SURE and candidate.entity != KOMMUNEN:
                found.append(("partners", candidate.entity.partition(":")[2], candidate))
    return found


def _only_in(candidate: Candidate, index: int) -> bool:
    """Whether the body acts in this sentence alone."""
    acting = {
        o.sentence.index
        for o in candidate.occurrences
        if is_clean(o) and (o.act.score >= 1.0 or o.sentence.zone in ("headline", "lead"))
    }
    return acting == {index}


def _signs_without(story: Story, item: Shown, joining: int) -> bool:
    """Whether the body takes part in an act told in another sentence."""
    return any(
        o.sentence.index != joining and o.act.score >= 2.4 and not o.act.does("join")
        for o in item[2].occurrences
    )
