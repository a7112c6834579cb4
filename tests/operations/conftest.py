"""The little reference data that made agreements point to."""

import pytest

from coopwatch.registry.models import AGS_PREFIXES, Kommune, Land, Organisation, Portal, Source


@pytest.fixture
def reference(db) -> None:
    """Sixteen Länder, three Kommunen, two organisations, a portal, a source."""
    for code, ags in AGS_PREFIXES.items():
        capital = {"DE-BY": "München"}.get(code, f"Hauptstadt {code}")
        names = {"name": f"Land {code}", "full_name": f"Land {code}", "name_en": code}
        Land.objects.create(code=code, ags=ags, slug=code.lower(), capital=capital, lat=51, lon=10, **names)
    for number in range(3):
        ags = f"0916200{number}"
        place = {"name": f"Ort {number}", "kind": "Gemeinde", "land_id": "DE-BY", "lat": 48, "lon": 11}
        Kommune.objects.create(ags=ags, slug=f"ort-{number}", **place)
    for name in ("Dataport", "Komm.ONE"):
        Organisation.objects.create(slug=name.lower().replace(".", "-"), name=name)
    Portal.objects.create(slug="amt24", name="Amt24")
    Source.objects.create(slug="bote", name="Waldbote")
