"""Loading researched acts: idempotent, corrected by later editions, and never against a person's decision."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coopwatch.registry.models import Agreement, Article, Evidence, Organisation, Report
from coopwatch.registry.register_file import parse_register
from coopwatch.registry.research import in_order_of_chains, load
from coopwatch.registry.vocabulary import ArticleState, CheckState, Decision, Visibility
from tests.registry.test_register_file import line


def take(*lines: str, **options):
    return load(parse_register(lines), **options)


def act() -> Agreement:
    return Agreement.objects.get(register_id="by-he-2017")


@pytest.fixture
def loaded(places) -> Agreement:
    take(line())
    return act()


def test_an_act_is_public_and_marked_as_researched(loaded):
    assert loaded.check_state == CheckState.RESEARCHED
    assert loaded.visibility == Visibility.PUBLISHED
    assert loaded.party_codes == ["DE-BY", "DE-HE"]
    assert [pilot.kommune_id for pilot in loaded.pilotkommunen.all()] == ["09273"]
    assert loaded.portals.get().check_state == CheckState.RESEARCHED
    assert "Bayern" in loaded.search_text


def test_its_source_is_an_article_without_text(loaded):
    article = loaded.reports.get().article
    assert (article.state, article.text) == (ArticleState.REFERENCED, "")
    assert article.source.name == "Blatt"


def test_the_history_begins_with_one_row_that_knows_the_parties(loaded):
    first = loaded.history.get()
    assert first.history_type == "+"
    assert {row.land_id for row in first.laender.all()} == {"DE-BY", "DE-HE"}


def test_a_second_load_changes_nothing(loaded):
    report = take(line())
    assert dict(report.outcomes) == {"unverändert": 1}
    assert loaded.history.count() == 1
    assert (Article.objects.count(), Report.objects.count()) == (1, 1)


def test_a_corrected_edition_changes_what_it_corrects(loaded):
    report = take(line(kind="staatsvertrag", title="Neuer Titel", portals=[]))
    assert report.outcomes["geändert"] == 1
    assert "kind" in report.changes[0]
    assert (act().kind, act().title, act().portals.count()) == ("staatsvertrag", "Neuer Titel", 0)


def test_what_a_person_decided_survives_a_corrected_edition(loaded):
    Evidence.objects.create(
        agreement=loaded, field="kind", value="pakt", decision=Decision.ACCEPTED, decided_at=timezone.now()
    )
    take(line(kind="staatsvertrag", date="2018"))
    assert act().kind == "pakt"
    assert act().date.year == 2018


def test_a_title_that_a_person_gave_stays(loaded):
    loaded.title = "Von Hand"
    loaded.save()
    take(line(title="Neuer Titel"))
    assert act().title == "Von Hand"


def test_an_act_that_is_missing_is_withdrawn_and_comes_back(loaded):
    assert take(line(id="other")).outcomes["zurückgezogen"] == 1
    assert act().visibility == Visibility.REJECTED
    take(line())
    assert act().visibility == Visibility.PUBLISHED


def test_a_checked_act_is_not_withdrawn(loaded):
    Agreement.objects.update(check_state=CheckState.CHECKED)
    assert take(line(id="other")).kept == ["by-he-2017"]
    assert act().visibility == Visibility.PUBLISHED


def test_nothing_is_withdrawn_while_a_broken_line_hides_its_id(loaded):
    take("{", line(id="other"))
    assert act().visibility == Visibility.PUBLISHED


def test_what_an_editor_rejected_is_not_brought_back(loaded):
    loaded.visibility = Visibility.REJECTED
    loaded.save()
    take(line())
    assert act().visibility == Visibility.REJECTED


def test_predecessors_become_chains_in_whatever_order_they_stand(places):
    take(line(id="third", predecessor="second"), line(id="second", predecessor="first"), line(id="first"))
    third = Agreement.objects.get(register_id="third")
    assert third.predecessor.predecessor.register_id == "first"


def test_a_circle_and_an_unknown_predecessor_are_listed(places):
    report = take(line(id="a", predecessor="b"), line(id="b", predecessor="a"), line(id="c", predecessor="x"))
    reasons = {key: name.reason for key, name in report.unresolved}
    assert "Kette" in reasons["a"]
    assert "keine Vereinbarung" in reasons["c"]
    assert not Agreement.objects.exclude(predecessor=None).exists()


def test_chains_of_a_circle_end():
    acts = parse_register([line(id="a", predecessor="b"), line(id="b", predecessor="a")]).acts
    assert {a.id for a in in_order_of_chains(acts)} == {"a", "b"}


def test_a_place_that_is_unknown_is_listed_with_the_reason(places):
    pilots = [{"name": "Atlantis", "type": "Stadt", "land": "DE-BY"}]
    report = take(line(pilotkommunen=pilots))
    key, name = report.unresolved[0]
    assert (key, name.field) == ("by-he-2017", "pilotkommunen")
    assert "kein Ort" in name.reason


def test_partners_are_organisations_or_kommunen_or_new(places):
    Organisation.objects.create(
        slug="akdb", name="AKDB", spellings=["Anstalt für Kommunale Datenverarbeitung"]
    )
    partners = ["Anstalt für kommunale Datenverarbeitung", "Aachen", "Neues Bündnis"]
    report = take(line(partners=partners))
    names = set(act().partner_organisations.values_list("name", flat=True))
    assert names == {"AKDB", "Neues Bündnis"}
    assert [k.name for k in act().partner_kommunen.all()] == ["Aachen"]
    assert sorted(report.created) == ["Organisation: Neues Bündnis", "Portal: BayernPortal"]


def test_the_command_loads_the_rest_and_names_the_refused_lines(places, tmp_path, capsys):
    file = tmp_path / "acts.jsonl"
    file.write_text(line() + "\n{\n", "utf-8")
    with pytest.raises(CommandError, match="1 Zeilen"):
        call_command("load_register", str(file))
    assert "Zeile 2" in capsys.readouterr().err
    assert act()


def test_the_command_says_what_to_do_first(db):
    with pytest.raises(CommandError, match="load_reference"):
        call_command("load_register")


def test_the_load_needs_few_queries_for_each_act(places, django_assert_max_num_queries):
    lines = [line(id=f"act-{number}") for number in range(20)]
    with django_assert_max_num_queries(20 * 14 + 30):
        take(*lines)
    with django_assert_max_num_queries(30):
        take(*lines)
