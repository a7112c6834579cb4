"""The language files (language/*.toml) read and compiled once: instruments, acts, markers, topics."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from .cues import CueFinder

FOLDER = Path(__file__).parent / "language"
MARKERS = (
    "plan",
    "negation",
    "demand",
    "wish",
    "talk",
    "background",
    "aside",
    "elsewhere",
    "own",
    "news",
    "denial",
    "company",
    "digital",
    "other_fields",
    "admin",
)


@dataclass(frozen=True, slots=True)
class Language:
    """What the extraction knows of German: the cue finder and the weight of every act."""

    finder: CueFinder
    weights: MappingProxyType[str, int]


@cache
def load_language() -> Language:
    """Read the language files; a pattern with an unknown class raises KeyError with its name."""
    acts, markers = _read("acts"), _read("markers")
    instruments, topics = _read("instruments"), _read("topics")
    classes = dict(acts.pop("classes"))
    classes["instrument"] = _all_instruments(instruments)
    groups: dict[str, list[str]] = {f"act:{name}": table["frames"] for name, table in acts.items()}
    groups |= {f"mark:{name}": markers[name]["frames"] for name in MARKERS}
    groups |= {f"mark:{name}": table["frames"] for name, table in _read("stages").items()}
    groups |= {f"kind:{kind}": words for kind, words in instruments["kinds"].items()}
    groups |= {f"generic:{kind}": words for kind, words in instruments["generic"].items()}
    groups["not:instrument"] = instruments["not"]["words"]
    for topic, table in topics.items():
        groups[f"topic:{topic}"] = table["strong"]
        groups[f"weak:{topic}"] = table["weak"]
    weights = {name: table["weight"] for name, table in acts.items()}
    return Language(CueFinder(groups, classes), MappingProxyType(weights))


def _read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _all_instruments(instruments: dict) -> list[str]:
    kinds = [word for words in instruments["kinds"].values() for word in words]
    return kinds + [word for words in instruments["generic"].values() for word in words]
