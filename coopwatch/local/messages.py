"""Compiles the translations, without the gettext programs that a bare machine lacks."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from coopwatch.local.stamps import ROOT


def compile_messages(folder: Path = ROOT / "locale") -> int:
    """Write the .mo file beside each .po file that is newer; return how many were written."""
    changed = [path for path in folder.rglob("*.po") if is_newer(path, path.with_suffix(".mo"))]
    for path in changed:
        with path.open("rb") as source:
            catalog = read_po(source)
        fresh = path.with_suffix(".mo-new")
        with fresh.open("wb") as target:
            write_mo(target, catalog)
        fresh.replace(path.with_suffix(".mo"))
    return len(changed)


def is_newer(source: Path, target: Path) -> bool:
    """Say whether the target is missing or older than its source."""
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
