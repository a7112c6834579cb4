"""Taking the researched acts into the registry, and corrected editions; what persons decided stays."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.dispatch import Signal

from coopwatch.registry.lookups import Lookups, Unresolved
from coopwatch.registry.models import Agreement
from coopwatch.registry.register_file import Act, RegisterFile
from coopwatch.registry.research_sources import SourceBook
from coopwatch.registry.search import refresh_search_texts
from coopwatch.registry.settle import is_decided, settle
from coopwatch.registry.vocabulary import CheckState, Visibility

# Sent with `keys`, those of the agreements that are new or changed, in the transaction of the load.
research_loaded = Signal()
LOADED = "aus der Recherche geladen"
CORRECTED = "korrigierte Fassung der Recherche"
GONE = "in der Recherche nicht mehr enthalten"


@dataclass(slots=True)
class LoadReport:
    """What a load did: numbers by outcome, names left open, rows that were made, withdrawals refused.

    `touched` are the ids of the acts that are new or changed.
    """

    outcomes: Counter = field(default_factory=Counter)
    unresolved: list[tuple[str, Unresolved]] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)


@transaction.atomic
def load(file: RegisterFile, keep_missing: bool = False) -> LoadReport:
    """Load all acts of a file.

    Acts that it does not name are withdrawn, unless `keep_missing` or a broken line hides an id.
    """
    report, lookups, book = LoadReport(), Lookups.load(new_state=CheckState.RESEARCHED), SourceBook.load()
    known = {agreement.register_id: agreement for agreement in researched_agreements()}
    were_linked = {key for key, agreement in known.items() if (agreement.researched or {}).get("predecessor")}
    book.add_articles(page for act in file.acts for page in act.sources)
    for act in in_order_of_chains(file.acts):
        _load_act(act, known, lookups, book, report)
    book.close()
    _link_predecessors(file.acts, known, were_linked, report)
    refresh_search_texts(known.values())
    present = {act.id for act in file.acts} | {fault.id for fault in file.faults}
    if not keep_missing and "" not in present:
        _withdraw((known[key] for key in known if key not in present), report)
    report.created = lookups.created
    research_loaded.send(sender=LoadReport, keys=[known[key].pk for key in report.touched])
    return report


def researched_agreements():
    """All researched agreements, locked: what an editor decides comes before or after a load."""
    rows = Agreement.objects.exclude(register_id=None).select_for_update().order_by("pk")
    return rows.with_everything_for_lists()


def _load_act(
    act: Act, known: dict[str, Agreement], lookups: Lookups, book: SourceBook, report: LoadReport
) -> None:
    line = line_of(act, lookups, report)
    agreement = known.get(act.id)
    if agreement is None:
        known[act.id] = agreement = _new(act, line, known.get(act.predecessor))
        changed = settle(agreement, lookups, LOADED, refresh_search=False)
        outcome = "neu"
    elif agreement.researched == line:
        changed, outcome = _bring_back(agreement, lookups), "unverändert"
    else:
        changed = _renew(agreement, act, line, lookups)
        outcome = "geändert"
    linked = book.link(agreement, act.sources)
    if outcome == "unverändert" and (changed or linked):
        outcome = "geändert"
    if outcome == "geändert":
        report.changes.append(f"{act.id}: {', '.join(changed) or 'Quellen oder Angaben ohne Wirkung'}")
    report.outcomes[outcome] += 1
    if outcome != "unverändert":
        report.touched.append(act.id)


def line_of(act: Act, lookups: Lookups, report: LoadReport) -> dict:
    """Return the act as it is kept, with the AGS of its pilots; pilots that stay open go to the report."""
    line = asdict(act)
    line["sources"] = [
        source | {"published_on": str(source["published_on"] or "")} for source in line["sources"]
    ]
    ags = set()
    for pilot in act.pilots:
        answer = lookups.places.find(pilot.name, pilot.type, [pilot.land])
        if answer.ags:
            ags.add(answer.ags)
        else:
            name = f"{pilot.name} ({pilot.type}, {pilot.land})"
            report.unresolved.append((act.id, Unresolved("pilotkommunen", name, answer.reason)))
    line["pilot_ags"] = sorted(ags)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in line.items()}


def in_order_of_chains(acts: Iterable[Act]) -> list[Act]:
    """Return the acts with predecessors before those that follow them, else in the order of the file."""
    by_id = {act.id: act for act in acts}
    ordered: dict[str, Act] = {}
    for act in by_id.values():
        chain = [act]
        while (
            (before := by_id.get(chain[-1].predecessor)) and before.id not in ordered and before not in chain
        ):
            chain.append(before)
        ordered |= {link.id: link for link in reversed(chain)}
    return list(ordered.values())


def _new(act: Act, line: dict, predecessor: Agreement | None) -> Agreement:
    return Agreement(
        slug=act.id,
        register_id=act.id,
        title=act.title,
        summary=act.summary,
        sure=act.sure,
        researched=line,
        predecessor=predecessor,
        check_state=CheckState.RESEARCHED,
        visibility=Visibility.PUBLISHED,
    )


def _renew(agreement: Agreement, act: Act, line: dict, lookups: Lookups) -> tuple[str, ...]:
    """Take over a corrected line; title and summary only where they are still those of the old line."""
    old, agreement.researched, agreement.sure = agreement.researched, line, act.sure
    changed = []
    for name in ("title", "summary"):
        if getattr(agreement, name) == old[name] != line[name]:
            setattr(agreement, name, line[name])
            changed.append(name)
    settled = settle(agreement, lookups, CORRECTED, refresh_search=False)
    if changed and not settled:
        _record(agreement, CORRECTED)
    return (*changed, *settled, *_bring_back(agreement, lookups))


def _record(agreement: Agreement, reason: str) -> None:
    agreement._change_reason = reason
    agreement.save()


def _bring_back(agreement: Agreement, lookups: Lookups) -> tuple[str, ...]:
    """Publish again what was withdrawn because its line was missing; what a person rejected stays so."""
    last = agreement.history.first() if agreement.visibility == Visibility.REJECTED else None
    if last is None or last.history_change_reason != GONE:
        return ()
    agreement.visibility = Visibility.PUBLISHED
    _record(agreement, "wieder in der Recherche enthalten")
    return ("visibility",)


def _link_predecessors(
    acts: Iterable[Act], known: dict[str, Agreement], were_linked: set[str], report: LoadReport
) -> None:
    """Join the chains of the file; one that the articles showed stays where the file never named any."""
    wanted = {act.id: act.predecessor for act in acts}
    for key, predecessor in wanted.items():
        if predecessor and (reason := _unlinkable(key, wanted, known)):
            report.unresolved.append((key, Unresolved("predecessor", predecessor, reason)))
            predecessor = ""
        if not wanted[key] and key not in were_linked:
            continue
        target = known[predecessor] if predecessor else None
        agreement = known[key]
        if agreement.predecessor_id != (target.pk if target else None) and not _predecessor_by_person(
            agreement
        ):
            agreement.predecessor = target
            agreement.save(update_fields=["predecessor", "updated_at"])


def _unlinkable(key: str, wanted: dict[str, str], known: dict[str, Agreement]) -> str:
    """Why an act cannot follow its predecessor, "" where it can."""
    if wanted[key] not in known:
        return "keine Vereinbarung mit dieser Kennung"
    seen, at = {key}, wanted[key]
    while at:
        if at in seen:
            return "die Kette beißt sich in den Schwanz"
        seen.add(at)
        at = wanted.get(at, "")
    return ""


def _predecessor_by_person(agreement: Agreement) -> bool:
    """Whether the present predecessor was set by a person (the history names a user for the change)."""
    steps = list(agreement.history.values_list("predecessor_id", "history_user_id"))
    changes = zip(steps, [*steps[1:], (None, None)], strict=True)
    return any(new[0] != old[0] and new[1] for new, old in changes)


def _withdraw(missing: Iterable[Agreement], report: LoadReport) -> None:
    for agreement in missing:
        if agreement.visibility != Visibility.PUBLISHED:
            continue
        if (
            agreement.check_state == CheckState.CHECKED
            or is_decided(agreement)
            or agreement.evidence.exists()
        ):
            report.kept.append(agreement.register_id)
            continue
        agreement.visibility = Visibility.REJECTED
        _record(agreement, GONE)
        report.outcomes["zurückgezogen"] += 1
