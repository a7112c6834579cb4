"""Loading the reference data. Every step can be repeated."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import models, transaction

from coopwatch.registry.models import AGS_PREFIXES, Kommune, Land, Organisation, Portal, Source
from coopwatch.registry.slugs import free_slug, kommune_slugs
from coopwatch.registry.vocabulary import CheckState, OrganisationKind

DATA = Path(__file__).parent / "data"
# Read as data: the registry knows the files of the lexicon, not its code.
LEXICON = Path(settings.BASE_DIR) / "coopwatch" / "extraction" / "lexicon"
ALL_KOMMUNEN = DATA / "kommunen.csv"

Row = TypeVar("Row", bound=models.Model)
Body = TypeVar("Body", Organisation, Portal)


def read_csv(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header; lines that begin with # are comments."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=delimiter))


@transaction.atomic
def load_all(kommunen: Path = ALL_KOMMUNEN) -> dict[str, int]:
    """Load everything and return how many rows of each sort were written (0 on a second run)."""
    return {
        "Länder": load_laender(),
        "Kommunen": load_kommunen(kommunen),
        "Quellen": load_sources(),
        "Organisationen": load_organisations(),
        "Portale": load_portals(),
    }


def load_laender() -> int:
    """Write the sixteen Länder; return how many are new or changed."""
    rows = read_csv(DATA / "laender.csv")
    return write([Land(**row | _point(row), ags=AGS_PREFIXES[row["code"]]) for row in rows])


def load_kommunen(path: Path = ALL_KOMMUNEN) -> int:
    """Write the gazetteer; return how many rows are new or changed."""
    rows = read_csv(path)
    slugs = kommune_slugs(rows)
    return write([_kommune(row, slugs[row["ags"]]) for row in rows])


def _kommune(row: dict[str, str], slug: str) -> Kommune:
    return Kommune(
        ags=row["ags"],
        slug=slug,
        name=row["name"],
        kind=row["kind"],
        land_id=row["land"],
        kreis_id=row["kreis_ags"] or None,
        population=int(row["population"]) if row["population"] else None,
        **_point(row),
    )


def _point(row: dict[str, str]) -> dict[str, float]:
    return {"lat": float(row["lat"]), "lon": float(row["lon"])}


def write(wanted: Sequence[Row]) -> int:
    """Insert or update those rows that differ from what is stored; return their number."""
    model = type(wanted[0])
    names = [field.attname for field in model._meta.concrete_fields]
    stored = set(model._default_manager.values_list(*names))
    changed = [row for row in wanted if tuple(getattr(row, name) for name in names) not in stored]
    key = model._meta.pk.attname
    model._default_manager.bulk_create(
        changed,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[field.name for field in model._meta.concrete_fields if field.attname != key],
    )
    return len(changed)


def load_sources() -> int:
    """Add the publishers that are missing, with their feeds off; what an operator has set stays."""
    rows = read_csv(DATA / "sources.csv")
    known = set(Source.objects.values_list("name", flat=True))
    taken = set(Source.objects.values_list("slug", flat=True))
    new = [Source(slug=free_slug(row["name"], taken), **row) for row in rows if row["name"] not in known]
    return len(Source.objects.bulk_create(new))


def load_organisations() -> int:
    """Add or update the organisations of the lexicon; return how many are new or changed."""
    return _load_bodies(Organisation, LEXICON / "organisations.csv")


def load_portals() -> int:
    """Add or update the portals of the lexicon; return how many are new or changed."""
    return _load_bodies(Portal, LEXICON / "portals.csv")


def _load_bodies(model: type[Body], path: Path) -> int:
    """Write one lexicon file. Of a body with a history, which a person edited, only spellings follow."""
    if not path.exists():
        return 0
    edited = set(model.history.values_list("id", flat=True))
    known = {body.name: body for body in model.objects.prefetch_related("laender")}
    taken = {body.slug for body in known.values()}
    changed = 0
    for row in read_csv(path, delimiter=";"):
        body = known.pop(row["name"], None) or model(name=row["name"], slug=free_slug(row["name"], taken))
        write_one = _follow_file if body.pk in edited else _write_body
        changed += write_one(body, row)
    return changed + sum(_forget(body, body.pk in edited) for body in known.values())


def _write_body(body: Body, row: dict[str, str]) -> bool:
    spellings = _spellings(row)
    facts = {"spellings": spellings, "file_spellings": spellings, "check_state": CheckState.CHECKED}
    if isinstance(body, Organisation):
        facts["kind"] = row["kind"] if row["kind"] in OrganisationKind.values else OrganisationKind.SONSTIGE
    laender = {code for code in row["land"].split() if code in AGS_PREFIXES}
    present = {land.code for land in body.laender.all()} if body.pk else set()
    return _set(body, facts, None if body.pk and present == laender else laender)


def _follow_file(body: Body, row: dict[str, str]) -> bool:
    """Take over what came to the file and what went from it; what a person added or took away stays so."""
    now = _spellings(row)
    before = now if body.file_spellings is None else body.file_spellings
    kept = [spelling for spelling in body.spellings if spelling in now or spelling not in before]
    new = [spelling for spelling in now if spelling not in before and spelling not in kept]
    return _set(body, {"spellings": kept + new, "file_spellings": now})


def _forget(body: Body, is_edited: bool) -> bool:
    """Take the spellings of a body that went from its file; for its name only a person may vouch."""
    if body.file_spellings is None:
        return False
    own = [spelling for spelling in body.spellings if spelling not in body.file_spellings]
    state = body.check_state if is_edited else CheckState.AUTOMATIC
    return _set(body, {"spellings": own, "file_spellings": None, "check_state": state})


def _set(body: Body, facts: dict[str, object], laender: Iterable[str] | None = None) -> bool:
    """Write what differs, the Länder where they are given; return whether anything did."""
    if laender is None and all(getattr(body, name) == value for name, value in facts.items()):
        return False
    for name, value in facts.items():
        setattr(body, name, value)
    save_without_history(body, laender)
    return True


def _spellings(row: dict[str, str]) -> list[str]:
    return [spelling for spelling in (row["spellings"] or "").split("|") if spelling]


def save_without_history(body: Organisation | Portal, laender: Iterable[str] | None) -> None:
    """Save a body that reference data describe; its history holds what people did, nothing else."""
    body.skip_history_when_saving = True
    body.save()
    if laender is not None:
        body.laender.set(laender)
    del body.skip_history_when_saving
