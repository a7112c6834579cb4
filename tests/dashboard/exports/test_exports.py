"""The literal files."""

import csv
import io
import json
import xml.etree.ElementTree as ET

import openpyxl
import pytest

from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.exports.columns import DANGEROUS, harmless
from coopwatch.registry.models import Agreement
from tests.dashboard.cast import agreement

pytestmark = pytest.mark.django_db

MACHINE_HEAD = (
    "id,title,name,kind,status,date,date_precision,date_basis,bund,laender,partners,portals,pilot_ags,pilots,"
    "topics,check_state,quoted,predecessor,publishers,sources\n"
)
HUMAN_HEAD = (
    "Kennung;Titel;Eigenname;Art;Stand;Datum;Genauigkeit;Grundlage des Datums;Bund beteiligt;Länder;Partner;"
    "Portale;AGS der Pilotkommunen;Pilotkommunen;Themen;Prüfstand;Zitat vorhanden;Vorgängerin;Quellen;"
    "Adressen der Quellen\n"
)


def body(client, path: str) -> bytes:
    """Return what an address answers, streamed or not."""
    response = client.get(path)
    assert response.status_code == 200
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_csv_for_machines(client, cast):
    assert body(client, "/export/daten.csv?partei=DE-BY&partei=DE-HE&modus=unter").decode() == (
        MACHINE_HEAD
        + 'pakt-am-main-2,"Pakt am Main, zweite Runde",,kooperationsvereinbarung,erneuert,2017-06,month,'
        "stated,false,DE-BY; DE-HE,,,,,portale; ozg,researched,false,pakt-am-main,Kommune21,https://example.org/runde\n"
        "pakt-am-main,Pakt am Main,,pakt,geschlossen,2016-09-05,day,stated,false,DE-BY; DE-HE,,BayernPortal,"
        ",,portale,automatic,true,,Kommune21,https://example.org/main\n"
    )


def test_csv_for_german_excel(client, cast):
    file = body(client, "/export/excel.csv?pilot=wetteraukreis")
    assert file.startswith(b"\xef\xbb\xbfKennung;")
    assert file.decode("utf-8-sig") == (
        HUMAN_HEAD + "modellkommunen;Modellkommunen;;Pilotprojekt;geplant;;ohne Datum;;nein;Hessen;"
        'Hessischer Städtetag;;"06436005; 06440";"Hattersheim am Main; Wetteraukreis";smart_city;'
        "automatisch erfasst;nein;;;\n"
    )


@pytest.mark.parametrize(
    "payload", [*(f"{mark}1+1" for mark in DANGEROUS), '=HYPERLINK("http://x")', "@SUM(A1)"]
)
def test_formulas_are_made_harmless_everywhere(client, cast, payload):
    agreement("boese", payload, ("BY", "HE"))
    assert harmless(payload) == f"'{payload}"
    for path, delimiter in (("daten.csv", ","), ("excel.csv", ";")):
        text = body(client, f"/export/{path}").decode("utf-8-sig")
        titles = [line[1] for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
        assert any(title.lstrip("'").startswith(payload[0]) and title[0] == "'" for title in titles)
        assert not any(title.startswith(DANGEROUS) for title in titles)


def test_harmless_texts_stay_as_they_are():
    assert harmless("Pakt am Main") == "Pakt am Main"
    assert harmless("E-Government = gut") == "E-Government = gut"


def test_xlsx_holds_texts_only(client, cast):
    agreement("boese", "=1+1", ("BY", "HE"))
    sheet = openpyxl.load_workbook(io.BytesIO(body(client, "/export/daten.xlsx")))["Vereinbarungen"]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][1] == "Titel"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert any("06436005; 06440" in line for line in lines)
    assert "'=1+1" in {line[1] for line in lines}


def test_json_says_what_it_holds(client, cast):
    content = json.loads(body(client, "/export/daten.json?partei=DE-SL&partei=DE&modus=unter"))
    assert content["title"] == "1 Vereinbarung nur zwischen Saarland und Bund"
    assert content["filter"] == "partei=DE&partei=DE-SL&modus=unter"
    (found,) = content["agreements"]
    assert (found["id"], found["date"], found["parties"]) == ("bund-und-saarland", "2022", ["DE", "DE-SL"])


def test_json_of_nothing_is_json(client, cast):
    assert json.loads(body(client, "/export/daten.json?q=gibtsnicht"))["agreements"] == []


def test_atom_names_the_latest_first(client, cast):
    Agreement.objects.get(slug="pakt-am-main").save()
    feed = ET.fromstring(body(client, "/export/feed.atom?partei=DE-HE"))
    name = "{http://www.w3.org/2005/Atom}"
    assert feed.find(f"{name}title").text == "coopwatch: 4 Vereinbarungen von Hessen"
    assert feed.find(f"{name}entry/{name}title").text == "Pakt am Main"
    assert feed.find(f"{name}entry/{name}id").text == "http://testserver/vereinbarung/pakt-am-main/"


@pytest.mark.parametrize("name", ["excel.csv", "daten.csv", "daten.xlsx", "daten.json", "feed.atom"])
def test_what_waits_is_in_no_export(client, cast, name):
    assert b"Wartet noch" not in body(client, f"/export/{name}")


@pytest.mark.parametrize("name", ["excel.csv", "daten.csv", "daten.json"])
def test_an_export_takes_a_fixed_number_of_queries(client, cast, name, django_assert_max_num_queries):
    bring_up_to_date()
    with django_assert_max_num_queries(4):
        body(client, f"/export/{name}")


def test_all_exports_hold_the_rows_of_the_page(client, cast):
    question = "partei=DE-HE"
    slugs = {row["id"] for row in json.loads(body(client, f"/export/daten.json?{question}"))["agreements"]}
    text = body(client, f"/export/daten.csv?{question}").decode()
    assert {line["id"] for line in csv.DictReader(io.StringIO(text))} == slugs
    page = client.get(f"/?{question}").content.decode()
    assert all(f"/vereinbarung/{slug}/" in page for slug in slugs)
