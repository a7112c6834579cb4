"""Stage 7: from sentences, roles and dates to agreements, or to the reason why there is none.

First the sentences are ranked by what they report; then it is decided who takes part; then two gates must
be passed:
two sides, one of them the Bund or a Land, and digital administration as the matter. Then the fields are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import kinds, stages, when
from .confidence import agreement_confidence
from .earlier import earlier
from .entities import ALL
from .lexicon_records import Lexicon
from .names import name
from .parties import Candidate
from .pilots import pilots
from .portals import portals
from .records import AgreementReading, Finding, OpenFinding
from .relevance import Relevance, rate_article
from .sides import SURE, Sides, choose_sides, complete, count_sides
from .signatories import signatories
from .splits import split
from .story import Story
from .topics import digital_weight, topics

MIN_DIGITAL = 2.0
MANY_TOWNS = 5
PLAIN_ACT = 3.0
OTHER_SHARE = 0.3
TAKEN_BACK = frozenset({"negation", "denial", "background", "aside"})
ONE_SIDED = "Nur eine Seite ist genannt."
REASONS = {
    "demand": "Es wird nur gefordert oder vorgeschlagen.",
    "negation": "Die Vereinbarung kam nicht zustande.",
    "talk": "Es wird nur geredet, geprüft oder ausgeschrieben.",
    "elsewhere": "Auf der anderen Seite steht keine deutsche öffentliche Stelle.",
    "other_fields": "Es geht um ein anderes Feld als die Verwaltung.",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What assembling gave: agreements, findings left open, and the reason in words where there is no
    agreement."""

    agreements: tuple[AgreementReading, ...] = ()
    open_findings: tuple[OpenFinding, ...] = ()
    reason: str = ""


def assemble(story: Story, lexicon: Lexicon) -> Outcome:
    """The agreements of one article."""
    rank = rank_sentences(story)
    if not rank:
        return Outcome(
            reason=(
                "Kein Satz berichtet von einer Vereinbarung, einem Beitritt oder einem gemeinsamen Vorhaben."
            )
        )
    sides = choose_sides(story)
    relevance = rate_article(story, rank)
    if reason := refuse(story, rank, sides, relevance):
        return Outcome(reason=reason)
    built = [
        found
        for part in split(story, rank, sides)
        if (found := build_whole(story, lexicon, part.sentences, part.sides))
    ]
    if not built:
        return Outcome(reason=ONE_SIDED)
    return Outcome(
        tuple(agreement for agreement, _ in built), tuple(f for _, unsure in built for f in unsure)
    )


def rank_sentences(story: Story) -> list[int]:
    """Sentences that report an act, the most telling first."""
    scored = [(act.score, -act.sentence) for act in story.acts if act.score > 0]
    if not scored:  # an act told without any word of ours: the sentences of the opening with two names
        scored = [(0.0, -s.index) for s in story.sentences if s.zone in ("headline", "lead")]
    return [-index for _, index in sorted(scored, reverse=True)]


def refuse(story: Story, rank: Sequence[int], sides: Sides, relevance: Relevance) -> str:
    """The reason why this is no agreement, "" where it is one."""
    if not sides.parties:
        return "Weder der Bund noch ein Land nimmt an einer Vereinbarung teil."
    if _of_another_field(story, rank):
        return "Es geht nicht um die Digitalisierung der Verwaltung."
    if _came_to_nothing(story):
        return REASONS["negation"]
    if relevance.probability >= SURE:
        return ""
    if len(sides.parties) + len(sides.partners) < 2 and not _has_pilots(story, rank):
        return ONE_SIDED
    if digital_weight(story, rank[:3]) < MIN_DIGITAL:
        return "Es geht nicht um die Digitalisierung der Verwaltung."
    marks = {mark for i in rank[:2] for mark in story.acts[i].marks}
    told = next((reason for mark, reason in REASONS.items() if mark in marks), None)
    return told or "Es wird von keiner verbindlichen Handlung berichtet."


def _of_another_field(story: Story, rank: Sequence[int]) -> bool:
    """The act itself is of another field, and no other sentence is of administration: "Bund und Länder
    unterzeichnen die Vereinbarung zum DigitalPakt Schule"; or opening and act speak of the other field."""
    other = [a.sentence for a in story.acts if "other_fields" in a.marks]
    admin = [a.sentence for a in story.acts if "admin" in a.marks and "other_fields" not in a.marks]
    if not admin and rank[0] in other:
        return True
    told = {s.index for s in story.sentences if s.zone in ("headline", "lead")} | set(rank[:3])
    near = len(told.intersection(other))
    most = near >= 2 and near >= OTHER_SHARE * len(told) and len(other) > len(admin)
    return most and len(told.intersection(admin)) <= 1


def _came_to_nothing(story: Story) -> bool:
    """The opening tells that an act failed, and no sentence tells of one that did not."""
    pairs = list(zip(story.sentences, story.acts, strict=True))
    failed = any(act.sorts and "negation" in act.marks for s, act in pairs if s.zone in ("headline", "lead"))
    return failed and not any(act.score >= PLAIN_ACT and not act.marks & TAKEN_BACK for _, act in pairs)


def _has_pilots(story: Story, rank: Sequence[int]) -> bool:
    """Towns beside a pilot, or so many of them that they must be its places."""
    towns = {m.values for m in story.mentions if m.kind == "kommune"}
    return len(towns) >= MANY_TOWNS or (bool(towns) and any(story.acts[i].does("pilot") for i in rank))


def build_whole(
    story: Story, lexicon: Lexicon, rank: Sequence[int], sides: Sides
) -> tuple[AgreementReading, list[OpenFinding]] | None:
    """The agreement; its second side is sought once more where no pilot town stands for it. None without: a
    Land and its own provider are one side."""
    for attempt in (sides, complete(story, sides)):
        found, unsure = build(story, lexicon, rank, attempt)
        if count_sides(found.parties, found.partners) + len(found.pilotkommunen) > 1:
            return found, unsure
    return None


def build(
    story: Story, lexicon: Lexicon, rank: Sequence[int], sides: Sides
) -> tuple[AgreementReading, list[OpenFinding]]:
    """All fields of the agreement with their evidence."""
    evidence: list[Finding] = [_party_finding(story, *item) for item in sides.shown]
    kind = kinds.kind(story, rank)
    stage = stages.status(story, rank)
    day, sure = when.act_date(story, rank)
    value, basis = day.value, day.basis
    before = earlier(story, rank, value)
    places, unsure = pilots(story, lexicon, rank, sides.parties)
    found_portals = portals(story, rank)
    found_topics = topics(story, rank)
    signers = signatories(story, rank, sides.parties, sides.partners, [k.name for k, _ in places])
    title = name(story, rank, kind.value)
    evidence += [
        kind,
        stage,
        *before,
        *found_portals,
        *found_topics,
        *(f for _, f in places),
        *(f for _, f in signers),
    ]
    evidence += [title] if title else []
    evidence += [_date_finding(story, day, rank, sure)] if value else []
    agreement = AgreementReading(
        kind=kind.value,
        status=stage.value,
        parties=sides.parties,
        name=title.value if title else None,
        date=value,
        date_basis=basis,
        partners=sides.partners,
        portals=tuple(f.value for f in found_portals),
        pilotkommunen=tuple(k for k, _ in places),
        topics=tuple(f.value for f in found_topics),
        signatories=tuple(s for s, _ in signers),
        earlier=tuple(f.value for f in before),
        evidence=tuple(evidence),
    )
    return replace(agreement, confidence=agreement_confidence(story, rank, sides, agreement)), unsure


def _party_finding(story: Story, field: str, value: str, candidate: Candidate) -> Finding:
    mention = candidate.best.mention
    rule = (
        "all-laender"
        if candidate.entity == ALL
        else f"{field}-{'signs' if candidate.features['signing'] else 'named'}"
    )
    return story.finding(field, value, mention.start, mention.end, rule, round(candidate.probability, 3))


def _date_finding(story: Story, day: when.DateOption, rank: Sequence[int], sure: float) -> Finding:
    """The date's own words; the act stands for its date where the text gives none but the article's own
    day."""
    if day.found:
        return story.finding(
            "date", day.value or "", day.found.start, day.found.end, f"date-{day.found.said}", round(sure, 3)
        )
    sentence = story.sentences[rank[0]]
    return story.finding(
        "date", day.value or "", sentence.start, sentence.end, "date-published", round(sure, 3)
    )
