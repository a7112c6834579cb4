"""A round trip through LibreOffice: what is opened there is what we hold, and nothing is calculated."""

import datetime as dt
import itertools
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from coopwatch.dashboard.exports.columns import DANGEROUS, harmless
from coopwatch.registry.models import Agreement
from tests.dashboard.cast import agreement

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        not OFFICE, reason="LibreOffice (soffice) is not installed: apt install libreoffice-calc"
    ),
]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
CSV = "Text - txt - csv (StarCalc):59,34,76,1,,1031,false,true"
BODIES = (
    "1+1", "2*3", 'HYPERLINK("http://127.0.0.1/x";"y")', "SUM(A1:A9)", "cmd|'/C calc'!A0", "A1", "NOW()",
    'WEBSERVICE("http://127.0.0.1")', "-2+3", "=1", "@A1", "'a", '"b"', "#REF!", "Ä Ö Ü ß €",
)  # fmt: skip
COUNT = 500


def payloads() -> list[str]:
    """Return what a spreadsheet might take for a formula, each once."""
    combined = (f"{mark}{body}" for mark, body in itertools.product(DANGEROUS, BODIES))
    numbered = (f"{mark}{number}+{number}" for number in range(COUNT) for mark in DANGEROUS)
    return list(dict.fromkeys(itertools.chain(combined, numbered)))[:COUNT]


@pytest.fixture
def texts(cast) -> list[str]:
    """Give agreements whose titles are the payloads."""
    facts = {"kind": "sonstige", "status": "geschlossen", "visibility": "published", "summary": ""}
    texts = payloads()
    rows = Agreement.objects.bulk_create(
        Agreement(slug=f"p-{n}", title=text, bund=True, **facts) for n, text in enumerate(texts)
    )
    link = Agreement.laender.through
    link.objects.bulk_create(link(agreement=row, land_id="DE-BY") for row in rows)
    agreement("umlaute", "Übergröße für Ämter – „Straße“", ("BY", "HE"), date=dt.date(2020, 2, 3),
              date_precision="day", date_basis="stated")  # fmt: skip
    return texts


def squeezed(text: str) -> str:
    """Return a text without spaces and controls, which OpenDocument writes as elements."""
    return "".join(text.split())


def opened(file: Path, *how: str) -> dict[str, list[ET.Element]]:
    """Open a file in LibreOffice as a German user and return its rows by their first cell."""
    folder = file.parent
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", *how,
               "--convert-to", "fods", "--outdir", str(folder), str(file)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    rows = ET.parse(file.with_suffix(".fods")).iter(f"{TABLE}table-row")
    cells = [list(row.iter(f"{TABLE}table-cell")) for row in rows]
    return {"".join(row[0].itertext()).strip(): row for row in cells if len(row) > 5}


@pytest.mark.parametrize(
    ("path", "how"), [("export/excel.csv", (f"--infilter={CSV}",)), ("export/daten.xlsx", ())]
)
def test_what_is_opened_is_what_we_hold(client, texts, tmp_path, path, how):
    file = tmp_path / Path(path).name
    response = client.get(f"/{path}")
    file.write_bytes(b"".join(response.streaming_content) if response.streaming else response.content)
    rows = opened(file, *how)
    assert not [cell for row in rows.values() for cell in row if cell.get(f"{TABLE}formula")]
    for number, text in enumerate(texts):
        title = rows[f"p-{number}"][1]
        assert title.get(KIND) == "string"
        assert squeezed("".join(title.itertext())) == squeezed(harmless(text))
    assert "Übergröße für Ämter – „Straße“" in "".join(rows["umlaute"][1].itertext())
    assert "2020-02-03" in "".join(rows["umlaute"][5].itertext())
    pilots = "".join(" ".join(cell.itertext()) for cell in rows["modellkommunen"])
    assert "06436005; 06440" in pilots
