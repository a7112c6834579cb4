"""Stage 6a: when the act happened.

Every date of the text, the article's own day and "nobody can say" are options; each gets features ("stands
beside the
act's verb", "a deadline", "lies before the article by years") and the weights decide (weights.py).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .date_records import TextDate
from .stamps import is_stamp
from .story import Story
from .tense import CONDITION, REPORTED, SIGNED, STARTED, clause, tells_what_comes, tells_what_is_done
from .weights import Features, total
from .years import lean

DEADLINE = re.compile(
    r"\b(?:[bB]is|[sS]pätestens|[lL]aufzeit|[hH]aushaltsjahr\w*|[hH]eft|[aA]usgabe|[sS]\."
    r"|[zZ]wischen|[jJ]ahren?|[fF]ür)\s+(?:(?:zum|Ende|Mitte|Anfang|den|die|Jahre|Jahr"
    r"|spätestens|zu|ins) ){0,2}$"
)
BEFORE = {
    "on": re.compile(r"\b(?:[aA]m|[vV]om|[dD]em|[dD]en|[zZ]um)\s+$"),
    "since": re.compile(r"\b[sS]eit(?: dem| Ende| Anfang| Mitte| dem Jahr)?\s+$"),
    "from": re.compile(r"\b(?:[aA]b|[vV]on)(?: dem)?\s+$"),
    "in": re.compile(r"\b[iI]m(?: Jahr| Jahre)?\s+$"),
    "of": re.compile(r"\b(?:[vV]on|[aA]us(?: dem Jahr| dem Jahre)?|[dD]es Jahres|[vV]om)\s+$"),
    "fair": re.compile(r"(?:CeBIT|Cebit|Kongress|Gipfel|Messe|Konferenz|Tagung|Forum|gerichtstag)\s+$"),
    "session": re.compile(r"(?:[sS]itzung|[tT]agung|[pP]lenum|[aA]nfrage)(?: \w+){0,3} (?:am|vom|von)\s+$"),
    "already": re.compile(
        r"\b(?:[bB]ereits|[sS]chon|[eE]rstmals|[zZ]uletzt|[dD]amals|[uU]rsprünglich)(?: im| seit| "
        r"im Jahr| am)?\s+$"
    ),
}
LAW = re.compile(
    r"(?:gesetz|Gesetz|Strategie|strategie|Index|Haushalt|Verordnung|Verwaltung|Agenda|Digital"
    r"|Masterplan|Legislatur|Wahlperiode)\w*(?:“|\")?\s+(?:aus |von |vom |des Jahres |im Jahr "
    r")?$"
)
LEADING = re.compile(r"(?:(?:[sS]eit|[iI]m?|[aA]m|[aA]b|[bB]is|[zZ]um|[nN]och|[fF]ür|den|dem) )+")
LAW_NEAR = re.compile(
    r"(?:gesetz|Gesetz|Verordnung|Richtlinie|strategie|Strategie)\w*(?: [^.;, ]+){0,3}, "
    r"(?:das|die|der|den|dem)\b[^.;,]*$"
)
TOOK_EFFECT = re.compile(
    r"\bin Kraft|\bwirksam|\bgilt\b|\bgelten\b|\bGeltung|\bvollzogen|\bInkrafttreten|\btritt\b|\btreten\b"
)
PLUPERFECT = re.compile(r"\b(?:war|waren|hatten?)\b")
DECIDED = re.compile(r"\b(?:Kabinett|Rat|Landtag|Senat|Kreistag|Bundestag|Bundesrat|Parlament|Gremi\w+)\b")

STATED = 8.0


@dataclass(frozen=True, slots=True)
class DateOption:
    """One possible date of the act; `found` is None for the article's own day and for an unknown one."""

    value: str | None
    basis: str | None
    found: TextDate | None


def act_date(story: Story, rank: Sequence[int]) -> tuple[DateOption, float]:
    """The likeliest date of the act, and how likely it is.

    Several words may lead to one date: their shares are added, and of them a stated one counts as the proof
    unless the article's own day is far likelier.
    """
    options, shares = _shared_options(story, rank)
    by_value: dict[str | None, float] = {}
    for option, share in zip(options, shares, strict=True):
        by_value[option.value] = by_value.get(option.value, 0.0) + share
    best = max(by_value, key=lambda value: by_value[value])
    same = [(share, option) for option, share in zip(options, shares, strict=True) if option.value == best]
    _, shown = max(same, key=lambda pair: pair[0] * (STATED if pair[1].found else 1.0))
    return shown, by_value[best] / sum(shares)


def share_ahead(story: Story, rank: Sequence[int]) -> float:
    """How likely the act's date lies after the article's own: 0 to 1."""
    options, shares = _shared_options(story, rank)
    ahead = (
        share
        for share, option in zip(shares, options, strict=True)
        if option.found and lies_ahead(story, option.found)
    )
    return sum(ahead) / sum(shares)


def _shared_options(story: Story, rank: Sequence[int]) -> tuple[list[DateOption], list[float]]:
    return story.once(("options", *rank[:3]), lambda: _share_options(date_options(story, rank)))


def _share_options(options: list[tuple[DateOption, Features]]) -> tuple[list[DateOption], list[float]]:
    """The options and how likely they are, the likeliest being 1."""
    sums = [total("date", features) for _, features in options]
    most = max(sums)
    return [option for option, _ in options], [math.exp(value - most) for value in sums]


def date_options(story: Story, rank: Sequence[int]) -> list[tuple[DateOption, Features]]:
    """Every date that may be the act's, with its features."""
    planned = planning(story, rank)
    options: list[tuple[DateOption, Features]] = [_no_date(story, rank, planned)]
    for index, dates in enumerate(story.dates):
        here = sentence_features(story, index, rank) if dates else {}
        for found in dates:
            if found.value is not None and not is_stamp(story, found):
                more = {"planned_later": planned * float(lies_ahead(story, found))}
                features = here | date_features(story, index, found) | more
                options.append((DateOption(found.value, "stated", found), features))
    return options


def planning(story: Story, rank: Sequence[int]) -> float:
    """How much the telling sentences speak of something to come: 0 to 1."""
    shares = (1.0, 0.5, 0.5)
    marked = sum(
        share for i, share in zip(rank, shares, strict=False) if {"plan", "wish"} & story.acts[i].marks
    )
    return min(1.0, marked)


def _no_date(story: Story, rank: Sequence[int], planned: float) -> tuple[DateOption, Features]:
    """The article's own day; without one nobody can say."""
    if story.published is None:
        unresolved = any(d.value is None for i in rank[:2] for d in story.dates[i])
        return DateOption(None, None, None), {"none": 1.0, "none_unresolved": float(unresolved)}
    features = {
        "published": 1.0,
        "published_planned": planned,
        "published_top_dated": float(bool(story.dates[rank[0]])),
        "published_news": float(any("news" in story.acts[i].marks for i in rank[:2])),
        "published_opening": float(story.sentences[rank[0]].zone in ("headline", "lead")),
    }
    return DateOption(story.published.isoformat(), "published", None), features


def sentence_features(story: Story, index: int, rank: Sequence[int]) -> Features:
    top = tuple(rank[:3])  # no more of it counts, and a document has thousands of sentences
    return story.once(("dated", index, top), lambda: _features_of_sentence(story, index, top))


def _features_of_sentence(story: Story, index: int, rank: Sequence[int]) -> Features:
    """What the sentence says for all of its dates."""
    act, sentence = story.acts[index], story.sentences[index]
    place = rank.index(index) if index in rank else 99
    known = story.once("known by sentence", lambda: _known_by_sentence(story)).get(index, ())
    return {
        "act": min(act.score, 6.0) / 4.0,
        "idle": float(act.score == 0.0),
        "best_sentence": float(place == 0),
        "good_sentence": float(place in (1, 2)),
        "from_best": math.log1p(abs(index - rank[0])),
        "before_best": float(index < rank[0]),
        "sign": float(act.does("sign", "join", "end", "renew")),
        "pilot": float(act.does("pilot", "launch")),
        "paper": float(any(not i.generic for i in act.instruments)),
        "opening": float(sentence.zone in ("headline", "lead")),
        "caption": float(sentence.zone == "caption"),
        "beside_act": _beside(story, index),
        "background": float("background" in act.marks),
        "plan": float("plan" in act.marks),
        "news": float("news" in act.marks),
        "demand": float("demand" in act.marks),
        "takes_part": max(known, default=0.0),
        "strangers": 1.0 - max(known) if known else 0.0,
    }


def _known_by_sentence(story: Story) -> dict[int, list[float]]:
    """How likely the Länder and the Bund that a sentence names take part, the likeliest body first."""
    found: dict[int, list[float]] = {}
    for candidate in story.candidates:
        if ":" not in candidate.entity:
            for index in {o.sentence.index for o in candidate.occurrences}:
                found.setdefault(index, []).append(candidate.probability)
    return found


def date_features(story: Story, index: int, found: TextDate) -> Features:
    return story.once(("date", found), lambda: _features_of_date(story, index, found))


def _features_of_date(story: Story, index: int, found: TextDate) -> Features:
    """What speaks for and against one date, beside what its sentence does."""
    said = story.text[found.start : found.end]
    leading = LEADING.match(said)
    before = story.text[max(0, found.start - 50) : found.start] + (leading[0] if leading else "")
    around = story.text[max(0, found.start - 60) : found.end + 60]
    way = lean(story.text, found.start, found.end)
    features = {
        f"said_{found.said}": 1.0,
        "no_year": float(found.said == "day" and not re.search(r"\d{4}|\.\d\d$", said)),
        "near": _nearness(story, index, found),
        "deadline": float(bool(DEADLINE.search(before))),
        "law": float(bool(LAW.search(before))),
        "late": found.start / max(1, len(story.text)),
        "ahead": float(way > 0),
        "behind": float(way < 0),
        "pluperfect": float(bool(PLUPERFECT.search(around))),
        "took_effect": float(bool(TOOK_EFFECT.search(around))),
        "decided": float(bool(DECIDED.search(around))),
        **{f"word_{name}": float(bool(pattern.search(before))) for name, pattern in BEFORE.items()},
    }
    features |= _features_of_clause(story, index, found, way > 0)
    return features | _against_published(story.published, found)


def _features_of_clause(story: Story, index: int, found: TextDate, ahead: bool) -> Features:
    """What the verbs of the date's own clause and of its sentence say."""
    sentence = story.sentences[index]
    low, high = clause(story.text, found.start, found.end, sentence.start, sentence.end)
    spans = [span for cue in story.acts[index].sorts.values() for span in cue.spans]
    told = story.text, sentence.start, sentence.end
    later = ahead or found.future or _is_later(story.published, found)
    return {
        "acts_here": float(any(low <= start < high for start, _ in spans)),
        "signed_here": float(bool(SIGNED.search(story.text, low, high))),
        "started_here": float(bool(STARTED.search(story.text, low, high))),
        "reported_here": float(bool(REPORTED.search(story.text, low, high))),
        "condition_here": float(bool(CONDITION.search(story.text, low, found.start))),
        "binds_later": float(later and tells_what_comes(*told) is not None),
        "done": float(not later and tells_what_is_done(*told)),
        "law_near": float(
            bool(LAW_NEAR.search(story.text, max(sentence.start, found.start - 70), found.start))
        ),
        "only": float(len(story.dates[index]) == 1),
    }


def _is_later(published: date | None, found: TextDate) -> bool:
    """Whether the date is after the article's own."""
    return published is not None and (found.value or "") > published.isoformat()[: len(found.value or "")]


def lies_ahead(story: Story, found: TextDate) -> bool:
    """Whether the date is after the article's own, or told as one to come."""
    if found.future or lean(story.text, found.start, found.end) > 0:
        return True
    return _is_later(story.published, found)


def _against_published(published: date | None, found: TextDate) -> Features:
    """Where the date lies against the article's own day."""
    if published is None or found.value is None:
        return {"no_reference": 1.0, f"no_reference_{found.said}": 1.0}
    own = published.isoformat()
    length = len(found.value)
    if found.value > own[:length] or found.future:
        return {"later": 1.0}
    years = int(own[:4]) - int(found.value[:4])
    same = found.value == own[:length]
    return {
        "years_before": math.log1p(years),
        "same_year": float(years == 0),
        "holds_published": float(same and length < 10),
        "own_day": float(same and length == 10),
        "days_before": float(
            not same and length == 10 and (published - date.fromisoformat(found.value)).days <= 31
        ),
    }


def _nearness(story: Story, index: int, found: TextDate) -> float:
    spans = [span for cue in story.acts[index].sorts.values() for span in cue.spans]
    distance = min((max(a - found.end, found.start - b, 0) for a, b in spans), default=400)
    return 1.0 / (1.0 + distance / 40.0)


def _beside(story: Story, index: int) -> float:
    """The strongest act of the sentences next to this one."""
    beside = [story.acts[j].score for j in (index - 1, index + 1) if 0 <= j < len(story.acts)]
    return min(max(beside, default=0.0), 6.0) / 4.0
