"""Stamps: what a step was done from, so that a second start does nothing again. Standard library only."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """Return a hash over the names and contents of the files and over the words."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0".encode())
        digest.update(path.read_bytes())
    for word in words:
        digest.update(f"\0{word}".encode())
    return digest.hexdigest()


def is_done(stamp: Path, print_: str) -> bool:
    """Say whether the step was done from the same inputs."""
    return stamp.exists() and stamp.read_text("utf-8") == print_


def mark_done(stamp: Path, print_: str) -> None:
    """Write the stamp; the last thing a step does, so that a broken one runs again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(print_, "utf-8")
