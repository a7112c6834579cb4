"""What each part of the filter keeps, and what it must not keep."""

import pytest

from coopwatch.dashboard.filters import AgreementFilter

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    """Return the slugs that a query string finds."""
    from django.http import QueryDict

    return set(AgreementFilter(QueryDict(query)).qs.values_list("agreement__slug", flat=True))


ALL = {"pakt-am-main", "pakt-am-main-2", "bund-und-saarland", "vertrag-aller", "modellkommunen"}
MAIN = {"pakt-am-main", "pakt-am-main-2"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("partei=DE-BY", MAIN | {"vertrag-aller"}),
        ("partei=DE-BY&partei=DE", {"vertrag-aller"}),
        ("partei=DE-SL&partei=DE-BY&modus=eine", MAIN | {"vertrag-aller", "bund-und-saarland"}),
        ("partei=DE&partei=DE-BY&modus=eine", MAIN | {"vertrag-aller", "bund-und-saarland"}),
        ("partei=DE-BY&partei=DE-HE&modus=unter", MAIN),
        ("partei=DE-HE&modus=unter", {"modellkommunen"}),
        ("partei=DE&partei=DE-SL&modus=unter", {"bund-und-saarland"}),
        ("modus=eine", ALL),
        ("bund=ja", {"bund-und-saarland", "vertrag-aller"}),
        ("bund=nein", MAIN | {"modellkommunen"}),
        ("umfang=zwei", MAIN | {"bund-und-saarland"}),
        ("umfang=alle", {"vertrag-aller"}),
        ("umfang=eine", {"modellkommunen"}),
        ("umfang=mehrere", set()),
        ("art=pakt&art=staatsvertrag", {"pakt-am-main", "vertrag-aller"}),
        ("stand=geplant", {"modellkommunen"}),
        ("thema=ozg&thema=cybersicherheit", {"pakt-am-main-2", "bund-und-saarland"}),
        ("portal=bayernportal", {"pakt-am-main"}),
        ("pilot=wetteraukreis&pilot=hattersheim-am-main", {"modellkommunen"}),
        ("partner=hessischer-staedtetag", {"modellkommunen"}),
        ("von=2017", {"pakt-am-main-2", "bund-und-saarland"}),
        ("von=2016&bis=2017", MAIN),
        ("bis=2010", {"vertrag-aller"}),
        ("bis=2010&undatiert=auch", {"vertrag-aller", "modellkommunen"}),
        ("undatiert=auch", ALL),
        ("undatiert=nur", {"modellkommunen"}),
        ("pruefung=checked", {"bund-und-saarland"}),
        ("quelle=bsi", {"bund-und-saarland"}),
        ("q=Haus", {"pakt-am-main"}),
        ("q=Rathaus", set()),
    ],
)
def test_a_filter_keeps(cast, query, expected):
    assert found(query) == expected


def test_every_parameter_is_tried_above():
    tried = {
        part.split("=")[0]
        for query, _ in test_a_filter_keeps.pytestmark[0].args[1]
        for part in query.split("&")
    }
    assert set(AgreementFilter.base_filters) <= tried


@pytest.mark.parametrize(
    "query",
    ["partei=DE-XX", "von=zweitausend", "von=99999", "portal=gibtsnicht", "q=a%00b", "art=", "seite=3"],
)
def test_a_bad_value_is_left_out(cast, query):
    assert found(query) == ALL


def test_a_bad_value_is_told(cast):
    from django.http import QueryDict

    asked = AgreementFilter(QueryDict("partei=DE-XX&von=99999"))
    assert set(asked.form.errors) == {"partei", "von"}


def test_no_agreement_comes_twice(cast):
    rows = AgreementFilter({"pilot": ["wetteraukreis", "hattersheim-am-main"]}).qs
    assert rows.count() == 1
