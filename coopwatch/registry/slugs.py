"""Readable addresses: German names as lower-case ASCII, without collisions."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
SLUG_LENGTH = 100


def slugify_german(name: str) -> str:
    """Return the name as an address part ("Köln, Stadt" -> "koeln-stadt"); never empty."""
    spelled = name.lower().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].strip("-") or "eintrag"


def free_slug(name: str, taken: set[str]) -> str:
    """Return the slug of `name`, numbered from 2 where it is taken, and note it in `taken`."""
    wish = slugify_german(name)
    slug, number = wish, 1
    while slug in taken:
        number += 1
        slug = f"{wish}-{number}"
    taken.add(slug)
    return slug


def kommune_slugs(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the slug of each row by its AGS; rows have ags, name, kind and kreis_ags.

    A name that several share goes bare to the one kreisfreie Stadt among them; the others add their Kreis,
    and where that is not enough their AGS.
    """
    rows = list(rows)
    names = {row["ags"]: row["name"] for row in rows}
    wishes = {row["ags"]: _bare(row) for row in rows}
    shared = Counter(wishes.values())
    longer = {
        row["ags"]: _with_kreis(row, wishes[row["ags"]], names) if shared[wishes[row["ags"]]] > 1 else None
        for row in rows
    }
    wishes |= {ags: slug for ags, slug in longer.items() if slug}
    return _with_ags_where_shared(wishes)


def _bare(row: Mapping[str, str]) -> str:
    name = row["name"]
    if row["kind"] == "Landkreis" and "kreis" not in name.lower():
        name = f"landkreis {name}"
    return slugify_german(name)


def _with_kreis(row: Mapping[str, str], slug: str, names: Mapping[str, str]) -> str:
    kreis = names.get(row["kreis_ags"])
    return f"{slug}-{slugify_german(kreis)}" if kreis else slug


def _with_ags_where_shared(wishes: Mapping[str, str]) -> dict[str, str]:
    shared = Counter(wishes.values())
    return {ags: slug if shared[slug] == 1 else f"{slug}-{ags}" for ags, slug in wishes.items()}
