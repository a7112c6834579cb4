"""Stage 5a: whom a mention stands for: a Land's code, "DE", "org:<name>", "group:<name>" "portal:<name>" or
"kommune:<name>".

Words such as "das Land", "der Freistaat", "die Landesregierung" and offices without a Land lead to the Land
the
article is about: its home Land, the one named most, headline and lead counting more.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .clean import Sentence
from .lexicon_files import words
from .mention_records import Mention

FREISTAATEN = ("DE-BY", "DE-SN", "DE-TH")
HANSESTAEDTE = ("DE-HH", "DE-HB")
STADTSTAATEN = ("DE-BE", "DE-HH", "DE-HB")
ZONE_WEIGHT = {"headline": 3.0, "lead": 2.0, "body": 1.0, "caption": 1.0}
ALL = "ALL"
BARE_HOUSE = re.compile(
    r"(?:Ministerium|Ministeriums|Haus|Hauses|Ressort|Ressorts|Minister|Ministerin|Ressortchef"
    r"|Ressortchefin)$"
)
LEAGUE = re.compile(r" (?:der (?!Länder|Bund)[A-ZÄÖÜ]|fürs|für Umwelt|Deutscher|geschlossen)")
CHIEFS = re.compile(
    r"(?:[rR]egierungschefs?|[mM]inisterpräsident(?:inn)?en|[kK]anzleien|[lL]änderchefs?|[mM]inister(?:innen)?"
    r"|IT-Beauftragten?|CIOs|[rR]egierungen|[vV]erwaltungen) (?:aller |der )(?:16 |sechzehn )?$"
    r"|\b(?:[dD]eutschen|Gesamtheit der|Bund als auch die|Bund wie(?: die)?|Bund sowie die) $"
)
STATE_PROVIDERS = words("state_provider")
NO_PARTNERS = words("no_partner")
SPITZENVERBAENDE = "group:kommunale Spitzenverbände"
KOMMUNEN = "group:Kommunen"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who the mentions of an article stand for: `entities[i]` for mention i, and the article's home Land."""

    entities: Mapping[int, tuple[str, ...]]
    home: str | None


def read_cast(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Cast:
    """Resolve every mention that can be a party or partner."""
    zones = _zones(sentences, mentions)
    named = [(i, m) for i, m in enumerate(mentions) if _own_land(m)]
    home = _home(named, zones)
    entities: dict[int, tuple[str, ...]] = {}
    house: tuple[str, ...] = ()
    for i, mention in enumerate(mentions):
        found = _entities(text, i, mention, named, home)
        if mention.form == "ministry" and mention.kind in ("land", "bund"):
            if BARE_HOUSE.match(mention.quote) and mention.attribute("by") == "context":
                found = house or found
            elif mention.attribute("by") != "context":
                house = found
        if found:
            entities[i] = found
    return Cast(entities, home)


def _zones(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[str]:
    zones, k = [], 0
    for mention in mentions:
        while k + 1 < len(sentences) and sentences[k].end <= mention.start:
            k += 1
        zones.append(sentences[k].zone if sentences else "body")
    return zones


def _own_land(mention: Mention) -> tuple[str, ...]:
    """The codes of Länder a mention names, itself or by the body it belongs to."""
    if mention.kind == "land":
        return mention.values
    if (
        mention.kind in ("organisation", "person", "kommune", "portal")
        and mention.land
        and mention.land != "DE"
    ):
        return (mention.land,)
    return ()


def _home(named: Sequence[tuple[int, Mention]], zones: Sequence[str]) -> str | None:
    votes: Counter[str] = Counter()
    for i, mention in named:
        for code in _own_land(mention):
            share = 1.0 if mention.kind == "land" else 0.4
            votes[code] += ZONE_WEIGHT[zones[i]] * share * (0.6 if mention.form == "capital" else 1.0)  # type: ignore[assignment]
    return votes.most_common(1)[0][0] if votes else None


def _entities(
    text: str, index: int, mention: Mention, named: Sequence[tuple[int, Mention]], home: str | None
) -> tuple[str, ...]:
    if mention.form == "dateline":
        return ()
    if mention.kind == "land":
        return mention.values
    if mention.kind == "bund":
        return () if _is_a_league(text, mention) else ("DE",)
    if mention.kind == "all_laender":
        return (ALL,)
    if mention.kind == "organisation":
        return _organisation(mention)
    if mention.kind == "portal" and mention.values:
        return (f"portal:{mention.values[0]}",)
    if mention.kind == "kommune" and mention.form not in ("adjective", "demonym"):
        return (f"kommune:{mention.attribute('name') or mention.quote}",)
    if mention.kind == "person":
        return _person(mention, home)
    if mention.form == "laender" and CHIEFS.search(text[max(0, mention.start - 60) : mention.start]):
        return (ALL,)
    if mention.kind == "group":
        return _group(index, mention, named, home) or mention.values
    return ()


def _is_a_league(text: str, mention: Mention) -> bool:
    """ "dem Bund der Entwickler" is no federal government."""
    return mention.quote == "Bund" and bool(LEAGUE.match(text[mention.end : mention.end + 24]))


def _organisation(mention: Mention) -> tuple[str, ...]:
    """A Land's own IT provider acts for its Land as well; a municipal one, or one that several Länder own,
    for itself."""
    if not mention.values or mention.form == "university" or mention.values[0] in NO_PARTNERS:
        return ()
    name = mention.values[0]
    if name in STATE_PROVIDERS and mention.land:
        return (f"org:{name}", mention.land)
    return (f"org:{name}",)


def _person(mention: Mention, home: str | None) -> tuple[str, ...]:
    if mention.land:
        return (mention.land,)
    return ()


def _group(
    index: int, mention: Mention, named: Sequence[tuple[int, Mention]], home: str | None
) -> tuple[str, ...]:
    """The Land that a collective word means, else the collective partner it names."""
    if mention.form == "spitzenverbaende":
        return (SPITZENVERBAENDE,)
    if mention.form == "kommunen":
        return (KOMMUNEN,)
    if mention.form == "freistaaten":
        return _named_among(named, FREISTAATEN)
    if mention.form == "hansestaedte":
        return _named_among(named, HANSESTAEDTE)
    if mention.form in ("hansestadt", "stadtstaat"):
        return _nearest(index, named, HANSESTAEDTE if mention.form == "hansestadt" else STADTSTAATEN)
    if mention.form in ("land", "government"):
        return (home,) if home else ()
    return ()


def _named_among(named: Sequence[tuple[int, Mention]], among: Sequence[str]) -> tuple[str, ...]:
    codes = {c for _, m in named for c in _own_land(m) if c in among}
    return tuple(sorted(codes)) if len(codes) == 2 else ()


def _nearest(index: int, named: Sequence[tuple[int, Mention]], among: Sequence[str]) -> tuple[str, ...]:
    """The Land of that sort named last before, else the first one after."""
    before = [c for i, m in named if i < index for c in _own_land(m) if c in among]
    after = [c for i, m in named if i > index for c in _own_land(m) if c in among]
    return (before[-1],) if before else (after[0],) if after else ()
