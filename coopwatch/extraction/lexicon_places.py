"""The gazetteer's names with the spellings in which texts write them."""

import re
from collections.abc import Iterator, Mapping

from coopwatch.extraction import lexicon_files as files
from coopwatch.extraction.lexicon_files import LexiconError
from coopwatch.extraction.lexicon_records import Entry, Kommune
from coopwatch.extraction.spellings import genitive

ABBREVIATIONS = (
    ("a.d.", "an der"),
    ("i.d.", "in der"),
    ("v.d.", "vor der"),
    ("o.d.", "ob der"),
    ("a.", "am"),
    ("i.", "im"),
    ("i.", "in"),
    ("b.", "bei"),
)
_ADDITION = re.compile(
    r"(?:,? \(.*\)|/.+|,.+| (?:am|an|a\.|a\.d\.|i\.|i\.d\.|im|in|bei|b\.|vor|v\.d\.|auf|ob"
    r"|o\.d\.T\.|unter) .+)$"
)
_EPITHET = re.compile(
    r"^(?:Lutherstadt|Hansestadt|Kurort|Seeheilbad|Ostseebad|Reuterstadt|Landgemeinde|Region"
    r"|Regionalverband|Städteregion|Eifelkreis|Altmarkkreis|Grafschaft|Herzogtum) "
)


def kommunen() -> dict[str, Kommune]:
    """The gazetteer by AGS; empty where the file is missing."""
    found: dict[str, Kommune] = {}
    for where, row in files.gazetteer():
        try:
            population = int(row["population"] or 0)
            found[row["ags"]] = Kommune(
                row["ags"], row["name"], row["kind"], row["land"], row["kreis_ags"], population
            )
        except (KeyError, ValueError, TypeError) as error:
            raise LexiconError(
                f"{where}: Zeile nicht lesbar ({error}); erwartet ags,name,kind,land,kreis_ags,…"
            ) from error
    return found


def place_spellings(known: Mapping[str, Kommune]) -> Iterator[tuple[str, Entry]]:
    """Every spelling with the AGS that may be meant; `form` is "full" or, with an addition left out,
    "bare"."""
    table: dict[str, dict[str, list[str]]] = {}
    for kommune in known.values():
        for form, spelling in spellings_of(kommune.name):
            table.setdefault(spelling, {}).setdefault(form, []).append(kommune.ags)
    for spelling, forms in table.items():
        bare, full = forms.get("bare", []), forms.get("full", [])
        values = tuple(dict.fromkeys(full + bare))
        entry = Entry("kommune", values, "full" if full else "bare")
        yield spelling, entry
        yield genitive(spelling), entry


def spellings_of(name: str) -> Iterator[tuple[str, str]]:
    """("full" or "bare", spelling): "Pullach i. Isartal" also as "Pullach im Isartal" and, bare,
    "Pullach"."""
    for variant in _written_out(name):
        yield "full", variant
        if re.search(r"\.[A-ZÄÖÜa-z]", variant) or ". " in variant:
            yield "full", re.sub(r"\.(?=[A-ZÄÖÜ])", ". ", variant)
            yield "full", variant.replace(". ", ".")
    bare = _ADDITION.sub("", name)
    without = _EPITHET.sub("", bare)
    for short in (bare, without):
        if short != name and len(short) > 2:
            yield "bare", short
    if "(" in name:
        yield "full", name.replace(" (", "/").replace(")", "")
    if name.count("/") == 1 and "(" not in name:
        yield "full", name.replace("/", " (") + ")"
    if name.lower().endswith("kreis"):
        yield from _inflected(name)


def _inflected(name: str) -> Iterator[tuple[str, str]]:
    """A Kreis in other cases: "Wetteraukreises", "Märkischen Kreis"."""
    yield "full", name + "es"
    if name.endswith("er Kreis"):
        stem = name[: -len("er Kreis")]
        for ending in ("e", "en", "em"):
            yield "full", f"{stem}{ending} Kreis"
        yield "full", f"{stem}en Kreises"


def _written_out(name: str) -> Iterator[str]:
    yield name
    for short, long in ABBREVIATIONS:
        if f" {short} " in name:
            yield name.replace(f" {short} ", f" {long} ")
    for short, long in ABBREVIATIONS:
        if f" {long} " in name:
            yield name.replace(f" {long} ", f" {short} ")
    if name.startswith("Städteregion "):
        yield name.replace("Städteregion", "StädteRegion")
    if name.startswith("St. "):
        yield "Sankt " + name[4:]
    if name.startswith("Sankt "):
        yield "St. " + name[6:]
