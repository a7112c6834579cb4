"""The text in which the full-text search looks: one function makes it, whatever changed the agreement."""

from coopwatch.registry.models import Agreement


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
        *(pilot.kommune.full_name for pilot in agreement.pilotkommunen.select_related("kommune")),
        *(signatory.name for signatory in agreement.signatories.all()),
    ]
    return "\n".join(part for part in parts if part)


def refresh_search_text(agreement: Agreement) -> None:
    """Write the search text if it changed, past the history: it is derived from what the history keeps."""
    text = search_text_of(agreement)
    if text != agreement.search_text:
        agreement.search_text = text
        Agreement.objects.filter(pk=agreement.pk).update(search_text=text)
