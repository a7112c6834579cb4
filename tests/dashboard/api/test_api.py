"""The JSON API and the description of the dataset."""

import pytest

from coopwatch.dashboard.filters import AgreementFilter

pytestmark = pytest.mark.django_db


def test_a_page_of_agreements(client, cast):
    content = client.get("/api/v1/agreements?partei=DE-HE&page_size=2").json()
    assert (content["count"], content["pages"], content["page"]) == (4, 2, 1)
    assert content["sentence"] == "4 Vereinbarungen von Hessen"
    assert [item["id"] for item in content["agreements"]] == ["pakt-am-main-2", "pakt-am-main"]


def test_one_agreement(client, cast):
    content = client.get("/api/v1/agreements/modellkommunen").json()
    assert content["pilotkommunen"][0] == {
        "ags": "06436005", "name": "Hattersheim am Main", "type": "Stadt", "land": "DE-HE",
    }  # fmt: skip
    assert content["date"] is None


def test_no_quote_and_no_text_goes_out(client, cast):
    assert "Bayern und Hessen arbeiten" not in client.get("/api/v1/agreements/pakt-am-main").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/api/v1/agreements/wartet", "/api/v1/agreements/gibtsnicht", "/api/v1/x", "/api/v1/agreements/%00"],
)
def test_what_nobody_may_see_is_not_there(client, cast, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["errors"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("partei=XX", {"partei"}),
        ("page=0", {"page"}),
        ("page_size=201", {"page_size"}),
        ("page=x&von=1", {"page", "von"}),
        ("parteien=DE", {"parteien"}),
    ],
)
def test_a_bad_question_is_refused_with_its_reason(client, cast, query, names):
    response = client.get(f"/api/v1/agreements?{query}")
    assert response.status_code == 400
    assert set(response.json()["errors"]) == names


def test_a_page_after_the_last_is_not_there(client, cast):
    assert client.get("/api/v1/agreements?page=2").status_code == 404


def test_unchanged_answers_are_not_sent_again(client, cast):
    first = client.get("/api/v1/agreements")
    again = client.get("/api/v1/agreements", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    cast.main.title = "Neu"
    cast.main.save()
    assert client.get("/api/v1/agreements", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_only_reads(client, cast):
    assert client.post("/api/v1/agreements").status_code == 405


def test_facets(client, cast):
    bund = client.get("/api/v1/facets").json()["bund"]
    assert {option["value"]: option["count"] for option in bund} == {"ja": 2, "nein": 3}


def test_the_description_names_every_filter(client, cast):
    description = client.get("/api/v1/openapi.json").json()
    named = {item["name"] for item in description["paths"]["/api/v1/agreements"]["get"]["parameters"]}
    assert named == {*AgreementFilter.base_filters, "page", "page_size"}


def test_answers_fit_their_description(client, cast):
    description = client.get("/api/v1/openapi.json").json()
    wanted = set(description["components"]["schemas"]["Agreement"]["required"])
    assert all(set(item) == wanted for item in client.get("/api/v1/agreements").json()["agreements"])


def test_the_dataset_is_described(client, cast):
    text = client.get("/dcat.ttl").content.decode()
    assert text.count("a dcat:Distribution") == 3
    assert "dct:license <http://dcat-ap.de/def/licenses/cc-by/4.0>" in text
