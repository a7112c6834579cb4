"""Stage 6c: kind, stage and name of an agreement, and the portals it is about."""

import re
from collections import Counter
from collections.abc import Sequence

from .records import Finding
from .story import Story

NAME_NOUN = r"(?:[A-ZÄÖÜ][\w@&.-]*-)?(?:Pakt|pakt|Staatsvertrag|Agenda|Dachabkommen|Allianz|Offensive|Charta|Initiative|Programm)"
QUOTED_NAME = re.compile(r"[„»\"“]([A-ZÄÖÜ0-9][^„“”»«\"\n]{3,110})[“”«\"]")
NAMES_BEFORE = re.compile(r"(?:Titel|Namen|Überschrift|überschrieben|Bezeichnung|genannt|heißt|Modellvorhaben|Programm|Projekt|Vorhaben|Initiative|Rahmenvereinbarung|Vereinbarung|Pakt|Abkommen|Modellkommune\w*|sogenannte[nrms]?|so genannte[nrms]?|Die|die|der|Das|das|den)\W*$")
NAMES_AFTER = re.compile(r"^\W*(?:lautet|ist|so |heißt|nennt|getauft|überschrieben)")
PAKT = re.compile(r"\b((?:[A-ZÄÖÜe][\w@&.]*-){0,3}(?:[A-ZÄÖÜ][a-zäöüß]*)?(?:[pP]akt)s?e?s?)\b(?: (?:Hessen|Bayern|Saarland|[A-ZÄÖÜ][a-zäöü]+-?[A-ZÄÖÜa-zäöü]+)\b)?")
PILOT_START = ("launch",)


def kind(story: Story, rank: Sequence[int]) -> Finding:
    """The kind of the act by its papers, or by what it does where no paper is named."""
    votes: Counter[str] = Counter()
    shown: dict[str, tuple[float, int, int]] = {}

    def vote(value: str, weight: float, start: int, end: int) -> None:
        votes[value] += weight  # type: ignore[assignment]
        if value not in shown or shown[value][0] < weight:
            shown[value] = (weight, start, end)

    for place, i in enumerate(rank):
        act = story.acts[i]
        nearness = 1.0 / (1 + 0.35 * place)
        for paper in act.instruments:
            share = (0.25 if paper.generic else 1.0) * (0.3 if "background" in act.marks else 1.0)
            vote(paper.kind, (1.0 + act.score) * nearness * share, paper.start, paper.end)
        if act.does("pilot"):
            cue = act.sorts["pilot"]
            extra = 0.5 if act.does("launch") else 0.0
            vote("pilotprojekt", (0.6 + 0.6 * act.score + extra) * nearness, cue.start, cue.end)
        if act.does("join"):
            cue = act.sorts["join"]
            vote("entwicklungsgemeinschaft", 0.7 * act.score * nearness, cue.start, cue.end)
        if act.does("cooperate") and any(c in act.sorts["cooperate"].source for c in ("{bauen}", "verbund", "einem dach", "gemeinschafts", "gemeinsamer betrieb")):
            cue = act.sorts["cooperate"]
            vote("entwicklungsgemeinschaft", 0.45 * act.score * nearness, cue.start, cue.end)
        if act.does("reuse"):
            cue = act.sorts["reuse"]
            vote("sonstige", 0.35 * act.score * nearness, cue.start, cue.end)
        if act.does("agree", "sign"):
            cue = act.sorts.get("agree") or act.sorts["sign"]
            vote("sonstige", 0.25 * act.score * nearness, cue.start, cue.end)
    if not votes:
        sentence = story.sentences[rank[0]]
        return story.finding("kind", "sonstige", sentence.start, min(sentence.end, sentence.start + 200), "kind-unnamed", 0.4)
    value, weight = votes.most_common(1)[0]
    _, start, end = shown[value]
    share = weight / sum(votes.values())
    return story.finding("kind", value, start, end, "kind-by-paper", round(0.4 + 0.55 * share, 3))


def status(story: Story, rank: Sequence[int], renewed_before: bool) -> Finding:
    """The stage: what the strongest sentences say about it."""
    votes: Counter[str] = Counter()
    shown: dict[str, tuple[int, int]] = {}
    for place, i in enumerate(rank[:6]):
        act = story.acts[i]
        nearness = 1.0 / (1 + 0.4 * place)
        for value, weight, cue in _stages(story, i, renewed_before):
            votes[value] += weight * nearness  # type: ignore[assignment]
            shown.setdefault(value, (cue.start, cue.end))
    value = votes.most_common(1)[0][0] if votes else "geschlossen"
    if value not in shown:
        sentence = story.sentences[rank[0]]
        shown[value] = (sentence.start, sentence.end)
    total = sum(votes.values()) or 1.0
    return story.finding("status", value, *shown[value], f"status-{value}", round(0.5 + 0.45 * votes[value] / total, 3))


def _stages(story: Story, index: int, renewed_before: bool):
    act = story.acts[index]
    score = max(act.score, 0.5)
    if act.does("end"):
        yield "beendet", 1.1 * score, act.sorts["end"]
    if act.does("join"):
        yield "beigetreten", 0.9 * score, act.sorts["join"]
    if act.does("renew"):
        yield "erneuert", (1.2 if renewed_before else 0.7) * score, act.sorts["renew"]
    if act.does("sign", "agree", "pilot", "launch", "found", "cooperate", "reuse"):
        first = next(act.sorts[s] for s in ("sign", "agree", "pilot", "launch", "found", "cooperate", "reuse") if s in act.sorts)
        yield "geschlossen", 0.8 * score, first
    if "plan" in act.marks:
        yield "geplant", 0.9 * score, act.marked["plan"]


def portals(story: Story, rank: Sequence[int]) -> list[Finding]:
    """Named portals and platforms that the text names outside of comparisons; every one once."""
    found: dict[str, Finding] = {}
    for mention in story.mentions:
        if mention.kind == "portal" and mention.values and mention.values[0] not in found:
            found[mention.values[0]] = story.finding("portals", mention.values[0], mention.start, mention.end, "portal-named", 0.8 * mention.confidence)
    return [found[key] for key in sorted(found, key=str.casefold)]


def name(story: Story, rank: Sequence[int], kind_value: str) -> Finding | None:
    """The proper name of the agreement: a pact's compound, or a quoted title beside the paper."""
    for i in rank:
        sentence = story.sentences[i]
        if kind_value == "pakt":
            for match in PAKT.finditer(story.text, sentence.start, sentence.end):
                if "-" in match[1] or len(match[1]) > 7:
                    word = re.sub(r"(?<=[pP]akt)e?s$", "", match[1])
                    end = match.start(1) + len(match[1])
                    return story.finding("name", word, match.start(1), end, "name-pact", 0.7)
        for match in QUOTED_NAME.finditer(story.text, sentence.start, sentence.end):
            before = story.text[max(sentence.start, match.start() - 30) : match.start()]
            after = story.text[match.end() : match.end() + 20]
            if " " in match[1] and match[1][-1] not in ".,!?" and (NAMES_BEFORE.search(before) or NAMES_AFTER.match(after)) and story.acts[i].score >= 1.0:
                return story.finding("name", match[1], match.start(1), match.end(1), "name-quoted", 0.5)
    return None
