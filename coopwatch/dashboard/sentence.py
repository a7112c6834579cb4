"""The filter in words: one sentence for the whole, one chip for each part."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coopwatch.dashboard.filters import (
    BUND_CHOICES,
    SCOPE_CHOICES,
    UNDATED_CHOICES,
    AgreementFilter,
)
from coopwatch.dashboard.state import FilterState
from coopwatch.dashboard.words import BUND, PartyNames, join_words, number
from coopwatch.registry.vocabulary import CheckState, Kind, Stage, Topic

CLOSED = {
    "art": dict(Kind.choices),
    "stand": dict(Stage.choices),
    "thema": dict(Topic.choices),
    "pruefung": dict(CheckState.choices),
    "bund": dict(BUND_CHOICES),
    "umfang": dict(SCOPE_CHOICES),
    "undatiert": dict(UNDATED_CHOICES),
}
# What stands in the chip before the value, where the value alone would not say what it is.
PREFIXED = {"portal", "pilot", "partner", "quelle", "von", "bis", "q", "thema", "stand"}


@dataclass(frozen=True)
class Chip:
    """One removable part of the filter: what it says, and the state without it."""

    label: str
    remaining: FilterState


@dataclass(frozen=True)
class Wording:
    """Puts a filter into words, with the names of the values that it holds."""

    state: FilterState
    parties: PartyNames
    labels: dict[tuple[str, str], str]
    titles: dict[str, str]

    @classmethod
    def of(cls, asked: AgreementFilter, parties: PartyNames) -> "Wording":
        """Collect the names of the chosen values from the filter's own form."""
        labels = {
            (name, row.slug): str(row)
            for name, value in asked.chosen.items()
            if not isinstance(value, (str, int))
            for row in value
            if hasattr(row, "slug")
        }
        titles = {name: str(part.label) for name, part in asked.base_filters.items()}
        return cls(FilterState.read(asked), parties, labels, titles)

    def label(self, name: str, value: str) -> str:
        """Return the words for one value of one parameter."""
        if name == "partei":
            return self.parties[value]
        return str(CLOSED.get(name, {}).get(value) or self.labels.get((name, value), value))

    def labelled(self, name: str) -> list[str]:
        """Return the words for all values of one parameter."""
        return [self.label(name, value) for value in self.state.get(name)]

    def chips(self) -> list[Chip]:
        """Return one chip for each value; the mode of the parties is told by the sentence alone."""
        parts = [(name, value) for name, values in self.state.values for value in values if name != "modus"]
        return [Chip(self.chip_label(*part), self.state.without(*part)) for part in parts]

    def chip_label(self, name: str, value: str) -> str:
        """Return what a chip says: "Portal: BayernPortal", "Bayern"."""
        label = self.label(name, value)
        return f"{self.titles[name]}: {label}" if name in PREFIXED else label

    def sentence(self, count: int) -> str:
        """Return the filter as a sentence: "12 Vereinbarungen von Bayern mit dem Bund seit 2020"."""
        subject = ngettext("{n} Vereinbarung", "{n} Vereinbarungen", count).format(n=number(count))
        return " ".join([subject, *self.words()])

    def subject(self) -> str:
        """Return the filter without a number: "Vereinbarungen von Bayern mit dem Bund seit 2020"."""
        return " ".join([_("Vereinbarungen"), *self.words()])

    def words(self) -> list[str]:
        """Return what each part of the filter says."""
        parts = [self.party_words(), *self.closed_words(), *self.named_words(), self.year_words()]
        return [part for part in parts if part]

    def party_words(self) -> str:
        """Return "von Bayern mit dem Bund", "von Bayern oder Hessen", "nur zwischen Bayern und Hessen"."""
        codes = sorted(self.state.get("partei"), key=lambda code: (code == BUND, self.parties[code]))
        if not codes:
            return ""
        mode = self.state.get("modus")
        if mode == ("unter",):
            return _("nur zwischen {names}").format(names=self.parties.listed(codes))
        if mode == ("eine",):
            return _("mit Beteiligung von {names}").format(
                names=join_words((self.parties[code] for code in codes), _("oder"))
            )
        first, *others = codes
        mit = _("mit {names}").format(names=join_words(self.parties.after_with(code) for code in others))
        return f"{self.parties.after_of(first)} {mit}" if others else self.parties.after_of(first)

    def closed_words(self) -> list[str]:
        """Return the words for Bund, scope, kind, stage, topic and state of checking."""
        forms: dict[str, Callable[[], str]] = {
            "bund": lambda: "{}",
            "umfang": lambda: "({})",
            "art": lambda: _("der Art {}"),
            "stand": lambda: _("mit dem Stand {}"),
            "thema": lambda: _("zum Thema {}"),
            "pruefung": lambda: "({})",
        }
        return [
            form().format(join_words(self.labelled(name), _("oder")))
            for name, form in forms.items()
            if self.state.get(name)
        ]

    def named_words(self) -> list[str]:
        """Return the words for portals, pilots, partners, sources and the search."""
        forms = {
            "portal": _("mit dem Portal {}"),
            "pilot": _("mit der Pilotkommune {}"),
            "partner": _("mit dem Partner {}"),
            "quelle": _("nach der Quelle {}"),
            "q": _("zu „{}“"),
        }
        return [
            form.format(join_words(self.labelled(name), _("oder")))
            for name, form in forms.items()
            if self.state.get(name)
        ]

    def year_words(self) -> str:
        """Return "seit 2020", "bis 2019", "von 2015 bis 2020", "aus 2020", and what of the undated."""
        first, last = self.state.get("von"), self.state.get("bis")
        undated = self.state.get("undatiert")
        if undated == ("nur",):
            return _("ohne Datum")
        words = ""
        if first and last:
            form = _("aus dem Jahr {first}") if first == last else _("von {first} bis {last}")
            words = form.format(first=first[0], last=last[0])
        elif first or last:
            words = (_("seit {}") if first else _("bis {}")).format((first or last)[0])
        return f"{words} {_('und ohne Datum')}" if undated and words else words
