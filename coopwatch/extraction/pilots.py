"""Stage 6e: the municipalities and Kreise that take part as pilots; places that are only mentioned are
none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .clean import Sentence
from .kinds import kind_shares
from .lexicon_records import Lexicon
from .mention_records import Mention
from .records import Finding, OpenFinding, PilotKommune
from .story import Story
from .weights import Features, probability

NOT_CHOSEN = re.compile(
    r"leer aus|übergangen|Interesse|[iI]nteressier|nicht dabei|nicht berücksichtigt|nicht zum Zug|zöger"
    r"|[bB]eworben ha|[bB]ewarb|Bewerbung|Bewerber|angeboten hatt|gemeldet|eintragen lassen|Beobacht"
    r"|schauen|gegen \w+ durchsetz|durchsetzte|gescheitert|abgelehnt|nicht teil|noch nicht|warten|enttäuscht"
    r"|Kritik|kritisier|Absage|verweis|spottet|sagte|sagt |gewünscht|gern dabei|Gäste|Gast |Neid"
    r"|Kosten|Sitz in|mit Sitz|unterlag|stellen Fachleute|Patenschaft|fragen, was|[eE]rste Runde"
    r"|ersten Runde|Vorgänger|Filiale|beispielsweise|zum Beispiel|etwa (?:in|um|aus)\b|Leserfrage"
    r"|Danach sollen|[sS]päter (?:sollen|folgen|kommen)|folgen sollen|übernehmen dürfen"
    r"|könnten folgen|Vorbild|hinaus"
)
LISTING = re.compile(
    r"[dD]abei|[mM]it von der Partie|[mM]it im Boot|an den Start|Ausgewählt|ausgewählt"
    r"|teilnehm|[nN]ehmen teil|nimmt teil|Teilnehmer"
    r"|[bB]eteiligt|[gG]ehör|zählen|zählt|vertreten|Zuschlag|zum Zug|setzten sich|Den Anfang|den "
    r"Anfang|"
    r"gesellen|Hinzu kommen|hinzu|außerdem|ebenfalls|ebenso|erprob|test|Pilot|pilot|Modell"
    r"|modell|in die Auswahl|Auswahl|findet man|liegt|stecken|eingeklinkt|heben|sind das"
    r"|darunter|"
    r"starten|startet|mitmachen|macht mit|machen mit|benannt|ernannt|ausgesucht|Landratsämter"
    r"|sogenannte|folgende|nämlich|:|Verbünde|Pate|läuft|im Einsatz|freigeschaltet|live|in "
    r"Betrieb"
)
HARDLY = 0.25
CITY_STATES = ("DE-BE", "DE-HH", "DE-HB")
PLACE_ONLY = re.compile(
    r"(?:\b(?:bei|nahe|unweit|nach|aus|vor den Toren|im Landkreis|im Kreis|gegen|Sitz in|über|am Rande von)"
    r"|[,(] ?(?:Landkreis|Kreis|Lkr\.))\s$"
)
IN = re.compile(r"\b[iI]n $")
# "ein Haus in …", "eine Polizistin aus …": somebody or something that is there, not the town itself.
NOUN_IN = re.compile(
    r"\b(?!Kreis|Landkreis|Landratsamt|Rathaus|Stadtverwaltung|Verwaltung)"
    r"[A-ZÄÖÜ][\w-]+ (?:in|aus|nach|bei) $"
)
TYPED = re.compile(
    r"(?:[sS]tadt|[sS]tädte|[sS]tädten|[kK]reise?|[kK]reisen|Gemeinden?|gemeinden?|Markt|Märkte|Landratsamt|Landratsämter"
    r"|Landratsämtern|[kK]ommunen?|Rathaus|Rathäuser) (?:in |von )?$"
)
PILOT_WORD = re.compile(
    r"(?:[pP]ilot|[mM]odell|[tT]est|[pP]rojekt|[eE]rprobungs|[mM]uster|[rR]eferenz|[vV]orreiter|[lL]eit)"
    r"(?:kommunen?|städten?|stadt|kreise?n?|gemeinden?|landkreise?n?|verwaltung(?:en)?|behörden?|standorte?n?|partnern?)\b"
    r"|[aA]usgewählt|ausgesucht|auserkoren|ausersehen|den Zuschlag|in der Pilotphase"
)
FOR = re.compile(r"\b[fF]ür (?:die |den |das )?(?:\w+ )?$")
BEFORE_NOW = re.compile(
    r"\b(?:bisher|zuvor|damals|schon (?:19|20)\d\d|ersten Runde|erste Runde|im Vorjahr|hatte[n]?)\b"
)
# What stands between the towns of one row.
ROW = re.compile(
    r"(?: ?\([^()]{1,40}\))?(?:,| und| sowie| oder| wie auch| /|/|;)+"
    r"(?: (?:und|sowie|auch|außerdem|dazu|ferner|die|der|das|den|dem|Stadt|Städte|Städten|Kreise?"
    r"|Kreisen|Landkreis|Landkreise|Landkreisen|Gemeinde|Gemeinden|Markt|Märkte|Samtgemeinde|Verbandsgemeinde|Große"
    r"|Kreisstadt|Kreisstädte|Landeshauptstadt|Hansestadt|kreisfreie[n]?|Universitätsstadt|in|im|aus))*\s*"
)
# What the towns of a row are: Kreise alone, or others among them.
SORTS = re.compile(
    r"\b(?:Landratsämtern?|Landkreisen?|Kreisen?|Kreisverwaltungen"
    r"|(?:[A-Z][a-zäöüß]+)?(?:[sS]tadt|[sS]tädten?|[gG]emeinden?|[kK]ommunen?|Märkten?|Rathäusern?))\b"
)
KREIS = re.compile(r"^(?:Landrat|Landkreis|Kreis)")
ADJECTIVE_END = re.compile(r"^(?:er|s)\s")


def pilots(
    story: Story, lexicon: Lexicon, rank: Sequence[int], parties: Sequence[str]
) -> tuple[list[tuple[PilotKommune, Finding]], list[OpenFinding]]:
    """Pilots in the order of the text, and those of which several places fit; none where the agreement is
    hardly a trial."""
    if trial_share(story, rank) < HARDLY:
        return [], []
    found: dict[str, tuple[PilotKommune, Finding]] = {}
    unsure: list[OpenFinding] = []
    laender = {p for p in parties if p != "DE"}
    offices = _rows_of_kreise(story)
    for mention, features in town_features(story, rank):
        kommune = kommune_of(mention, lexicon, laender)
        if mention.start in offices:
            kommune = _kreis_of(kommune, lexicon)
        sure = probability("pilot", features)
        key = f"{kommune.name}|{kommune.type == 'Landkreis'}"
        strange = bool(laender) and "DE" not in parties and kommune.land not in laender
        if sure < 0.5 or kommune.land in CITY_STATES or key in found or strange:
            continue
        value = kommune.ags or kommune.name
        found[key] = (
            kommune,
            story.finding("pilotkommunen", value, mention.start, mention.end, "pilot-listed", round(sure, 3)),
        )
        if kommune.candidates:
            unsure.append(
                OpenFinding(
                    "pilotkommunen",
                    mention.quote,
                    mention.start,
                    mention.end,
                    kommune.candidates,
                    "mehrere Orte dieses Namens",
                )
            )
    return list(found.values()), unsure


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article says for all of its towns: where a trial is told, where they stand in rows, how often
    they are named. `named` and `near` go by sentences, `runs` by the start of a naming."""

    trial: float
    opening: float
    near: frozenset[int]
    named: tuple[bool, ...]
    opened: frozenset[tuple[str, ...]]
    times: Mapping[tuple[str, ...], int]
    runs: Mapping[int, int]


def town_features(story: Story, rank: Sequence[int]) -> list[tuple[Mention, Features]]:
    """Every naming of a Kommune with what speaks for its being a pilot."""
    rows: list[tuple[Mention, Features]] = []
    setting, previous = _setting(story, rank), 0
    for i, sentence in enumerate(story.sentences):
        members = [m for m in story.mentions_in(sentence) if m.kind == "kommune"]
        if members:
            here = _features_of_sentence(story, setting, i, len(members), previous)
            rows += [(m, here | _features_of_naming(story, setting, sentence, m)) for m in members]
        previous = len(members) or previous * (i % 2)
    return rows


def _setting(story: Story, rank: Sequence[int]) -> Setting:
    """What the article says for all of its towns."""
    towns = [m for m in story.mentions if m.kind == "kommune"]
    opening = (story.acts[s.index] for s in story.sentences if s.zone in ("headline", "lead"))
    return Setting(
        trial=trial_share(story, rank),
        opening=float(any(act.does("pilot") for act in opening)),
        near=frozenset(j for i in rank[:3] for j in (i - 1, i, i + 1)),
        named=tuple(bool(PILOT_WORD.search(story.text, s.start, s.end)) for s in story.sentences),
        opened=frozenset(m.values for m in towns if _opens(story, m)),
        times=Counter(m.values for m in towns),
        runs=_runs(story),
    )


def _features_of_sentence(story: Story, setting: Setting, i: int, members: int, previous: int) -> Features:
    """What a sentence says for all of its towns; `previous` is how many the sentence before named."""
    act, sentence = story.acts[i], story.sentences[i]
    text = story.text[sentence.start : sentence.end]
    return {
        "bias": 1.0,
        "pilot": float(act.does("pilot")),
        "pilot_before": float(any(story.acts[j].does("pilot") for j in (i - 1, i - 2) if j >= 0)),
        "pilot_after": float(i + 1 < len(story.acts) and story.acts[i + 1].does("pilot")),
        "pilot_opening": setting.opening,
        "launch": float(act.does("launch")),
        "listing": float(bool(LISTING.search(text))),
        "members": min(members, 5) / 5.0,
        "alone": float(members == 1),
        "after_list": float(previous > 1),
        "not_chosen": float(bool(NOT_CHOSEN.search(text))),
        "headline": float(sentence.zone == "headline"),
        "lead": float(sentence.zone == "lead"),
        "background": float("background" in act.marks),
        "trial": setting.trial,
        "no_trial": float(setting.trial < 0.5),
        "pilot_word": float(any(setting.named[max(0, i - 1) : i + 2])),
        "named_here": float(setting.named[i]),
        "near": float(i in setting.near),
        "digital": min(act.digital, 3) / 3.0,
        "done_before": float(bool(BEFORE_NOW.search(text))),
    }


def _features_of_naming(story: Story, setting: Setting, sentence: Sentence, mention: Mention) -> Features:
    """What stands around one naming."""
    text, start = story.text, mention.start
    run = setting.runs[start]
    return {
        "place": float(_place_only(story, mention)),
        "in": float(bool(IN.search(text[max(0, start - 6) : start]))),
        "late": start / max(1, len(text)),
        "plain": float(mention.form == "full"),
        "opened": float(mention.values in setting.opened),
        "noun_in": float(bool(NOUN_IN.search(text, max(0, start - 40), start))),
        "typed": float(bool(TYPED.search(text, max(0, start - 30), start))),
        "titled": float(text.startswith(":", mention.end) or mention.form == "dateline"),
        "run": min(run, 6) / 6.0,
        "longest_run": float(run == max(setting.runs.values()) > 1),
        "for": float(bool(FOR.search(text, max(0, start - 24), start))),
        "colon": float(":" in text[sentence.start : start]),
        "times": min(setting.times[mention.values], 4) / 4.0,
    }


def _runs(story: Story) -> dict[int, int]:
    """How many towns stand in one row with each naming: "Kelheim, Pullach und Hof" are three."""
    towns = [m for m in story.mentions if m.kind == "kommune"]
    rows: list[list[Mention]] = []
    for mention in towns:
        gap = story.text[rows[-1][-1].end : mention.start] if rows else ""
        if rows and len(gap) < 60 and ROW.fullmatch(gap):
            rows[-1].append(mention)
        else:
            rows.append([mention])
    return {m.start: len({item.values for item in row}) for row in rows for m in row}


def _rows_of_kreise(story: Story) -> set[int]:
    """Where towns stand in a row that the sentences before it call Kreise: "Sieben Landratsämter bauen
    Anträge um. Dabei sind Cham, Fürth und Kulmbach"."""
    towns = [m for m in story.mentions if m.kind == "kommune"]
    runs = _runs(story)
    found = set()
    for mention in towns:
        sentence = story.sentence_at(mention.start)
        start = story.sentences[max(0, sentence.index - 2)].start
        before = [m.group() for m in SORTS.finditer(story.text, start, mention.start)]
        if runs[mention.start] > 2 and not mention.attribute("said") and before:
            found |= {mention.start} if all(map(KREIS.search, before)) else set()
    return found


def _kreis_of(kommune: PilotKommune, lexicon: Lexicon) -> PilotKommune:
    """The Kreis that bears a town's name, the town itself where there is none."""
    wanted = (kommune.name, kommune.land, "Landkreis")
    row = next((r for r in lexicon.kommunen.values() if (r.name, r.land, r.kind) == wanted), None)
    return PilotKommune(row.name, row.kind, row.land, row.ags) if row else kommune


def trial_share(story: Story, rank: Sequence[int]) -> float:
    """How likely the agreement is the start of a pilot project."""
    return kind_shares(story, rank)["pilotprojekt"]


def _opens(story: Story, mention: Mention) -> bool:
    """Whether a place stands in the headline or the lead, and not as the place of the report."""
    return mention.form != "dateline" and story.sentence_at(mention.start).zone in ("headline", "lead")


def _place_only(story: Story, mention: Mention) -> bool:
    before = story.text[max(0, mention.start - 24) : mention.start]
    after = story.text[mention.end : mention.end + 3]
    return (
        bool(PLACE_ONLY.search(before))
        or mention.form in ("adjective", "demonym")
        or bool(ADJECTIVE_END.match(after))
    )


def kommune_of(mention: Mention, lexicon: Lexicon, laender: set[str]) -> PilotKommune:
    """The place of the gazetteer; of several the one in a party's Land."""
    rows = [lexicon.kommunen[v] for v in mention.values if v in lexicon.kommunen]
    if len(rows) > 1 and laender:
        rows = [r for r in rows if r.land in laender] or rows
    if rows and mention.form == "full" and mention.attribute("said") == "Landkreis" != rows[0].kind:
        return PilotKommune(rows[0].name, "Landkreis", rows[0].land, None)  # a Kreis of former days
    if len(rows) == 1:
        row = rows[0]
        return PilotKommune(row.name, row.kind, row.land, row.ags)
    name = mention.attribute("name") or (rows[0].name if rows else mention.quote)
    kind = mention.attribute("type") or (rows[0].kind if rows else "Gemeinde")
    land = mention.land or (rows[0].land if rows else next(iter(sorted(laender)), ""))
    return PilotKommune(name, kind, land, None, tuple(r.ags for r in rows))
