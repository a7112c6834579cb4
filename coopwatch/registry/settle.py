"""Writing the facts of an agreement: everything that changes a fact ends in `settle`."""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import prefetch_related_objects

from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts, basis_of, date_columns, date_value
from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import Agreement, Kommune, Pilotkommune, Signatory
from coopwatch.registry.search import RELATIONS, write_search_texts
from coopwatch.registry.titles import title_of
from coopwatch.registry.vocabulary import Decision, Visibility

COLUMNS = ("name", "kind", "status", "date", "date_precision", "date_basis", "bund", "topics", "earlier")


@transaction.atomic(savepoint=False)
def settle(
    agreement: Agreement,
    lookups: Lookups,
    reason: str = "",
    refresh_search: bool = True,
    is_first: bool = False,
) -> tuple[str, ...]:
    """Bring an agreement in line with its evidence; return the names of the changed facts.

    One row of history is written where something changed, and for the first time in any case. An agreement
    that falls below two parties is no longer public but waits for a person. Who settles many at once
    refreshes their search texts together.
    """
    is_new = agreement.pk is None
    _read_relations(agreement, is_empty=is_new or is_first)
    has_own_title = not is_first and _has_own_title(agreement, lookups)
    derived = derive(researched_facts(agreement), [] if is_new else claims_of(agreement))
    changed = _write_columns(agreement, derived.facts)
    changed += _assign(agreement, "conflicts", list(derived.conflicts))
    agreement.save_without_step()
    changed += _write_relations(agreement, derived.facts, lookups)
    changed += _withhold_without_parties(agreement, derived.facts)
    if changed or is_new or is_first:
        changed += [] if has_own_title else _write_title(agreement, lookups)
        agreement.record_step("+" if is_new or is_first else "~", reason)
        if refresh_search:
            write_search_texts([agreement])
    agreement._prefetched_objects_cache = {}
    return tuple(changed)


def _read_relations(agreement: Agreement, is_empty: bool) -> None:
    """Read all relations once, for title, comparison and search; a new agreement has none."""
    names = [name.partition("__")[0] for name in RELATIONS]
    agreement._prefetched_objects_cache = {}
    if is_empty:
        _note_as_empty(agreement, names)
    else:
        prefetch_related_objects([agreement], *RELATIONS)


def _note_as_empty(agreement: Agreement, names: Iterable[str]) -> None:
    """Spare the queries for relations that are known to have no rows."""
    for name in names:
        model = Agreement._meta.get_field(name).related_model
        agreement._prefetched_objects_cache[name] = model._default_manager.none()


def _has_own_title(agreement: Agreement, lookups: Lookups) -> bool:
    """Whether the research or a person gave the title: then it is not the one that the facts make."""
    if agreement.pk is None or not agreement.title:
        return bool(agreement.title)
    return agreement.researched is not None or agreement.title != title_of(
        facts_of(agreement), lookups.land_names
    )


def _write_title(agreement: Agreement, lookups: Lookups) -> list[str]:
    """Make the title anew from what is stored, so that partners bear their usual names."""
    prefetch_related_objects([agreement], *RELATIONS)
    changed = _assign(agreement, "title", title_of(facts_of(agreement), lookups.land_names))
    if changed:
        agreement.save_without_step()
    return changed


def researched_facts(agreement: Agreement) -> Facts | None:
    """Return the facts of the researched line, None for an act that nobody researched."""
    line = agreement.researched
    if line is None:
        return None
    return Facts(
        name=line["name"] or "",
        kind=line["kind"],
        status=line["status"],
        date=line["date"] or "",
        date_basis=basis_of(line["date"] or "", ""),
        parties=frozenset(line["parties"]),
        partners=frozenset(line["partners"]),
        portals=frozenset(line["portals"]),
        pilotkommunen=frozenset(line["pilot_ags"]),
        topics=frozenset(line["topics"]),
    )


def claims_of(agreement: Agreement) -> list[Claim]:
    """Return the evidence of an agreement as claims; decisions are ordered by their time."""
    rows = agreement.evidence.order_by(models.F("decided_at").asc(nulls_first=True), "pk")
    return [
        Claim(e.field, e.value, e.detail, e.article_id, e.confidence or 0.0, e.decision, order)
        for order, e in enumerate(rows)
    ]


def facts_of(agreement: Agreement) -> Facts:
    """Return the facts that an agreement holds now."""
    basis = agreement.date_basis if agreement.date else ""
    return Facts(
        name=agreement.name,
        kind=agreement.kind,
        status=agreement.status,
        date=date_value(agreement.date, agreement.date_precision),
        date_basis=basis,
        parties=frozenset(agreement.party_codes),
        partners=frozenset(
            [organisation.name for organisation in agreement.partner_organisations.all()]
            + [kommune.full_name for kommune in agreement.partner_kommunen.all()]
        ),
        portals=frozenset(portal.name for portal in agreement.portals.all()),
        pilotkommunen=frozenset(pilot.kommune_id for pilot in agreement.pilotkommunen.all()),
        topics=frozenset(agreement.topics),
        earlier=frozenset(agreement.earlier),
        signatories=frozenset((s.name, s.party) for s in agreement.signatories.all()),
    )


def is_decided(agreement: Agreement) -> bool:
    """Whether a person has decided on any fact of the agreement."""
    return agreement.evidence.exclude(decision=Decision.OPEN).exists()


def _assign(agreement: Agreement, name: str, value: object) -> list[str]:
    if getattr(agreement, name) == value:
        return []
    setattr(agreement, name, value)
    return [name]


def _write_columns(agreement: Agreement, facts: Facts) -> list[str]:
    day, precision = date_columns(facts.date)
    values = (
        facts.name,
        facts.kind,
        facts.status,
        day,
        precision,
        facts.date_basis,
        facts.bund,
        sorted(facts.topics),
        sorted(facts.earlier),
    )
    return [
        name
        for column, value in zip(COLUMNS, values, strict=True)
        for name in _assign(agreement, column, value)
    ]


def _write_relations(agreement: Agreement, facts: Facts, lookups: Lookups) -> list[str]:
    partners = [lookups.partner(name, facts.laender) for name in sorted(facts.partners)]
    organisations = {key for sort, key in partners if sort == "organisation"}
    kommunen = {key for sort, key in partners if sort == "kommune"}
    pilots = _known_ags(facts.pilotkommunen)
    portals = {lookups.portal(name) for name in sorted(facts.portals)}
    steps = (
        ("laender", "laender", Agreement.laender.through, "land_id", facts.laender),
        (
            "partners",
            "partner_organisations",
            Agreement.partner_organisations.through,
            "organisation_id",
            organisations,
        ),
        ("partners", "partner_kommunen", Agreement.partner_kommunen.through, "kommune_id", kommunen),
        ("portals", "portals", Agreement.portals.through, "portal_id", portals),
        ("pilotkommunen", "pilotkommunen", Pilotkommune, "kommune_id", pilots),
    )
    changed = [name for name, *step in steps if _sync(agreement, *step)]
    if _sync_signatories(agreement, facts):
        changed.append("signatories")
    return changed


def _known_ags(wanted: frozenset[str]) -> set[str]:
    """Return those that the gazetteer holds; Kommunen that were merged away have no row."""
    return set(Kommune.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _sync(
    agreement: Agreement, relation: str, through: type[models.Model], column: str, wanted: Iterable
) -> bool:
    """Make the rows of a relation those that are wanted; return whether anything changed."""
    present, wanted = _present(agreement, relation, through, column), set(wanted)
    if present == wanted:
        return False
    if present - wanted:
        rows = through._default_manager.filter(agreement_id=agreement.pk)
        rows.filter(**{f"{column}__in": present - wanted}).delete()
    new = [through(agreement_id=agreement.pk, **{column: key}) for key in sorted(wanted - present)]
    through._default_manager.bulk_create(new)
    _forget(agreement, relation)
    return True


def _present(agreement: Agreement, relation: str, through: type[models.Model], column: str) -> set:
    """The keys of a relation as they were read: of the rows themselves, or of what they point to."""
    rows = getattr(agreement, relation).all()
    return {getattr(row, column) if isinstance(row, through) else row.pk for row in rows}


def _forget(agreement: Agreement, relation: str) -> None:
    """Have a relation that was changed read again when it is asked for."""
    agreement._prefetched_objects_cache.pop(relation, None)


def _sync_signatories(agreement: Agreement, facts: Facts) -> bool:
    present = {(row.name, row.party) for row in agreement.signatories.all()}
    if present == facts.signatories:
        return False
    if present:
        Signatory.objects.filter(agreement=agreement).delete()
    new = [Signatory(agreement=agreement, name=n, party=p) for n, p in sorted(facts.signatories)]
    Signatory.objects.bulk_create(new)
    _forget(agreement, "signatories")
    return True


def has_parties(agreement: Agreement) -> bool:
    """Return whether the agreement names two parties or more; most need one query for that."""
    return int(agreement.bund) + agreement.laender.count() > 1 or party_count(agreement) > 1


def party_count(agreement: Agreement) -> int:
    """Return how many parties the agreement names: Bund, Länder, partners and Pilotkommunen."""
    relations = ("laender", "partner_organisations", "partner_kommunen", "pilotkommunen")
    return int(agreement.bund) + sum(getattr(agreement, name).count() for name in relations)


def _withhold_without_parties(agreement: Agreement, facts: Facts) -> list[str]:
    if agreement.visibility != Visibility.PUBLISHED or len(facts.parties) > 1 or party_count(agreement) > 1:
        return []
    agreement.visibility = Visibility.WAITING
    agreement.save_without_step()
    return ["visibility"]
