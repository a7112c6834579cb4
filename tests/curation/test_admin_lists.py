"""Every model has a list with search, in few queries and without anything that the CSP forbids."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from coopwatch.curation.paging import ThriftyPaginator
from coopwatch.intake.record import record
from coopwatch.registry.models import Agreement, Article, Evidence, Organisation
from tests.intake.cast import PACT, article, reading
from tests.registry import cast

# What is shown on the page of its agreement, or written by the machinery alone.
WITHOUT_A_LIST = {"visit", "sketch"}
MODELS = sorted(
    (m for m in apps.get_models() if m._meta.app_label in {"registry", "intake"}), key=lambda m: m.__name__
)
PLAIN = [
    m for m in MODELS if "historical" not in m._meta.model_name and m._meta.model_name not in WITHOUT_A_LIST
]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>\s*\S|\sstyle=\"|\son\w+=\"")


@pytest.fixture
def pact(db) -> Agreement:
    """A pact that the machine read in an article."""
    cast.load_places()
    record(article(), reading(PACT))
    return Agreement.objects.get()


def page(admin_client, name: str, *arguments) -> str:
    response = admin_client.get(reverse(f"admin:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_every_model_has_a_list():
    assert [m.__name__ for m in PLAIN if not admin.site.is_registered(m)] == []


@pytest.mark.parametrize("model", PLAIN, ids=lambda m: m.__name__)
def test_a_list_opens_with_search_in_few_queries(admin_client, pact, model, django_assert_max_num_queries):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    with django_assert_max_num_queries(10):
        response = admin_client.get(address)
    assert response.status_code == 200
    assert not INLINE.search(response.content.decode())
    assert admin_client.get(address, {"q": "pakt"}).status_code == 200


def test_a_list_needs_no_more_queries_for_more_rows(admin_client, pact, django_assert_max_num_queries):
    for number in range(30):
        cast.agreement(f"a-{number}").laender.add("DE-BY", "DE-HE")
    with django_assert_max_num_queries(10):
        html = page(admin_client, "registry_agreement_changelist")
    assert html.count("BY HE") == 31


@pytest.mark.parametrize(("words", "hits"), [("Pakte", 1), ("Hessen", 1), ("Sachsen", 0)])
def test_agreements_are_found_by_german_words(admin_client, pact, words, hits):
    html = admin_client.get(reverse("admin:registry_agreement_changelist"), {"q": words}).content.decode()
    assert html.count("Bayern und Hessen: Pakt (2017)</a>") == hits


def test_facts_of_an_agreement_are_shown_and_cannot_be_typed_over(admin_client, pact):
    html = page(admin_client, "registry_agreement_change", pact.pk)
    assert "BayernID" in html
    assert 'name="title"' in html
    assert 'name="kind"' not in html
    assert not INLINE.search(html)


def test_a_new_agreement_gets_its_address_and_waits(admin_client, db):
    data = {"title": "Bund und Länder: Föderale Agenda", "summary": "", "predecessor": ""}
    data |= {"reports-TOTAL_FORMS": 0, "reports-INITIAL_FORMS": 0}
    admin_client.post(reverse("admin:registry_agreement_add"), data)
    made = Agreement.objects.get()
    assert (made.slug, made.visibility) == ("bund-und-laender-foederale-agenda", "waiting")
    assert "Agenda" in made.search_text


def test_a_title_that_an_editor_changes_is_found_and_kept_in_history(admin_client, pact):
    data = {"title": "Der große Pakt", "summary": "", "predecessor": ""}
    data |= {"reports-TOTAL_FORMS": 1, "reports-INITIAL_FORMS": 1, "reports-0-id": pact.reports.get().pk}
    data |= {"reports-0-agreement": pact.pk}
    admin_client.post(reverse("admin:registry_agreement_change", args=[pact.pk]), data)
    pact.refresh_from_db()
    assert pact.title == "Der große Pakt"
    assert "große" in pact.search_text
    assert pact.history.first().history_user.username == "admin"


@pytest.mark.parametrize("model", [Agreement, Organisation])
def test_the_history_of_a_row_is_shown(admin_client, pact, model):
    row = pact if model is Agreement else Organisation.objects.create(slug="akdb", name="AKDB")
    html = page(admin_client, f"registry_{model._meta.model_name}_history", row.pk)
    assert not INLINE.search(html)


def test_evidence_cannot_be_changed_in_its_list(admin_client, pact):
    evidence = Evidence.objects.first()
    address = reverse("admin:registry_evidence_change", args=[evidence.pk])
    assert admin_client.post(address, {"value": "anders"}).status_code == 403
    assert admin_client.post(reverse("admin:registry_evidence_delete", args=[evidence.pk])).status_code == 403


def test_a_long_list_is_estimated_and_a_short_one_counted(db, monkeypatch):
    cast.agreement("a")
    assert ThriftyPaginator(Agreement.objects.order_by("pk"), 50).count == 1
    monkeypatch.setattr("coopwatch.curation.paging.LIMIT", 1)
    cast.agreement("b")
    assert ThriftyPaginator(Agreement.objects.filter(title="b"), 50).count == 1
    assert ThriftyPaginator(Article.objects.order_by("pk"), 50).count == 0
    assert ThriftyPaginator(Agreement.objects.order_by("pk"), 50).count >= 1
