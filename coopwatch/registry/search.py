"""The text in which the full-text search looks: one function makes it, whatever changed the agreement."""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects
from django.utils import translation

from coopwatch.registry.models import Agreement

RELATIONS = (
    "laender",
    "partner_organisations",
    "partner_kommunen",
    "portals",
    "pilotkommunen__kommune",
    "signatories",
)


def search_text_of(agreement: Agreement) -> str:
    """Return title, name, summary, kind, parties, partners, portals, pilots and signatories as one text."""
    parts = [
        agreement.title,
        agreement.name,
        agreement.summary,
        agreement.get_kind_display(),
        "Bund" if agreement.bund else "",
        *(f"{land.name} {land.full_name}" for land in agreement.laender.all()),
        *(organisation.name for organisation in agreement.partner_organisations.all()),
        *(kommune.full_name for kommune in agreement.partner_kommunen.all()),
        *(portal.name for portal in agreement.portals.all()),
        *(pilot.kommune.full_name for pilot in agreement.pilotkommunen.all()),
        *(signatory.name for signatory in agreement.signatories.all()),
    ]
    return "\n".join(part for part in parts if part)


def refresh_search_texts(agreements: Iterable[Agreement]) -> None:
    """Write the search texts that changed, past the history: they are derived from what the history keeps."""
    agreements = list(agreements)
    for agreement in agreements:
        agreement._prefetched_objects_cache = {}
    write_search_texts(agreements)


def write_search_texts(agreements: Sequence[Agreement]) -> None:
    """Do the same with the relations that were read already; the others are read."""
    prefetch_related_objects(agreements, *RELATIONS)
    changed = []
    with translation.override("de"):
        for agreement in agreements:
            if (text := search_text_of(agreement)) != agreement.search_text:
                agreement.search_text = text
                changed.append(agreement)
    Agreement.objects.bulk_update(changed, ["search_text"], batch_size=500)
