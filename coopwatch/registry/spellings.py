"""Names of organisations and portals: which row is meant by a spelling.

A spelling may hold `*` for an adjective's ending and `+` for a noun's genitive; one that begins with `?`
counts only in a context that a bare name does not have, so it resolves nothing here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_ENDINGS = {"*": "(?:e|er|en|em|es)?", "+": "(?:s|es)?"}


def folded(name: str) -> str:
    """Return the name without case, punctuation and white space ("Bayern-Portal" -> "bayernportal")."""
    return re.sub(r"[^\w²]|_", "", name.casefold())


def pattern_of(spelling: str) -> re.Pattern[str]:
    """Return the pattern that the folded form of a name must match to be this spelling."""
    parts = re.split(r"([*+])", spelling)
    return re.compile("".join(_ENDINGS.get(part) or re.escape(folded(part)) for part in parts))


@dataclass(slots=True)
class Names:
    """Resolves names to keys: exact names first, then spellings."""

    _plain: dict[str, int] = field(default_factory=dict)
    _patterns: list[tuple[re.Pattern[str], int]] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, Sequence[str]]]) -> "Names":
        """Build from rows of (key, name, spellings)."""
        names = cls()
        for key, name, spellings in rows:
            names.add(key, name)
            for spelling in spellings:
                names._add_spelling(key, spelling)
        return names

    def copy(self) -> "Names":
        """Return names of their own, so that what is added to them shows nowhere else."""
        return Names(dict(self._plain), list(self._patterns))

    def add(self, key: int, name: str) -> None:
        """Let `name` mean `key`; a canonical name wins over every spelling."""
        self._plain[folded(name)] = key

    def _add_spelling(self, key: int, spelling: str) -> None:
        if spelling.startswith("?"):
            return
        if "*" in spelling or "+" in spelling:
            self._patterns.append((pattern_of(spelling), key))
        else:
            self._plain.setdefault(folded(spelling), key)

    def find(self, name: str) -> int | None:
        """Return the key that `name` means, or None."""
        wanted = folded(name)
        if wanted in self._plain:
            return self._plain[wanted]
        return next((key for pattern, key in self._patterns if pattern.fullmatch(wanted)), None)
