"""A tiny cast: five Länder, a handful of places, and acts between them."""

from coopwatch.registry.gazetteer import Place
from coopwatch.registry.models import Agreement, Article, Kommune
from coopwatch.registry.reference import load_laender
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState

PLACES = (
    Place("09273", "Kelheim", "Landkreis", "DE-BY"),
    Place("09273137", "Kelheim", "Stadt", "DE-BY"),
    Place("09184139", "Pullach i. Isartal", "Gemeinde", "DE-BY"),
    Place("09772178", "Meitingen", "Markt", "DE-BY"),
    Place("09183128", "Mühldorf a. Inn", "Stadt", "DE-BY"),
    Place("06436005", "Hattersheim am Main", "Stadt", "DE-HE"),
    Place("06440", "Wetteraukreis", "Landkreis", "DE-HE"),
    Place("05334002", "Aachen", "Stadt", "DE-NW"),
    Place("15002000", "Halle (Saale)", "kreisfreie Stadt", "DE-ST"),
    Place("05754012", "Halle (Westf.)", "Stadt", "DE-NW"),
    Place("03255016", "Halle", "Gemeinde", "DE-NI"),
    Place("03456008", "Halle", "Gemeinde", "DE-NI"),
)


def load_places() -> None:
    """Write the sixteen Länder and the places of the cast."""
    load_laender()
    Kommune.objects.bulk_create(
        Kommune(ags=p.ags, slug=f"ort-{p.ags}", name=p.name, kind=p.kind, land_id=p.land, lat=50, lon=10)
        for p in PLACES
    )


def agreement(slug: str = "by-he-2017", **facts) -> Agreement:
    """An agreement without parties that waits for review."""
    defaults = {"title": slug, "kind": "pakt", "status": "geschlossen"} | facts
    return Agreement.objects.create(slug=slug, **defaults)


def article(text: str = "Bayern und Hessen schließen einen Pakt.", **facts) -> Article:
    """An article that waits."""
    defaults = {"text": text, "content_hash": str(hash(text)), "origin": ArticleOrigin.MANUAL}
    return Article.objects.create(**defaults | {"state": ArticleState.WAITING} | facts)
