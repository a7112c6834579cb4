"""The German title of an agreement that nobody has given one, from its facts."""

from collections.abc import Mapping

from coopwatch.registry.facts import BUND, Facts
from coopwatch.registry.vocabulary import Kind

TITLE_LENGTH = 300
_ALL_LAENDER = 16


def title_of(facts: Facts, land_names: Mapping[str, str]) -> str:
    """Return for instance "Bayern und Hessen: Pakt (2017)"; `land_names` maps code to name."""
    what = facts.name or str(Kind(facts.kind).label)
    year = f" ({facts.date[:4]})" if facts.date else ""
    who = _enumerated(party_names(facts, land_names))
    return f"{who}: {what}{year}"[:TITLE_LENGTH] if who else f"{what}{year}"[:TITLE_LENGTH]


def party_names(facts: Facts, land_names: Mapping[str, str]) -> list[str]:
    """Return Bund, Länder and, where these are fewer than two, the partners, in the order of a title."""
    laender = sorted(land_names[code] for code in facts.laender)
    if len(laender) == _ALL_LAENDER:
        laender = ["alle Länder"]
    names = (["Bund"] if BUND in facts.parties else []) + laender
    return names if len(names) > 1 else names + (sorted(facts.partners) or _pilots(facts))


def _pilots(facts: Facts) -> list[str]:
    return ["Pilotkommunen"] if facts.pilotkommunen else []


def _enumerated(names: list[str]) -> str:
    shown = names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} weitere"]
    return " und ".join(part for part in (", ".join(shown[:-1]), shown[-1] if shown else "") if part)
