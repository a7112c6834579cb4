"""The directories: Länder, portals, Pilotkommunen, sources, each with its number of agreements."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coopwatch.dashboard.words import BUND, alphabetical, party_names
from coopwatch.registry.models import Agreement, Kommune, Land, Organisation, Portal, Source


@dataclass(frozen=True)
class Entry:
    """One line of a directory."""

    name: str
    address: str
    note: str
    count: int


def published(path: str) -> Count:
    """Return the expression that counts the public agreements reached over `path`."""
    return Count(path, filter=Q(**{f"{path}__visibility": "published"}), distinct=True)


def party_entries() -> list[Entry]:
    """List the Bund and the Länder."""
    names = party_names()
    laender = Land.objects.annotate(n=published("agreements"))
    entries = [Entry(names[land.code], f"/land/{land.slug}/", land.code, land.n) for land in laender]
    bund = Entry(names[BUND], "/bund/", BUND, Agreement.objects.public().filter(bund=True).count())
    return [bund, *sorted(entries, key=lambda entry: entry.name)]


def portal_entries() -> list[Entry]:
    """List the portals that occur in an agreement."""
    names = party_names()
    portals = Portal.objects.annotate(n=published("agreements")).filter(n__gt=0).prefetch_related("laender")
    return [
        Entry(item.name, f"/portal/{item.slug}/", names.listed(x.code for x in item.laender.all()), item.n)
        for item in portals
    ]


def pilot_entries() -> list[Entry]:
    """List the Kommunen that take part in an agreement as pilots."""
    names = party_names()
    kommunen = Kommune.objects.annotate(n=published("pilot_roles__agreement")).filter(n__gt=0)
    return [Entry(k.full_name, f"/kommune/{k.slug}/", names[k.land_id], k.n) for k in kommunen]


def organisation_entries() -> list[Entry]:
    """List the organisations that are partners of an agreement."""
    bodies = Organisation.objects.annotate(n=published("agreements")).filter(n__gt=0)
    return [Entry(b.name, f"/organisation/{b.slug}/", str(b.get_kind_display()), b.n) for b in bodies]


def source_entries() -> list[Entry]:
    """List the publishers that tell of an agreement."""
    sources = Source.objects.annotate(n=published("articles__reports__agreement")).filter(n__gt=0)
    return [Entry(s.name, f"/quelle/{s.slug}/", str(s.get_kind_display()), s.n) for s in sources]


NAMES = ("laender", "portale", "pilotkommunen", "organisationen", "quellen")


def titles() -> dict[str, tuple[str, str, Callable[[], list[Entry]]]]:
    """Return title, head of the note column and entries of each directory."""
    return {
        "laender": (_("Bund und Länder"), _("Kürzel"), party_entries),
        "portale": (_("Portale, Plattformen und Basiskomponenten"), _("Länder"), portal_entries),
        "pilotkommunen": (_("Pilotkommunen"), _("Land"), pilot_entries),
        "organisationen": (
            _("Partner: Verbände, IT-Dienstleister, Einrichtungen"),
            _("Art"),
            organisation_entries,
        ),
        "quellen": (_("Quellen"), _("Art"), source_entries),
    }


SORTS: dict[str, Callable[[Entry], tuple]] = {
    "name": lambda entry: (alphabetical(entry.name),),
    "merkmal": lambda entry: (not entry.note, alphabetical(entry.note), alphabetical(entry.name)),
    "zahl": lambda entry: (-entry.count, alphabetical(entry.name)),
}


def directory(request: HttpRequest, name: str) -> HttpResponse:
    """Show a directory: the most frequent first, or as asked for; Länder have an order of their own."""
    title, note, entries_of = titles()[name]
    entries = entries_of()
    order = request.GET.get("sortierung", "")
    if order not in SORTS:
        order = "" if name == "laender" else "zahl"
    if order:
        entries = sorted(entries, key=SORTS[order])
    context = {
        "title": title,
        "entries": entries,
        "most": max((entry.count for entry in entries), default=1),
        "order": order,
        "heads": [("name", _("Name")), ("merkmal", note), ("zahl", _("Vereinbarungen"))],
    }
    return render(request, "dashboard/directory.html", context)
