"""Stage 6d: the proper name that an agreement bears: a compound ("IT-Staatsvertrag"), a title in quotation
marks, or a programme known by name. Most agreements bear none."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .kinds import OLD_PAPER, ON_BASIS
from .language import FOLDER
from .records import Finding
from .story import Story
from .weights import Features, choose

QUOTED = re.compile(r"[„»\"“‚](?P<name>[A-ZÄÖÜ0-9][^„“”»«\"\n]{3,130}?)[“”«\"‘]")
COMPOUND = re.compile(
    r"\b(?P<name>(?:[A-ZÄÖÜe][\w@&.]*-){1,3}"
    r"(?:Staatsvertrag|Pakt|Dachabkommen|Abkommen|Allianz|Verbund|Dialog|Partnerschaft|Initiative|Charta)"
    r"(?: (?:Mitte|Nord|Süd|Ost|West|Hessen|Bayern|Saarland|Sachsen))?)"
    r"(?:s|es|e)?\b|\b(?P<pact>(?!Kompakt|Impakt)[A-ZÄÖÜ][\w@&.-]*pakt)(?:s|es|e)?\b"
)
# Words without which the patterns cannot match: to look for them is many times quicker.
QUOTES = ("„", "»", '"', "“", "‚")
COMPOUNDS = (
    *("-Staatsvertrag", "-Pakt", "-Dachabkommen", "-Abkommen", "-Allianz", "-Verbund", "-Dialog"),
    *("-Partnerschaft", "-Initiative", "-Charta", "pakt"),
)
EXPLICIT = re.compile(
    r"(?:[tT]itel|[nN]amen?|[bB]ezeichnung|[üÜ]berschrift|überschrieben(?: mit)?|genannt|heißt|heißen"
    r"|nennt|nennen|[kK]ürzel|[eE]tikett|[sS]tichwort|getauft|firmiert(?: als)?"
    r"|sogenannte[nrms]?|so genannte[nrms]?)(?: sich)?\W*$"
)
SORT_BEFORE = re.compile(
    r"(?:Modellvorhaben|Programms?|Projekts?|Vorhabens?|Initiative|\w*[vV]ereinbarung|\w*[pP]akt|\w*abkommen"
    r"|\w*[vV]erbund|Modell\w+|\w*[nN]etz\w*|\w*gemeinschaft|\w*kooperation)\W*$"
)
ARTICLE = re.compile(r"\b(?:[dD]ie|[dD]er|[dD]as|[dD]en|[dD]em|[dD]es|[zZ]ur|[zZ]um)\W*$")
AFTER = re.compile(r"^\W*(?:lautet|heißt|nennt|getauft|überschrieben)")
PAPER = re.compile(
    r"vereinbarung|vertrag|pakt|abkommen|erklärung|empfehlung|allianz|verbund|kooperation|netzwerk|initiative"
    r"|dialog|modell|programm|projekt",
    re.IGNORECASE,
)
SPEECH = re.compile(r"[.!?,;:…]$|^(?:Wir|Ich|Das|Die|Der|Es|Was|Wer|Mit|Einer|Für|Auf|Bei)\b(?! Digitale)")
LONG = 12
BENDS = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{5,}")
ENDING = re.compile(r"(?:en|e|n)$")
FIRST_ADJECTIVE = re.compile(
    r"^((?:Digital|Regional|Kommunal|Kooperativ|Gemeinsam|Elektronisch|Offen)e)n(?= [A-ZÄÖÜ])"
)


@cache
def programmes() -> tuple[str, ...]:
    """The names of programmes.toml."""
    return tuple(tomllib.loads((FOLDER / "programmes.toml").read_text("utf-8"))["names"])


@cache
def _programmes() -> re.Pattern[str]:
    """All programmes in one pattern, in any inflection."""
    return re.compile(rf"(?<![\w@-])(?P<name>{'|'.join(map(_inflected, programmes()))})(?![\w-])")


@cache
def _programme_starts() -> tuple[str, ...]:
    """What a text must hold for any of them: their first words without endings."""
    return tuple({_stem(name.split(" ")[0]) for name in programmes()})


def _stem(word: str) -> str:
    return ENDING.sub("", word) if BENDS.fullmatch(word) else word


def _inflected(name: str) -> str:
    """A pattern for a name of which every longer word may bend: "Modellprojekten Smart Cities"."""
    return " ".join(
        re.escape(_stem(word)) + "(?:e|en|n|er|es|s)?" * bool(BENDS.fullmatch(word))
        for word in name.split(" ")
    )


@lru_cache(maxsize=1024)
def canonical(value: str) -> str:
    """A programme's own name for any inflection of it; a first adjective in its plain form:
    "Digitalen Modellkommunen" is "Digitale Modellkommunen".

    >>> canonical("Modellprojekten Smart Cities")
    'Modellprojekte Smart Cities'
    """
    if value in programmes():
        return value
    bent = (name for name in programmes() if re.fullmatch(_inflected(name), value))
    return next(bent, FIRST_ADJECTIVE.sub(r"\1", value))


@dataclass(frozen=True, slots=True)
class NameOption:
    """A possible name and where it stands; None for an agreement without one."""

    value: str | None
    start: int = 0
    end: int = 0
    rule: str = ""


def name(story: Story, rank: Sequence[int], kind: str) -> Finding | None:
    """The proper name of the agreement, None where it bears none."""
    option, sure = choose("name", name_options(story, rank, kind))
    if option.value is None:
        return None
    return story.finding("name", option.value, option.start, option.end, option.rule, round(sure, 3))


def name_options(story: Story, rank: Sequence[int], kind: str) -> list[tuple[NameOption, Features]]:
    """No name, and every candidate of the text with its features; the first place of each counts most."""
    found: dict[str, tuple[NameOption, Features]] = {}
    for option, match in _candidates(story):
        features = _features(story, rank, option, match) | {"pact_kind": float(kind == "pakt")}
        known = found.get(option.value or "")
        merged = (
            {key: max(value, known[1].get(key, 0.0)) for key, value in features.items()}
            if known
            else features
        )
        found[option.value or ""] = (known[0] if known else option, merged)
    return [(NameOption(None), {"none": 1.0}), *found.values()]


def _candidates(story: Story) -> Iterator[tuple[NameOption, re.Match[str]]]:
    """Everything that looks like a name, in the sentences of the article."""
    first, last = story.sentences[0].start, story.sentences[-1].end
    starts: list[int] = []
    ends = [0]  # of the quotations, in order
    for rule, pattern, words in (
        ("quoted", QUOTED, QUOTES),
        ("compound", COMPOUND, COMPOUNDS),
        ("programme", _programmes(), _programme_starts()),
    ):
        if not any(map(story.text.__contains__, words)):
            continue
        for match in pattern.finditer(story.text, first, last):
            group = "name" if match["name"] else "pact"
            value = match[group]
            if rule == "quoted" and (len(value.split()) > LONG or SPEECH.search(value)):
                continue
            if match.start() < ends[bisect_right(starts, match.start())]:
                continue
            if rule == "quoted":
                starts.append(match.start())
                ends.append(match.end())
            yield NameOption(canonical(value), match.start(group), match.end(group), f"name-{rule}"), match


def _features(story: Story, rank: Sequence[int], option: NameOption, match: re.Match[str]) -> Features:
    """What speaks for a candidate at one place."""
    value = option.value or ""
    sentence = story.sentence_at(option.start)
    before = story.text[max(sentence.start, match.start() - 30) : match.start()]
    act = story.acts[sentence.index]
    place = rank.index(sentence.index) if sentence.index in rank else 99
    inside = {m.kind for m in story.mentions_in(sentence) if m.start < option.end and option.start < m.end}
    return {
        option.rule: 1.0,
        "explicit": float(
            bool(EXPLICIT.search(before) or AFTER.match(story.text[match.end() : match.end() + 20]))
        ),
        "sort_before": float(bool(SORT_BEFORE.search(before))),
        "basis": float(bool(ON_BASIS.search(before) or OLD_PAPER.search(before))),
        "article": float(bool(ARTICLE.search(before))),
        "act": min(act.score, 6.0) / 4.0,
        "best_sentence": float(place == 0),
        "good_sentence": float(place in (1, 2)),
        "opening": float(sentence.zone in ("headline", "lead")),
        "times": min(3, story.text.count(story.text[option.start : option.end])) / 3.0,
        "paper": float(bool(PAPER.search(value))),
        "one_word": float(" " not in value),
        "words": min(8, len(value.split())) / 8.0,
        "known": float(bool(inside & {"portal", "organisation"})),
        "background": float("background" in act.marks),
        "late": option.start / max(1, len(story.text)),
    }
