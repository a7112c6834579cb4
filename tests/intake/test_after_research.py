"""A new edition of the research and what was read before: one act, one record."""

import json

import pytest
from django.core.management import call_command

from coopwatch.intake import reading
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.vocabulary import ArticleState
from tests.intake.cast import PACT, article
from tests.intake.cast import reading as told

ACT = {
    "id": "by-he-2017", "title": "Pakt", "name": None, "kind": "pakt", "status": "geschlossen",
    "date": "2017-07-31", "parties": ["DE-BY", "DE-HE"], "partners": [], "portals": ["BayernID"],
    "pilotkommunen": [], "topics": ["nutzerkonto"], "summary": "Ein Pakt.", "predecessor": None, "sure": "high",
    "sources": [{"url": "https://example.org/pakt", "publisher": "Amt", "published_on": None, "kind": "official"}],
}  # fmt: skip


@pytest.fixture
def load(tmp_path, django_capture_on_commit_callbacks):
    """Load acts as a file of the research would."""

    def run(*acts: dict) -> None:
        file = tmp_path / "acts.jsonl"
        file.write_text("\n".join(json.dumps(act) for act in acts), "utf-8")
        with django_capture_on_commit_callbacks():
            call_command("load_register", str(file), verbosity=0)

    return run


@pytest.fixture
def row(places, monkeypatch) -> Article:
    """An article in which the machine read the pact, long before anybody researched it."""
    monkeypatch.setattr(reading, "extract", lambda *_: told(PACT))
    row = article()
    reading.read(row.pk)
    return row


def states() -> set[str]:
    return set(Article.objects.exclude(text="").values_list("state", flat=True))


def test_what_was_read_before_goes_into_the_researched_act(row, load):
    read = Agreement.objects.get()
    load(ACT)
    assert states() == {ArticleState.WAITING}
    reading.read(row.pk)
    read.refresh_from_db()
    assert read.merged_into.register_id == "by-he-2017"
    assert Agreement.objects.public().count() == 1


def test_acts_of_others_and_an_unchanged_edition_leave_articles_alone(row, load):
    load(ACT | {"id": "bw-sn", "parties": ["DE-BW", "DE-SN"]})
    assert states() == {ArticleState.READ}
    load(ACT | {"id": "bw-sn", "parties": ["DE-BW", "DE-SN"]})
    assert states() == {ArticleState.READ}
