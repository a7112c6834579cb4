"""Stage 6d: who signed for whom. A person who is only quoted is none."""

import re
from collections.abc import Collection, Sequence

from .records import Finding, Signatory
from .story import Story

SIGNS = re.compile(
    r"unterzeich|unterschr|unterschrieb|Unterschrift|gezeichnet|zeichne|besiegel|Namen? (?:ge)?setz|Namenszug|geschlossen|vereinbart|signier|paraphier|auf den Weg gebracht|"
    r"auf den Weg brachten|ausgetauscht|festgehalten|mit der Vereinbarung|Handschlag|schließ|schloss|verabredet|geeinigt|einigten|verständigt|tauschten"
)
QUOTED = re.compile(r"\b(?:sagt|sagte|so|erklärt|betont|meint|lobt|erläutert|ergänzt|argumentiert)\w*\b")


def signatories(story: Story, rank: Sequence[int], parties: Collection[str], partners: Collection[str]) -> list[tuple[Signatory, Finding]]:
    """Persons of a party in the sentences and captions of signing."""
    found: dict[str, tuple[Signatory, Finding]] = {}
    for i in _signing_sentences(story, rank):
        sentence = story.sentences[i]
        for mention in story.mentions_in(sentence):
            if mention.kind != "person" or not mention.values or mention.values[0] in found:
                continue
            party = _party(story, mention, parties, partners)
            if party is not None and not _is_speaker(story, mention.start, mention.end, sentence.end):
                evidence = story.finding("signatories", mention.values[0], mention.start, mention.end, "signs-in-act", 0.75)
                found[mention.values[0]] = (Signatory(mention.values[0], party), evidence)
    return list(found.values())


def _signing_sentences(story: Story, rank: Sequence[int]) -> list[int]:
    """Sentences of the act that say so with a verb or noun of signing, the one before a signing included for captions."""
    chosen = []
    for i, act in enumerate(story.acts):
        sentence = story.sentences[i]
        text = story.text[sentence.start : sentence.end]
        if not SIGNS.search(text) or "background" in act.marks and i not in rank[:1] or {"demand", "negation"} & act.marks and i not in rank[:2]:
            continue
        if i in rank[:4] or act.does("sign") or sentence.zone == "caption":
            chosen.append(i)
    return chosen


def _party(story: Story, mention, parties: Collection[str], partners: Collection[str]) -> str | None:
    organisation = mention.attribute("organisation") or mention.attribute("for")
    if organisation in partners:
        return organisation
    if mention.land in parties:
        return mention.land
    if organisation in parties:
        return organisation
    return None


def _is_speaker(story: Story, start: int, end: int, limit: int) -> bool:
    before, after = story.text[max(0, start - 25) : start], story.text[end : min(limit, end + 18)]
    return bool(re.search(r"\b(?:so|laut|sagt|sagte|erklärt|betont|meint|lobt)\s(?:\w+\s){0,2}$", before)) or bool(re.match(r"^\W*(?:sagt|sagte|erklärt|betont|zufolge|meint|lobt)", after))
