"""Stage 5: which part a name plays in its sentence: partner, subject, signer, place, speaker, comparison.

An `Occurrence` is one naming of a party or partner together with the cues around it. Only the words next to
the name
are read; whether it becomes a party is decided over the whole article (parties.py).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .clean import Sentence
from .events import Act
from .mention_records import Mention

FILL = (
    r"(?:(?:dem|der|den|das|die|des|ihrem|ihren|seinem|seinen|unserem|einem|einer|beiden|drei"
    r"|vier|fünf|sechs|sieben|zwei|Land|Landes|Freistaat|Freistaates|Freistaats|Ländern"
    r"|Nachbarn|Nachbarland|Partner|Partnern|Kollegen|Nachbarländern|Bundesland|Bundesländern"
    r"|Bundesländer|auch|dortigen) )*"
)
BEFORE = {
    "with": re.compile(rf"\b[mM]it {FILL}$"),
    "between": re.compile(rf"\b(?:[zZ]wischen|[zZ]wei Länder|[bB]eider Länder) {FILL}$"),
    "by": re.compile(rf"\b(?:[vV]on|[vV]om|[dD]urch|[fF]ür|[sS]eitens) {FILL}$"),
    "compare": re.compile(
        rf"(?:^Nach|\b(?:[nN]eben|[wW]ie|[wW]ie in|[wW]ie auch in|[äÄ]hnlich wie|[eE]twa|[eE]twa in|[aA]ußer"
        rf"|[aA]nders als|[sS]tatt|[nN]ach dem Vorbild|[nN]ach dem Muster|[sS]o auch|auch in"
        rf"|[nN]achdem unter anderem|[nN]achdem zuvor|[nN]achdem bereits|[nN]achdem schon|folgt (?:damit|so)"
        rf"|[bB]eispielsweise|[zZ]um Beispiel|[wW]eder|[nN]och|[oO]hne|[dD]arunter|[gG]egen|, nach"
        rf"|Land nach|[vV]orbildlich seien|[vV]orbildlich sind"
        rf"|[iI]nteressenten|[aA]us anderen Ländern wie|[vV]orbild)) {FILL}$"
    ),
    "after": re.compile(rf"\b(?:[nN]ach) {FILL}$"),
    "in": re.compile(rf"\b(?:[iI]n|[aA]us|[nN]ach|[bB]ei|[iI]m|[vV]or) {FILL}$"),
    "speaker": re.compile(
        r"\b(?:[lL]aut|[nN]ach Angaben|[nN]ach Auskunft|[nN]ach Darstellung|[aA]us Sicht|[sS]o"
        r"|[nN]ach den Worten|[tT]eilt|[tT]eilte|[tT]eilten|[mM]itteilung|[gG]ab|[bB]etonte"
        r"|[sS]agte|[mM]einte|[lL]obte|[eE]rklärte|[fF]asste|[hH]ieß es aus|[hH]eißt es aus"
        r"|[bB]erichtet|[sS]ieht|[hH]offt) (?:\w+ ){0,2}?$"
    ),
    "of_body": re.compile(
        r"(?:[rR]at|[kK]onferenz|[kK]reis|[aA]usschuss|[gG]remium|[gG]ruppe"
        r"|[gG]esetz\w*|[cC]enter|CERTs|[iI]nitiativen?|[sS]trategien?|[mM]itteln?"
        r"|[kK]osten)s?(?:es)? (?:des|der|von|vom|aus)(?: Bundes und der)? $"
    ),
    "tail": re.compile(r"(?:\bauch|\bbereits|\binzwischen|\bschon|\bAuch)\s$"),
}
# A word without which the pattern cannot fire: most names stand behind none of them, and a search is spared.
NEEDS = {
    "with": frozenset({"mit"}),
    "between": frozenset({"zwischen", "länder"}),
    "by": frozenset({"von", "vom", "durch", "für", "seitens"}),
    "after": frozenset({"nach"}),
    "in": frozenset({"in", "aus", "nach", "bei", "im", "vor"}),
    "tail": frozenset({"auch", "bereits", "inzwischen", "schon"}),
    "of_body": frozenset({"des", "der", "von", "vom", "aus"}),
}
AFTER = {
    "speaker": re.compile(
        r"^[^.;:,]{0,28}?,? ?\b(?:sagt|sagte|erklärt|erklärte|betont|betonte|meint|meinte|lobt"
        r"|lobte|ergänzt|ergänzte|kommentiert|kommentierte|zufolge|mitteilt|mitteilte|berichtet"
        r"|berichtete|argumentiert|sieht|hofft|erwartet|findet|bekräftigt|würdigt|wirbt|verweist"
        r"|nannte|unterstrich|hob hervor|gab zu|zeigt sich|zeigte sich|freut sich|schwärmt|rechnet"
        r"|spricht von|sprach von)\b"
    ),
    "mit": re.compile(r"^ (?:\w+ ){0,5}?mit (?:dem|der|den)? ?"),
    "member": re.compile(
        r"^ (?:\w+ ){0,2}(?:angehör(?:en|t)|sich beteiligen|beteiligt sind|mitarbeiten|mitwirken)\b"
    ),
    "later": re.compile(
        r"^[^.;]{0,50}\b(?:prüf\w+|zöger\w+|abgewinkt|überleg\w+|interess\w+|folgen|nachziehen"
        r"|wart\w+|könnte\w*|schau\w+|Gespräch|verhandel\w+|gescheitert|abgelehnt|entschieden "
        r"sich gegen)\b"
    ),
}
AFTER_CUES = tuple(
    (f"{name}_after", pattern, "mit " if name == "mit" else "") for name, pattern in AFTER.items()
)
"""Every cue with its pattern and a word that it needs."""
GLUE = re.compile(
    r"^(?:\s*(?:\([^()]{1,40}\)\s*)?)(?:,|/|–|-|&|\+|und|sowie|mit|oder|gemeinsam mit"
    r"|zusammen mit|wie auch|als auch|und auch|ebenso wie|, aber auch|bzw\.)?"
    r"\s*(?:und|sowie|auch|nicht zuletzt)?\s*(?:(?:dem|der|den|das|die|des|vom|beim|Land"
    r"|Freistaat|Landes|Freistaates|seinem|ihrem|dessen|neue|neuen|Partner|Nachbarn|Nachbar"
    r"|dem Nachbarn|von|für|mit) ?)*$"
)
ACTOR_FORMS = {
    "name",
    "nickname",
    "freistaat",
    "ministry",
    "agency",
    "government",
    "anaphor",
    "spelling",
    "pair",
    "all",
    "bund_und_laender",
}
LOCATING = {"adjective", "capital_adjective", "demonym"}
LOCATED = re.compile(r"^(?:,)? (?:in|im|bei|aus)(?: Land)? ?$")
VERGE = re.compile(
    r"(?:vor den Toren|am Rande|im Umland|im Süden|im Norden|im Osten|im Westen|Grenze zu"
    r"|Grenze nach|Metropolregion|Landtag|Landtags|Landtages|Parlament)s? (?:von |des |der )?$"
)
EVENT = re.compile(
    r"(?:CeBIT|[mM]esse|[kK]onferenz|[kK]ongress|[tT]agung|[gG]ipfel|[gG]ericht|[fF]orum)s? in $"
)
QUOTE_MARKS = re.compile('[„“”"»«]')


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One naming. `cues` are names of BEFORE/AFTER patterns plus joined, quoted, capital, adjective,
    caption …"""

    entity: str
    mention: Mention
    sentence: Sentence
    act: Act
    cues: frozenset[str]
    beside: float = 0.0


def occurrences(
    text: str,
    sentences: Sequence[Sentence],
    acts: Sequence[Act],
    mentions: Sequence[Mention],
    entities: Mapping[int, Sequence[str]],
) -> list[Occurrence]:
    """Every mention that stands for one or more entities, with its cues. `entities` maps a mention's index
    to them."""
    found: list[Occurrence] = []
    numbered = [(i, m) for i, m in enumerate(mentions) if i in entities]
    position = 0
    for sentence, act in zip(sentences, acts, strict=True):
        while position < len(numbered) and numbered[position][1].start < sentence.start:
            position += 1
        inside = []
        while position < len(numbered) and numbered[position][1].start < sentence.end:
            inside.append(numbered[position])
            position += 1
        if not inside:
            continue
        quoted = _quoted(text, sentence)
        beside = max(
            [acts[j].score for j in (act.sentence - 1, act.sentence + 1) if 0 <= j < len(acts)], default=0.0
        )
        for k, (i, mention) in enumerate(inside):
            if mention.form == "capital" and EVENT.search(text, max(0, mention.start - 24), mention.start):
                continue  # "auf der CeBIT in Hannover" is no word of Niedersachsen
            previous = inside[k - 1][1] if k else None
            before = mentions[i - 1] if i and mentions[i - 1].kind == "kommune" else None
            following = (
                mentions[i + 1] if i + 1 < len(mentions) and mentions[i + 1].start < sentence.end else None
            )
            cues = _cues(text, sentence, mention, previous, following, quoted)
            if before and LOCATED.match(text[before.end : mention.start][:20]):
                cues |= {"locates"}
            found.extend(Occurrence(entity, mention, sentence, act, cues, beside) for entity in entities[i])
    return _share_links(found)


def _cues(
    text: str,
    sentence: Sentence,
    mention: Mention,
    previous: Mention | None,
    following: Mention | None,
    quoted: Sequence[tuple[int, int]],
) -> frozenset[str]:
    before = text[max(sentence.start, mention.start - 60) : mention.start]
    after = text[mention.end : min(sentence.end, mention.end + 70)]
    cues = _cues_before(before) if before[-1:].isspace() else set()
    for name, pattern, word in AFTER_CUES:
        if word in after and pattern.match(after):
            cues.add(name)
    if (
        following
        and following.kind == "kommune"
        and mention.form in LOCATING
        and following.start - mention.end < 24
    ):
        cues.add("locates")
    if previous and GLUE.match(text[previous.end : mention.start][:60]):
        cues.add("joined")
    if following and GLUE.match(text[mention.end : following.start][:60]):
        cues.add("joined")
    if mention.start - sentence.start < 4:
        cues.add("first")
    if any(a <= mention.start < b for a, b in quoted):
        cues.add("quoted")
    if mention.form not in ACTOR_FORMS:
        cues.add(mention.form)
    if mention.attribute("place") == "yes" or mention.form == "dateline":
        cues.add("place")
    if mention.attribute("by") == "context":
        cues.add("leaning")
    return frozenset(cues)


def _cues_before(before: str) -> set[str]:
    """The cues of the words before a name; all of them end in a blank."""
    words = set(before.lower().split())
    cues = {
        name
        for name, pattern in BEFORE.items()
        if not words.isdisjoint(NEEDS.get(name, words)) and pattern.search(before)
    }
    if VERGE.search(before):
        cues.add("locates")
    return cues


def _quoted(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches in quotation marks longer than a title."""
    marks = [m.start() for m in QUOTE_MARKS.finditer(text, sentence.start, sentence.end)]
    if len(marks) % 2:
        marks.append(sentence.end)
    return [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=True) if b - a > 60]


def _share_links(found: list[Occurrence]) -> list[Occurrence]:
    """In "mit Bayern, Hessen und Thüringen" all three stand after "mit": cues go along joined names."""
    shared: list[Occurrence] = []
    for item in found:
        last = shared[-1] if shared else None
        cues = item.cues
        if (
            last
            and last.sentence is item.sentence
            and "joined" in last.cues
            and "joined" in cues
            and item.mention.start - last.mention.end < 60
        ):
            cues = cues | (last.cues & {"with", "between", "compare", "in", "by", "tail"})
        shared.append(item if cues is item.cues else replace(item, cues=cues))
    return shared
