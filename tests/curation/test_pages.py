"""Queue, merge, split and history as pages."""

import json
import re
from pathlib import Path

from django.contrib import admin
from django.test import Client
from django.urls import reverse

from coopwatch.curation.views.history import harmless
from coopwatch.registry.actions.facts import accept, add, reject
from coopwatch.registry.actions.merge import merge
from coopwatch.registry.models import Agreement, Proposal, Regrouping
from coopwatch.registry.steps import all_steps, steps_of
from tests.curation.conftest import client_in
from tests.registry.actions.cast import Cast

STATIC = Path(admin.__file__).parent / "static" / "admin" / "js"


def test_the_start_page_counts_what_waits(editor: Client, cast: Cast):
    html = editor.get("/admin/").content.decode()
    assert "<span>Mehrdeutige Orte</span> <strong>1</strong>" in html
    assert "<span>Geringe Sicherheit</span> <strong>1</strong>" in html


def test_the_queue_opens_with_the_first_reason_that_has_entries(editor: Client, cast: Cast):
    html = editor.get(reverse("curation:queue"), {"grund": "quatsch", "p": "99"}).content.decode()
    assert "Mehrere Kommunen tragen den genannten Namen" in html
    assert f"/redaktion/{cast.pakt.pk}/?grund=ort" in html


def test_at_its_end_the_queue_says_so(editor: Client, cast: Cast):
    answer = editor.get(reverse("curation:next"), {"grund": "ungeprueft"}, follow=True)
    assert "Das war der letzte Eintrag" in answer.content.decode()


def test_merging_shows_a_preview_first_and_can_be_undone(editor: Client, cast: Cast):
    address = reverse("curation:merge", args=[cast.double.pk, cast.pakt.pk])
    html = editor.get(address).content.decode()
    assert "Widerspruch" in html and "Kooperationsvereinbarung" in html
    assert not Regrouping.objects.exists()
    editor.post(address)
    step = Regrouping.objects.get()
    editor.post(reverse("curation:undo", args=[step.pk]))
    assert Agreement.objects.get(pk=cast.double.pk).merged_into is None


def test_a_merge_that_is_not_possible_says_why(editor: Client, cast: Cast):
    address = reverse("curation:merge", args=[cast.pakt.pk, cast.pakt.pk])
    assert "nicht mit sich selbst" in editor.get(address, follow=True).content.decode()


def test_candidates_for_a_merge_are_found_by_parties_and_by_words(editor: Client, cast: Cast):
    address = reverse("curation:merge-choose", args=[cast.pakt.pk])
    assert cast.double.title in editor.get(address).content.decode()
    assert cast.double.title in editor.get(address, {"q": "kooperations"}).content.decode()
    assert cast.double.title not in editor.get(address, {"q": "nirgends"}).content.decode()


def test_what_is_proposed_is_offered_first_for_a_merge(editor: Client, cast: Cast):
    newer = Agreement.objects.create(
        slug="newer", title="Neuere", kind="pakt", status="geschlossen", bund=False
    )
    newer.laender.set(cast.pakt.laender.all())
    address = reverse("curation:merge-choose", args=[cast.pakt.pk])
    assert editor.get(address).context["rows"][0] == newer
    Proposal.objects.create(agreement=cast.double, candidate=cast.pakt, relation="further", reason="")
    answer = editor.get(address)
    assert list(answer.context["rows"][:2]) == [cast.double, newer]
    assert answer.content.decode().count("vorgeschlagen") == 1


def test_the_history_page_shows_values_in_words(editor: Client, cast: Cast):
    html = editor.get(reverse("curation:history", args=[cast.pakt.pk])).content.decode()
    assert "<td>Hessen</td>" in html and "<td>DE-HE</td>" not in html
    assert "<td>05.09.2016</td>" in html
    chosen = editor.get(reverse("curation:history", args=[cast.pakt.pk]), {"wert": "DE-HE"})
    assert {step.value for step in chosen.context["steps"]} == {"Hessen"}


def test_the_scripts_of_the_admin_speak_german(editor: Client, cast: Cast):
    script = editor.get(reverse("admin:jsi18n")).content.decode()
    texts = re.findall(r"gettext\('([^']+)'\)", (STATIC / "SelectFilter2.js").read_text())
    assert texts and all(json.dumps(text) in script for text in texts)


def test_splitting_shows_a_preview_and_splits_on_the_second_post(editor: Client, cast: Cast):
    address = reverse("curation:split", args=[cast.pakt.pk])
    chosen = {"evidence": [cast.pakt.evidence.get(field="portals").pk]}
    assert "es bleibt" in editor.post(address, chosen).content.decode()
    assert not Regrouping.objects.exists()
    editor.post(address, chosen | {"confirm": "1"})
    assert Regrouping.objects.get().target.portals.get().name == "BayernPortal"


def test_the_history_names_person_and_machine_for_each_fact(cast: Cast):
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    steps = [step for step in steps_of(cast.pakt) if step.value == "DE-HE"]
    assert [(s.actor, s.before, s.after) for s in steps] == [
        ("anna", "offen", "verworfen"),
        ("Maschine, Fassung 1", "", "offen"),
    ]


def test_the_machines_finding_has_its_step_even_where_it_was_written_with_many_others(cast: Cast):
    evidence = cast.pakt.evidence.get(field="kind")
    evidence.history.all().delete()
    assert ("Maschine, Fassung 1", "offen") in [
        (s.actor, s.after) for s in steps_of(cast.pakt) if s.value == "pakt"
    ]
    accept(cast.pakt, "kind", "pakt", cast.anna)
    steps = [step for step in steps_of(cast.pakt) if step.value == "pakt"]
    assert [(s.actor, s.before, s.after) for s in steps] == [
        ("anna", "offen", "bestätigt"),
        ("Maschine, Fassung 1", "", "offen"),
    ]


def test_the_record_shows_what_changed_in_it_from_and_to(editor: Client, cast: Cast):
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    html = editor.get(reverse("curation:history", args=[cast.pakt.pk]), {"angabe": "Länder"}).content.decode()
    assert 'data-label="von">Bayern, Hessen</td><td data-label="nach">Bayern</td>' in html
    assert "BayernPortal" not in html


def test_the_history_as_csv_holds_the_steps_and_no_formula(editor: Client, cast: Cast):
    add(cast.pakt, "name", "=1+1", cast.anna)
    answer = editor.get(reverse("curation:history-csv", args=[cast.pakt.pk]))
    lines = answer.getvalue().decode().splitlines()
    assert lines[0] == "agreement,when,who,machine,what,value,before,after,reason"
    assert any(",anna,,Name,'=1+1,,bestätigt," in line for line in lines)
    assert [harmless(cell) for cell in ("+1", "@x", "ab", "\tx")] == ["'+1", "'@x", "ab", "'\tx"]


def test_the_whole_history_can_be_exported_with_each_step_once(editor: Client, cast: Cast):
    merge(cast.double, cast.pakt, cast.anna)
    lines = editor.get(reverse("curation:history-csv-all")).getvalue().decode().splitlines()[1:]
    assert {line.split(",")[0] for line in lines} == {str(cast.pakt.pk), str(cast.double.pk)}
    assert len([line for line in lines if ",kooperationsvereinbarung,,offen," in line]) == 1


def test_the_whole_history_takes_the_same_queries_for_more_agreements(cast: Cast, django_assert_num_queries):
    with django_assert_num_queries(8):
        assert list(all_steps())


def test_a_merge_stands_in_the_history_of_both(editor: Client, cast: Cast):
    merge(cast.double, cast.pakt, cast.anna)
    for agreement in (cast.pakt, cast.double):
        html = editor.get(reverse("curation:history", args=[agreement.pk])).content.decode()
        assert "<strong>zusammengeführt</strong>" in html


def bulk(client: Client, action: str, *rows: Agreement):
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post("/admin/registry/agreement/", data, follow=True).content.decode()


def test_a_bulk_step_is_the_step_of_each_and_goes_on_after_a_refusal(cast: Cast):
    chief = client_in("Chefredaktion", "chef")
    reject(cast.pakt, "parties", "DE-HE", cast.anna)
    html = bulk(chief, "complete_all", cast.pakt, cast.double)
    assert "mindestens zwei Beteiligte" in html and "1 Vereinbarung bearbeitet" in html
    step = Agreement.objects.get(pk=cast.double.pk).history.first()
    assert (step.history_user.username, step.history_change_reason) == ("chef", "geprüft")


def test_an_editor_has_no_bulk_steps(editor: Client, cast: Cast):
    bulk(editor, "discard_all", cast.pakt)
    assert Agreement.objects.get(pk=cast.pakt.pk).visibility == "waiting"
