"""The small cast of the review tests: two records of one Bavarian-Hessian pact, each told by an article."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import User

from coopwatch.registry.lookups import Lookups
from coopwatch.registry.models import AGS_PREFIXES, Agreement, Article, Evidence, Kommune, Land, Report
from coopwatch.registry.settle import settle

TEXT = (
    "Bayern und Hessen haben am 5. September 2016 einen Pakt geschlossen. "
    "Als Pilot ist Neustadt dabei. Die Länder bauen das BayernPortal aus."
)
OTHER_TEXT = (
    "Der Freistaat Bayern und das Land Hessen unterzeichneten am 6. September 2016 eine Vereinbarung."
)
LAENDER = {"DE-BY": "Bayern", "DE-HE": "Hessen", "DE-SN": "Sachsen", "DE-NI": "Niedersachsen"}


@dataclass
class Cast:
    """Who plays: the editor Anna, the agreement, a second record of the same act, and their articles."""

    anna: User
    pakt: Agreement
    double: Agreement
    article: Article
    other: Article

    def values(self, field: str, agreement: Agreement | None = None) -> dict[str, str]:
        """Return value -> decision of the evidence for a field."""
        rows = (agreement or self.pakt).evidence.filter(field=field)
        return dict(rows.values_list("value", "decision"))


def add_places() -> None:
    """Add four Länder and two places named Neustadt."""
    for code, name in LAENDER.items():
        Land.objects.create(
            code=code, ags=AGS_PREFIXES[code], slug=name.lower(), name=name, full_name=name, name_en=name,
            capital=name, lat=50, lon=10,
        )  # fmt: skip
    for ags, name, kind, land, kreis in (
        ("09574", "Nürnberger Land", "Landkreis", "DE-BY", None),
        ("09574146", "Neustadt", "Stadt", "DE-BY", "09574"),
        ("06534016", "Neustadt", "Stadt", "DE-HE", None),
    ):
        Kommune.objects.create(
            ags=ags, slug=f"{name}-{ags}".lower().replace(" ", "-"), name=name, kind=kind, land_id=land,
            kreis_id=kreis, lat=50, lon=10,
        )  # fmt: skip


def article_of(text: str, number: int) -> Article:
    """Add an article that was read."""
    return Article.objects.create(
        text=text, title=f"Artikel {number}", content_hash=f"{number:064}", origin="manual", state="read"
    )


def found(agreement: Agreement, article: Article, field: str, value: str, quote: str, **more) -> Evidence:
    """Add what the machine read: the quote is looked up in the text."""
    start = article.text.index(quote)
    return Evidence.objects.create(
        agreement=agreement, article=article, field=field, value=value, quote=quote, start=start,
        end=start + len(quote), rule="probe", machine_version="1", **{"confidence": 0.7} | more,
    )  # fmt: skip


def record(slug: str, article: Article, findings: list[tuple[str, str, str]]) -> Agreement:
    """Add an agreement as the machine records it."""
    agreement = Agreement(slug=slug, visibility="waiting", confidence=0.6)
    settle(agreement, Lookups.load())
    for finding in findings:
        found(agreement, article, *finding)
    settle(agreement, Lookups.load())
    Report.objects.create(agreement=agreement, article=article, relation="new")
    return agreement


def add_cast() -> Cast:
    """Add everybody."""
    add_places()
    article, other = article_of(TEXT, 1), article_of(OTHER_TEXT, 2)
    pakt = record(
        "pakt", article,
        [
            ("kind", "pakt", "einen Pakt"), ("date", "2016-09-05", "5. September 2016"),
            ("parties", "DE-BY", "Bayern"), ("parties", "DE-HE", "Hessen"),
            ("portals", "BayernPortal", "BayernPortal"),
        ],
    )  # fmt: skip
    double = record(
        "double", other,
        [
            ("kind", "kooperationsvereinbarung", "eine Vereinbarung"),
            ("date", "2016-09-06", "6. September 2016"), ("parties", "DE-BY", "Freistaat Bayern"),
            ("parties", "DE-HE", "Land Hessen"),
        ],
    )  # fmt: skip
    found(pakt, article, "pilotkommunen", "Neustadt", "Neustadt", candidates=["06534016", "09574146"])
    Agreement.objects.update(created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    return Cast(User.objects.create_user("anna", first_name="Anna"), pakt, double, article, other)
