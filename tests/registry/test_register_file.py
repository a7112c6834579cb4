"""The file of researched acts: broken lines are refused with their number and reason, the rest is read."""

import json

import pytest

from coopwatch.registry.management.commands.load_register import OWN_FILE, read
from coopwatch.registry.register_file import parse_register

ACT = {
    "id": "by-he-2017",
    "title": "Bayern und Hessen: Pakt",
    "name": None,
    "kind": "pakt",
    "status": "geschlossen",
    "date": "2017-05",
    "parties": ["DE-HE", "DE-BY"],
    "partners": [],
    "portals": ["BayernPortal"],
    "pilotkommunen": [{"name": "Kelheim", "type": "Landkreis", "land": "DE-BY"}],
    "topics": ["ozg"],
    "summary": "Beide Länder arbeiten zusammen.",
    "sources": [
        {"url": "https://example.org/a", "publisher": "Blatt", "published_on": "2017-05", "kind": "press"}
    ],
    "predecessor": None,
    "sure": "high",
}


def line(**changes) -> str:
    return json.dumps(ACT | changes)


def test_a_sound_line_is_read():
    act = parse_register([line()]).acts[0]
    assert act.parties == ("DE-BY", "DE-HE")
    assert act.name == ""
    assert act.pilots[0].land == "DE-BY"


def test_a_month_of_publication_is_not_rounded_to_a_day():
    assert parse_register([line()]).acts[0].sources[0].published_on is None


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{", "kein gültiges JSON"),
        ("[]", "kein JSON-Objekt"),
        (line(id="Mit Leerzeichen"), "id"),
        (line(title=" "), "title: Text fehlt"),
        (line(kind="vertrag"), "kind: 'vertrag' ist unbekannt"),
        (line(parties=["DE-XX", "DE-BY"]), "parties: 'DE-XX'"),
        (line(parties="DE-BY"), "parties: Liste fehlt"),
        (line(date="2017-05-32"), "date"),
        (line(sources=[]), "keine Quelle"),
        (
            line(sources=[{"url": "file:///etc/passwd", "publisher": "x", "kind": "press"}]),
            "keine Web-Adresse",
        ),
        (line(pilotkommunen=["Kelheim"]), "pilotkommunen: ein Eintrag"),
        (line(pilotkommunen=[{"name": "X", "type": "Dorf", "land": "DE-BY"}]), "pilotkommunen: type"),
        (line(parties=["DE-BY"], pilotkommunen=[]), "weniger als zwei Beteiligte"),
        (line(summary="x" * 200_000), "länger als"),
    ],
)
def test_a_broken_line_is_refused_with_its_number_and_reason(broken, reason):
    content = parse_register([line(), broken, "", line(id="next")])
    assert [act.id for act in content.acts] == ["by-he-2017", "next"]
    assert content.faults[0].line == 2
    assert reason in content.faults[0].reason


def test_the_second_line_of_an_id_is_refused():
    content = parse_register([line(), line(kind="sonstige")])
    assert content.acts[0].kind == "pakt"
    assert "steht schon weiter oben" in content.faults[0].reason


def test_the_projects_own_file_is_sound():
    content = read(OWN_FILE)
    assert content.faults == ()
    assert len(content.acts) > 290
