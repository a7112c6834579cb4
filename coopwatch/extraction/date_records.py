"""The record of one date of the text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date of the text. `said` is how: day, month, year, season, relative, weekday, week, ago, holiday;
    `future` if it says so."""

    start: int
    end: int
    value: str | None
    said: str
    future: bool = False

    @property
    def precision(self) -> int:
        """3 for a day, 2 for a month, 1 for a year, 0 for none."""
        return len(self.value.split("-")) if self.value else 0
