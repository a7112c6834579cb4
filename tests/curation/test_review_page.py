"""The review page: what it shows, and what each of its steps does."""

import pytest
from django.test import Client
from django.urls import reverse

from coopwatch.registry.actions.facts import accept
from coopwatch.registry.actions.visits import enter
from coopwatch.registry.models import Agreement, ErrorReport, Proposal, Visit
from tests.curation.conftest import client_in
from tests.curation.test_admin_lists import INLINE
from tests.registry.actions.cast import TEXT, Cast


def page(client: Client, cast: Cast, **query) -> str:
    return client.get(reverse("curation:review", args=[cast.pakt.pk]), query).content.decode()


def post(client: Client, cast: Cast, name: str, *more: int, htmx: bool = True, **data):
    headers = {"HX-Request": "true"} if htmx else {}
    address = reverse(f"curation:{name}", args=[cast.pakt.pk, *more])
    return client.post(address, data, headers=headers)


@pytest.mark.parametrize(
    "data",
    [
        {"do": "accept", "field": "ort", "value": "x"},
        {"do": "accept", "field": "kind", "value": ""},
        {"do": "loeschen", "field": "kind", "value": "pakt"},
    ],
)
def test_an_unknown_step_is_refused(editor: Client, cast: Cast, data: dict):
    assert post(editor, cast, "fact", **data).status_code == 400
    assert cast.values("kind") == {"pakt": "open"}


def test_nothing_is_decided_by_a_get(editor: Client, cast: Cast):
    for name in ("fact", "step", "visit"):
        assert editor.get(reverse(f"curation:{name}", args=[cast.pakt.pk])).status_code == 405


def test_the_page_shows_quotes_facts_and_candidates_under_the_policy(editor: Client, cast: Cast):
    html = page(editor, cast)
    assert 'data-sign="B" title="Beteiligte">Bayern</mark>' in html
    assert "Stadt, Landkreis Nürnberger Land, Bayern" in html and "Stadt, Hessen" in html
    assert "05.09.2016" in html
    assert not INLINE.search(html)


def test_one_key_decides_and_the_answer_is_the_changed_page(editor: Client, cast: Cast):
    html = post(
        editor, cast, "fact", do="reject", field="parties", value="DE-HE", seen="open"
    ).content.decode()
    assert html.lstrip().startswith('<div id="review"')
    assert cast.values("parties") == {"DE-BY": "open", "DE-HE": "rejected"}


def test_without_the_script_a_step_leads_back_to_the_page(editor: Client, cast: Cast):
    answer = post(
        editor, cast, "fact", htmx=False, do="accept", field="kind", value="pakt", seen="open", grund="ort"
    )
    assert answer.url == reverse("curation:review", args=[cast.pakt.pk]) + "?grund=ort"


def test_who_decides_on_an_old_page_is_told_and_changes_nothing(editor: Client, cast: Cast):
    accept(cast.pakt, "kind", "pakt", cast.anna)
    html = post(editor, cast, "fact", do="reject", field="kind", value="pakt", seen="open").content.decode()
    assert "Inzwischen hat anna hier entschieden" in html
    assert cast.values("kind") == {"pakt": "accepted"}


def test_a_candidate_is_chosen_by_its_button(editor: Client, cast: Cast):
    post(editor, cast, "fact", do="06534016", field="pilotkommunen", value="Neustadt", seen="open")
    assert cast.values("pilotkommunen") == {"Neustadt": "rejected", "06534016": "accepted"}


def test_the_form_corrects_a_fact_and_keeps_its_passage(editor: Client, cast: Cast):
    query = {"field": "kind", "old": "pakt"}
    form = editor.get(reverse("curation:correct", args=[cast.pakt.pk]), query, headers={"HX-Request": "true"})
    assert '<option value="pakt" selected>Pakt</option>' in form.content.decode()
    post(editor, cast, "correct", field="kind", old="pakt", value="staatsvertrag", keep_quotes="on")
    assert cast.pakt.evidence.get(value="staatsvertrag").quote == "einen Pakt"


def test_a_form_that_is_not_right_stays_in_its_dialog(editor: Client, cast: Cast):
    answer = post(editor, cast, "correct", field="date", old="2016-09-05", value="5.9.16")
    assert answer["HX-Retarget"] == "#dialog-body"
    assert "kein Datum der Form" in answer.content.decode()
    assert cast.values("date") == {"2016-09-05": "open"}


def test_a_place_is_found_by_name_and_asked_where_several_fit(editor: Client, cast: Cast):
    html = post(editor, cast, "add", field="pilotkommunen", value="Neustadt").content.decode()
    assert "Mehrere Orte heißen so" in html and 'name="choice" value="06534016"' in html
    post(editor, cast, "add", field="pilotkommunen", value="Neustadt", choice="06534016")
    assert cast.values("pilotkommunen")["06534016"] == "accepted"


def test_marked_words_become_a_fact(editor: Client, cast: Cast):
    start = TEXT.index("bauen das BayernPortal aus")
    place = {"article": cast.article.pk, "start": start, "end": start + 26}
    post(editor, cast, "add", field="topics", value="portale", **place)
    assert cast.pakt.evidence.get(field="topics").quote == "bauen das BayernPortal aus"


def test_words_of_an_article_that_tells_of_another_act_are_refused(editor: Client, cast: Cast):
    answer = post(editor, cast, "add", field="topics", value="ozg", article=cast.other.pk, start=0, end=3)
    assert answer.status_code == 400
    assert not cast.values("topics")


def test_a_finished_review_goes_on_to_the_next_item(editor: Client, cast: Cast):
    answer = post(editor, cast, "step", do="complete", grund="ort")
    assert answer["HX-Redirect"] == reverse("curation:review", args=[cast.double.pk]) + "?grund=unsicher"
    assert Agreement.objects.get(pk=cast.pakt.pk).check_state == "checked"
    assert not Visit.objects.filter(agreement=cast.pakt).exists()


def test_a_review_that_cannot_end_says_why(editor: Client, cast: Cast):
    post(editor, cast, "fact", do="reject", field="parties", value="DE-HE", seen="open")
    html = post(editor, cast, "step", do="complete").content.decode()
    assert "mindestens zwei Beteiligte" in html


def test_the_second_editor_is_told_with_name_and_time(editor: Client, cast: Cast):
    page(editor, cast)
    bert = client_in("Redaktion", "bert")
    assert "anna hat diese Vereinbarung ebenfalls geöffnet" in page(bert, cast)
    assert "bert hat diese" in post(editor, cast, "visit").content.decode()


def test_a_proposal_and_an_error_report_are_answered_on_the_page(editor: Client, cast: Cast):
    proposal = Proposal.objects.create(
        agreement=cast.double, candidate=cast.pakt, relation="further", reason="R"
    )
    report = ErrorReport.objects.create(agreement=cast.pakt, message="Das Datum stimmt nicht.")
    assert "Das Datum stimmt nicht." in page(editor, cast)
    post(editor, cast, "proposal", proposal.pk, do="apart")
    post(editor, cast, "error-report", report.pk, do="done")
    proposal.refresh_from_db(), report.refresh_from_db()
    assert (proposal.decision, report.state, report.handled_by) == ("rejected", "done", cast.anna)


def test_the_page_takes_the_same_queries_for_many_facts(
    editor: Client, cast: Cast, django_assert_max_num_queries
):
    for year in range(1990, 2010):
        cast.pakt.evidence.create(field="earlier", value=str(year), rule="probe")
    with django_assert_max_num_queries(32):
        page(editor, cast)


def test_a_visit_alone_is_no_step(editor: Client, cast: Cast):
    enter(cast.pakt, cast.anna)
    assert cast.pakt.history.count() == 2
