"""The facts of an agreement as the review page shows them: what stands, what was said otherwise, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from zlib import crc32

from django.utils.translation import gettext as _

from coopwatch.curation.marked_text import SIGNS
from coopwatch.registry.actions.base import EDITOR_RULE
from coopwatch.registry.actions.preview import PreviewRow
from coopwatch.registry.actions.review import held_values
from coopwatch.registry.derive import derive
from coopwatch.registry.facts import BUND
from coopwatch.registry.models import Agreement, Evidence, Kommune, Land
from coopwatch.registry.settle import claims_of, researched_facts
from coopwatch.registry.steps import Step
from coopwatch.registry.vocabulary import Decision, EvidenceField, Kind, Stage, Topic

_CHOICES: dict[str, type] = {
    EvidenceField.KIND: Kind,
    EvidenceField.STATUS: Stage,
    EvidenceField.TOPICS: Topic,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A Kommune among which an editor chooses."""

    ags: str
    name: str
    kind: str
    kreis: str
    land: str

    @property
    def where(self) -> str:
        """Kind, Kreis and Land in words."""
        return ", ".join(part for part in (self.kind, self.kreis, self.land) if part)


@dataclass(frozen=True, slots=True)
class FactView:
    """One value of one field with its evidence; `held` says that it stands in the record now."""

    field: str
    value: str
    shown: str
    held: bool
    decision: str
    conflict: bool
    detail: str = ""
    researched: bool = False
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Place, ...] = ()

    @property
    def key(self) -> str:
        """The fact's name in element ids, the same on every server."""
        return f"{self.field}-{crc32(self.value.encode())}"

    @property
    def label(self) -> str:
        """The field in words."""
        return str(EvidenceField(self.field).label)

    @property
    def sign(self) -> str:
        """The field's letter."""
        return SIGNS[EvidenceField(self.field)]

    @property
    def is_open(self) -> bool:
        """Whether a person has yet to decide."""
        return self.decision == Decision.OPEN

    @property
    def quotes(self) -> list[Evidence]:
        """The evidence that has a place in an article."""
        return [evidence for evidence in self.evidence if evidence.quote]

    @property
    def confidence(self) -> int | None:
        """The surest reading in per cent, None where no machine read it."""
        known = [e.confidence for e in self.evidence if e.confidence is not None]
        return round(100 * max(known)) if known else None

    @property
    def origin(self) -> str:
        """Who says so, in words."""
        if any(evidence.rule == EDITOR_RULE for evidence in self.evidence):
            return _("von der Redaktion")
        if any(evidence.machine_version for evidence in self.evidence):
            return _("automatisch erfasst")
        return _("recherchiert") if self.researched else ""


@dataclass(slots=True)
class _Collected:
    evidence: list[Evidence] = field(default_factory=list)
    held: bool = False


def fact_views(agreement: Agreement) -> list[FactView]:
    """Return all facts in the order of the vocabulary, the standing ones of each field first."""
    derived = derive(researched_facts(agreement), claims_of(agreement))
    researched = set(held_values(facts)) if (facts := researched_facts(agreement)) else set()
    found: dict[tuple[str, str], _Collected] = defaultdict(_Collected)
    for fact in held_values(derived.facts):
        found[fact].held = True
    for evidence in agreement.evidence.select_related("article", "decided_by"):
        found[evidence.field, evidence.value].evidence.append(evidence)
    words = Words.of(found)
    views = [
        _view(fact, entry, fact in researched, derived.conflicts, words)
        for fact, entry in found.items()
        if entry.held or entry.evidence
    ]
    return sorted(views, key=_order)


def _order(view: FactView) -> tuple:
    fields = list(EvidenceField)
    return (
        fields.index(EvidenceField(view.field)),
        not view.held,
        view.decision == Decision.REJECTED,
        view.shown,
    )


def _view(
    fact: tuple[str, str], entry: _Collected, researched: bool, conflicts: Iterable[str], words: "Words"
) -> FactView:
    name, value = fact
    decisions = {evidence.decision for evidence in entry.evidence}
    decision = next((d for d in (Decision.ACCEPTED, Decision.REJECTED) if d in decisions), Decision.OPEN)
    candidates = {ags for evidence in entry.evidence for ags in evidence.candidates}
    return FactView(
        field=name,
        value=value,
        shown=words.of_value(name, value),
        held=entry.held,
        decision=decision,
        conflict=name in conflicts and decision != Decision.REJECTED,
        detail=next((evidence.detail for evidence in entry.evidence if evidence.detail), ""),
        researched=researched,
        evidence=tuple(entry.evidence),
        candidates=tuple(words.places[ags] for ags in sorted(candidates) if ags in words.places),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The German words for codes: names of Länder, and places by their AGS."""

    laender: Mapping[str, str]
    places: Mapping[str, Place]

    @classmethod
    def of(cls, found: Mapping[tuple[str, str], _Collected]) -> "Words":
        """Read the names of all places that the facts name, in two queries."""
        candidates = {ags for entry in found.values() for row in entry.evidence for ags in row.candidates}
        return cls.naming(
            {value for (name, value) in found if name == EvidenceField.PILOTKOMMUNEN} | candidates
        )

    @classmethod
    def naming(cls, ags: Iterable[str]) -> "Words":
        """Read the names of the Länder and of the places of these AGS, in two queries."""
        return cls(dict(Land.objects.values_list("code", "name")), places_of(ags))

    def of_value(self, name: str, value: str) -> str:
        """Return a canonical value as a person reads it."""
        if name in _CHOICES:
            return str(dict(_CHOICES[name].choices).get(value, value))
        if name == EvidenceField.PARTIES:
            return _("Bund") if value == BUND else self.laender.get(value, value)
        if name == EvidenceField.PILOTKOMMUNEN and value in self.places:
            place = self.places[value]
            return f"{place.name} ({place.where})"
        return german_date(value) if name == EvidenceField.DATE else value


def in_words(rows: list[PreviewRow]) -> list[PreviewRow]:
    """Return the rows of a preview with values as a person reads them."""
    sides = ("left", "right", "result")
    ags = {
        v
        for row in rows
        if row.field == EvidenceField.PILOTKOMMUNEN
        for side in sides
        for v in getattr(row, side)
    }
    words = Words.naming(ags)
    return [
        replace(
            row, **{side: tuple(words.of_value(row.field, v) for v in getattr(row, side)) for side in sides}
        )
        for row in rows
    ]


def steps_in_words(steps: Iterable[Step]) -> list[Step]:
    """Return steps of the history with values as a person reads them."""
    steps = list(steps)
    fields = {str(name.label): str(name) for name in EvidenceField}
    pilots = str(EvidenceField.PILOTKOMMUNEN.label)
    words = Words.naming({step.value for step in steps if step.what == pilots})
    return [_step_in_words(step, fields.get(step.what, ""), words) for step in steps]


def _step_in_words(step: Step, name: str, words: Words) -> Step:
    if step.value:
        return replace(step, value=words.of_value(name, step.value))
    if name == EvidenceField.DATE:
        return replace(step, before=german_date(step.before), after=german_date(step.after))
    return step


def german_date(value: str) -> str:
    """Return "2016-09-05" as "05.09.2016", "2016-09" as "09/2016", a year as it is."""
    parts = value.split("-")
    return {3: ".".join(reversed(parts)), 2: "/".join(reversed(parts))}.get(len(parts), value)


def places_of(ags: Iterable[str]) -> dict[str, Place]:
    """Return places by AGS, with the names of Kreis and Land."""
    rows = Kommune.objects.filter(ags__in=list(ags)).select_related("kreis", "land")
    return {row.ags: place_of(row) for row in rows}


def place_of(row: Kommune) -> Place:
    """Return a Kommune as a place to choose."""
    kreis = row.kreis.full_name if row.kreis else ""
    return Place(row.ags, row.name, row.kind, kreis, row.land.name)
