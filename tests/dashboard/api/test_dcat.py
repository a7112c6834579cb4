"""The description of the dataset keeps the rules of DCAT-AP.de, and leads to files that are there."""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Namespace

pytestmark = pytest.mark.django_db

SHAPES = Path(__file__).parent / "dcat_ap_de.shapes.ttl"
DCAT = Namespace("http://www.w3.org/ns/dcat#")


@pytest.fixture
def text(client, cast) -> str:
    """Return the description."""
    return client.get("/dcat.ttl").content.decode()


def check(text: str) -> tuple[bool, str]:
    """Return whether a description keeps the rules, and what it breaks."""
    shapes = Graph().parse(SHAPES)
    conforms, _graph, report = validate(Graph().parse(data=text, format="turtle"), shacl_graph=shapes)
    return conforms, report


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("dcatde:contributorID", "dcatde:other"),
        ("dcat:accessURL", "dcat:other"),
        ("dct:license <http://dcat-ap.de/def/licenses/cc-by/4.0>", 'dct:license "CC BY 4.0"'),
        ("data-theme/GOVE", "data-theme/STATE"),
        ('foaf:name "coopwatch"@de', 'foaf:nick "coopwatch"@de'),
        ("a dcat:Dataset ;", "a dcat:Data ;"),
    ],
)
def test_a_broken_description_is_found(text, line, instead):
    assert line in text
    assert not check(text.replace(line, instead))[0]


def test_the_description_keeps_the_rules(text):
    assert check(text) == (True, "Validation Report\nConforms: True\n")


def test_every_distribution_can_be_had(text, client):
    graph = Graph().parse(data=text, format="turtle")
    files = {str(url).removeprefix("http://testserver") for url in graph.objects(None, DCAT.downloadURL)}
    assert len(files) == 3
    assert {client.get(path).status_code for path in files} == {200}
