"""An agreement as JSON: the form of API and JSON export."""

from collections.abc import Iterable, Iterator

from django.core.serializers.json import DjangoJSONEncoder

from coopwatch.dashboard.rows import Place, Row, Told
from coopwatch.dashboard.words import iso_date

ENCODER = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":"))


def place(item: Place) -> dict:
    """Return a Kommune."""
    return {"ags": item.ags, "name": item.name, "type": item.kind, "land": item.land}


def source(item: Told) -> dict:
    """Return where an agreement is told."""
    return {
        "publisher": item.name or None,
        "url": item.url or None,
        "published_on": item.published_on or None,
    }


def record(row: Row, root: str) -> dict:
    """Return an agreement; `root` is the address of the site without a slash at its end."""
    return {
        "id": row.slug,
        "url": f"{root}/vereinbarung/{row.slug}/",
        "title": row.title,
        "summary": row.summary,
        "name": row.name or None,
        "kind": row.kind,
        "status": row.status,
        "date": iso_date(row.date, row.date_precision) or None,
        "date_precision": row.date_precision,
        "date_basis": row.date_basis or None,
        "parties": sorted(row.parties),
        "partners": [item.name for item in row.organisations] + [item.full_name for item in row.kommunen],
        "portals": [item.name for item in row.portals],
        "pilotkommunen": [place(item) for item in row.pilots],
        "topics": list(row.topics),
        "check_state": row.check_state,
        "confidence": row.confidence,
        "quoted": row.has_quote,
        "sources": [
            {
                "publisher": item.name or None,
                "url": item.url or None,
                "published_on": item.published_on or None,
            }
            for item in row.told
        ],
        "updated_at": row.updated_at,
    }


def json_list(rows: Iterable[Row], root: str, head: dict) -> Iterator[bytes]:
    """Yield one JSON object: the head, and the agreements one after the other."""
    yield ENCODER.encode(head)[:-1].encode() + b',"agreements":['
    for index, row in enumerate(rows):
        yield (b",\n" if index else b"\n") + ENCODER.encode(record(row, root)).encode()
    yield b"\n]}\n"
