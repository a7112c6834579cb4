"""Stage 6d: who signed for whom. A person who is only quoted is none."""

import re
from collections.abc import Collection, Sequence

from .mention_records import Mention
from .records import Finding, Signatory
from .story import Story
from .weights import Features, probability

SIGNS = re.compile(
    r"unterzeich|[uU]nterschr|unterschrieb|gezeichnet|zeichne|besiegel|Namen? (?:ge)?setz"
    r"|Namenszug|geschlossen|vereinbart|signier|paraphier|auf den Weg|"
    r"ausgetauscht|festgehalten|mit der Vereinbarung|Handschlag|schließ|schloss|verabredet"
    r"|geeinigt|einigten|verständigt|tausch|Namen|gesteckt|"
    r"Unterzeichnung|Vertrag|Vereinbarung"
)
LEAST = 8  # letters of a word that tells a body: "städtetag"
MAYOR = re.compile(r"[bB]ürgermeister|[lL]andrat|[lL]andrätin|[kK]reisdirektor|[kK]ämmer")
BEFORE_SPEAKER = re.compile(
    r"\b(?:so|laut|sagt|sagte|erklärt|erklärte|betont|betonte|meint|meinte|lobt|lobte|sieht"
    r"|nannte|teilte|bezeichnete|wertet|räumte|zeigte sich|begrüßt|begrüßte|freut sich|freute "
    r"sich|erläuterte|unterstrich|für)\s(?:\w+[\s,]+){0,3}$"
)
AFTER_SPEAKER = re.compile(
    r"^(?: \([^)]{2,12}\))?,? ?(?:sagt|sagte|erklärt|erklärte|betont|betonte|meint|meinte|lobt"
    r"|lobte|zufolge|sieht|nannte|verwies|spricht|sprach|erwartet|hofft|wirbt|kommentiert"
    r"|ergänzt|argumentiert|unterstr)"
)


def signatories(
    story: Story,
    rank: Sequence[int],
    parties: Collection[str],
    partners: Collection[str],
    towns: Sequence[str] = (),
) -> list[tuple[Signatory, Finding]]:
    """The persons of a party who are likely enough to have signed, in the order of the text. `towns` are the
    pilots, for which a mayor may sign."""
    found = []
    for name, (mention, party, features) in person_features(story, rank, parties, partners, towns).items():
        sure = probability("signatory", features)
        if sure >= 0.5:
            found.append(
                (
                    Signatory(name, party),
                    story.finding(
                        "signatories", name, mention.start, mention.end, "signs-for-party", round(sure, 3)
                    ),
                )
            )
    return found


def person_features(
    story: Story,
    rank: Sequence[int],
    parties: Collection[str],
    partners: Collection[str],
    towns: Sequence[str] = (),
) -> dict[str, tuple[Mention, str | None, Features]]:
    """Every named person of a party or partner with the best naming and its features."""
    named: dict[str, list[Mention]] = {}
    for mention in story.mentions:
        if mention.kind == "person" and mention.values:
            named.setdefault(mention.values[0], []).append(mention)
    found = {}
    told = {
        name: next((p for m in ms if (p := party_of(m, parties, partners))), None)
        for name, ms in named.items()
    }
    for name, mentions in named.items():
        party = told[name]
        if party is None and towns and any(MAYOR.search(m.attribute("office") or "") for m in mentions):
            party = towns[0]
        if party is None and _acts_for_another(mentions):
            continue
        guessed = party is None
        party = party or guess_party(story, mentions[0], parties, partners, told.values())
        if party is None:
            continue
        rows = [
            (m, _features(story, rank, m, len(mentions), k == 0) | {"guessed": float(guessed)})
            for k, m in enumerate(mentions)
        ]
        mention, features = max(rows, key=lambda row: probability("signatory", row[1]))
        found[name] = (mention, party, features)
    return found


def party_of(mention: Mention, parties: Collection[str], partners: Collection[str]) -> str | None:
    """The party or partner the person acts for, None where it is neither."""
    for key in ("for", "organisation", "body"):
        value = mention.attribute(key)
        if value and (value in partners or value in parties):
            return value
    if mention.land in parties:
        return mention.land
    return _named_in_office(mention.attribute("office") or "", partners)


def _named_in_office(office: str, partners: Collection[str]) -> str | None:
    """The partner whose name is part of the office: "Gemeindetagspräsident", "Städtetagschef"."""
    low = office.lower()
    return next((name for name in partners if len(word := _last_word(name)) > LEAST and word in low), None)


def _last_word(name: str) -> str:
    """The last word of a body's name without brackets, which tells its sort."""
    words = re.sub(r"\(.*?\)", " ", name).split()
    return words[-1].lower() if words else ""


def _acts_for_another(mentions: Sequence[Mention]) -> bool:
    """Whether the text tells a body for which the person acts, and it is no party."""
    return any(m.land or m.attribute("for") or m.attribute("organisation") for m in mentions)


def guess_party(
    story: Story,
    person: Mention,
    parties: Collection[str],
    partners: Collection[str],
    taken: Collection[str | None],
) -> str | None:
    """The party of somebody of whom the text does not tell it outright: the one named nearest in the sentence
    for which nobody else stands ("der Hamburger Finanzstaatsrat Robert Heller"), else the only one left."""
    sentence = story.sentence_at(person.start)
    near = []
    for mention in story.mentions_in(sentence):
        for value in mention.values if mention.kind != "person" else ():
            if value not in taken and (value in parties or value in partners):
                distance = (
                    person.start - mention.end if mention.end <= person.start else mention.start - person.end
                )
                near.append((distance, value))
    left = [p for p in (*parties, *partners) if p not in taken]
    return min(near)[1] if near else left[0] if len(left) == 1 else None


def _features(story: Story, rank: Sequence[int], mention: Mention, times: int, first: bool) -> Features:
    sentence = story.sentence_at(mention.start)
    act = story.acts[sentence.index]
    before = story.text[max(sentence.start, mention.start - 60) : mention.start]
    after = story.text[mention.end : min(sentence.end, mention.end + 30)]
    people = {m.values[0] for m in story.mentions_in(sentence) if m.kind == "person" and m.values}
    marks = sum(story.text.count(mark, sentence.start, sentence.end) for mark in '„“”"»«')
    beside = [story.acts[j] for j in (sentence.index - 1, sentence.index + 1) if 0 <= j < len(story.acts)]
    return {
        "bias": 1.0,
        "signs": float(bool(SIGNS.search(story.text, sentence.start, sentence.end))),
        "sign_act": float(act.does("sign")),
        "act": min(act.score, 6.0) / 4.0,
        "beside": float(any(a.does("sign", "agree") for a in beside)),
        "best_sentence": float(bool(rank) and rank[0] == sentence.index),
        "good_sentence": float(sentence.index in rank[:3]),
        "caption": float(sentence.zone == "caption"),
        "opening": float(sentence.zone in ("headline", "lead")),
        "two_people": float(len(people) > 1),
        "speaker": float(bool(BEFORE_SPEAKER.search(before)) or bool(AFTER_SPEAKER.match(after))),
        "quoted": min(marks, 4) / 4.0,
        "times": min(times, 4) / 4.0,
        "first": float(first),
        "full": float(mention.form == "full"),
        "passive": float("background" in act.marks),
        "demand": float(bool({"demand", "negation"} & act.marks)),
    }
