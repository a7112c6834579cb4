"""The small cast of the dashboard's tests: five public agreements and one that waits."""

import datetime as dt
from dataclasses import dataclass

from coopwatch.registry.models import (
    AGS_PREFIXES,
    Agreement,
    Article,
    Evidence,
    Kommune,
    Land,
    Organisation,
    Pilotkommune,
    Portal,
    Report,
    Source,
)

NAMES = {
    "DE-BB": ("Brandenburg", "Brandenburg"),
    "DE-BE": ("Berlin", "Berlin"),
    "DE-BW": ("Baden-Württemberg", "Baden-Württemberg"),
    "DE-BY": ("Bayern", "Bavaria"),
    "DE-HB": ("Bremen", "Bremen"),
    "DE-HE": ("Hessen", "Hesse"),
    "DE-HH": ("Hamburg", "Hamburg"),
    "DE-MV": ("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"),
    "DE-NI": ("Niedersachsen", "Lower Saxony"),
    "DE-NW": ("Nordrhein-Westfalen", "North Rhine-Westphalia"),
    "DE-RP": ("Rheinland-Pfalz", "Rhineland-Palatinate"),
    "DE-SH": ("Schleswig-Holstein", "Schleswig-Holstein"),
    "DE-SL": ("Saarland", "Saarland"),
    "DE-SN": ("Sachsen", "Saxony"),
    "DE-ST": ("Sachsen-Anhalt", "Saxony-Anhalt"),
    "DE-TH": ("Thüringen", "Thuringia"),
}
POINTS = {"DE-BY": (48.14, 11.58), "DE-HE": (50.08, 8.24), "DE-SL": (49.24, 7.0)}


@dataclass
class Cast:
    """Who plays: the agreements by a short name."""

    main: Agreement
    renewed: Agreement
    saar: Agreement
    all_laender: Agreement
    pilots: Agreement
    waiting: Agreement


def add_laender() -> None:
    """Add the sixteen Länder."""
    for code, (name, name_en) in NAMES.items():
        lat, lon = POINTS.get(code, (51.0, 10.0))
        Land.objects.create(
            code=code, ags=AGS_PREFIXES[code], slug=code[3:].lower(), name=name, full_name=name,
            name_en=name_en, capital=name, lat=lat, lon=lon,
        )  # fmt: skip


def agreement(slug: str, title: str, laender: tuple[str, ...], **facts) -> Agreement:
    """Add a public agreement of these Länder ("BY")."""
    facts = {"kind": "sonstige", "status": "geschlossen", "visibility": "published"} | facts
    row = Agreement.objects.create(slug=slug, title=title, **facts)
    row.laender.set(f"DE-{code}" for code in laender)
    return row


def tell(row: Agreement, source: Source, path: str, **facts) -> Report:
    """Add an article of this publisher that tells of the agreement."""
    url = f"https://example.org/{path}"
    facts = {"origin": "register", "state": "referenced", "title": f"Artikel {path}"} | facts
    article = Article.objects.create(source=source, url=url, canonical_url=f"example.org/{path}", **facts)
    return Report.objects.create(agreement=row, article=article, relation="researched")


def add_pilots(row: Agreement) -> None:
    """Give the pilot agreement its Kommunen and its partner."""
    kreis = Kommune.objects.create(
        ags="06440", slug="wetteraukreis", name="Wetteraukreis", kind="Landkreis", land_id="DE-HE",
        lat=50.3, lon=8.9,
    )  # fmt: skip
    town = Kommune.objects.create(
        ags="06436005", slug="hattersheim-am-main", name="Hattersheim am Main", kind="Stadt", land_id="DE-HE",
        lat=50.07, lon=8.48, population=27_000,
    )  # fmt: skip
    for kommune in (kreis, town):
        Pilotkommune.objects.create(agreement=row, kommune=kommune)
    row.partner_organisations.add(
        Organisation.objects.create(slug="hessischer-staedtetag", name="Hessischer Städtetag")
    )


def prove(row: Agreement, report: Report) -> None:
    """Add a quote for the parties of an agreement; the article has a text."""
    Article.objects.filter(pk=report.article_id).update(
        text="Bayern und Hessen arbeiten zusammen.", content_hash="0" * 64, state="read", origin="retold"
    )
    Evidence.objects.create(
        agreement=row, article=report.article, field="parties", value="DE-BY", quote="Bayern und Hessen",
        start=0, end=17, rule="test", confidence=0.9,
    )  # fmt: skip


def add_cast() -> Cast:
    """Add everybody."""
    add_laender()
    press = Source.objects.create(slug="kommune21", name="Kommune21", kind="trade press")
    office = Source.objects.create(slug="bsi", name="BSI", kind="official")
    main = agreement(
        "pakt-am-main", "Pakt am Main", ("BY", "HE"), kind="pakt", date=dt.date(2016, 9, 5),
        date_precision="day", date_basis="stated", topics=["portale"], confidence=0.9,
        search_text="Pakt am Main Häuser Bayern Hessen",
    )  # fmt: skip
    renewed = agreement(
        "pakt-am-main-2", "Pakt am Main, zweite Runde", ("BY", "HE"), kind="kooperationsvereinbarung",
        status="erneuert", date=dt.date(2017, 6, 1), date_precision="month", date_basis="stated",
        predecessor=main, topics=["portale", "ozg"], search_text="zweite Runde", check_state="researched",
        register_id="main-2", sure="medium",
    )  # fmt: skip
    saar = agreement(
        "bund-und-saarland", "Bund und Saarland", ("SL",), bund=True, kind="verwaltungsabkommen",
        date=dt.date(2022, 1, 1), date_precision="year", date_basis="stated", topics=["cybersicherheit"],
        check_state="checked",
    )  # fmt: skip
    everybody = agreement(
        "vertrag-aller", "Vertrag aller Länder", tuple(code[3:] for code in NAMES), bund=True,
        kind="staatsvertrag", date=dt.date(2010, 4, 1), date_precision="day", date_basis="published",
        check_state="researched", register_id="alle", sure="high",
    )  # fmt: skip
    pilots = agreement(
        "modellkommunen",
        "Modellkommunen",
        ("HE",),
        kind="pilotprojekt",
        status="geplant",
        topics=["smart_city"],
    )
    waiting = agreement("wartet", "Wartet noch", ("BY", "SN"), visibility="waiting")
    add_pilots(pilots)
    portal = Portal.objects.create(slug="bayernportal", name="BayernPortal")
    main.portals.add(portal)
    prove(main, tell(main, press, "main", published_on=dt.date(2016, 9, 6)))
    tell(saar, office, "saar")
    tell(renewed, press, "runde")
    return Cast(main, renewed, saar, everybody, pilots, waiting)
