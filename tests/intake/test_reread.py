"""Reading anew: machine facts follow the better extraction, decided ones stay, a stopped run goes on."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from coopwatch.intake import reading
from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.vocabulary import ArticleState, Decision, Visibility
from tests.intake.cast import PACT, article, without
from tests.intake.cast import reading as told


@pytest.fixture
def row(places, monkeypatch) -> Article:
    """An article in which an older version read the pact."""
    says(monkeypatch, told(PACT, version="0"))
    row = article()
    reading.read(row.pk)
    return row


def says(monkeypatch, what) -> None:
    monkeypatch.setattr(reading, "extract", lambda *_: what)


def run(capsys, **options) -> str:
    call_command("reread", **options)
    return capsys.readouterr().out


def now(*agreements):
    return told(*agreements, version=reading.present_versions()[0])


def test_what_the_new_version_reads_is_taken_over_and_said(row, monkeypatch, capsys):
    says(monkeypatch, now(without(PACT, "kind", kind="staatsvertrag")))
    out = run(capsys)
    assert Agreement.objects.get().kind == "staatsvertrag"
    assert "geändert (Art" in out
    assert "bei 1 hat sich etwas geändert" in out


def test_a_second_run_has_nothing_left_to_do(row, monkeypatch, capsys):
    says(monkeypatch, now(PACT))
    run(capsys)
    assert "0 Artikel neu gelesen" in run(capsys)
    assert "1 Artikel neu gelesen, bei 0" in run(capsys, all=True)


def test_what_a_person_decided_stays(row, monkeypatch, capsys):
    Agreement.objects.get().evidence.filter(field="kind").update(
        decision=Decision.ACCEPTED, decided_at=timezone.now()
    )
    says(monkeypatch, now(without(PACT, "kind", kind="staatsvertrag")))
    run(capsys)
    assert Agreement.objects.get().kind == "pakt"


def test_an_article_that_tells_of_nothing_any_more_takes_its_agreement_back(row, monkeypatch, capsys):
    says(monkeypatch, now())
    out = run(capsys)
    row.refresh_from_db()
    assert row.state == ArticleState.IRRELEVANT
    assert Agreement.objects.get().visibility == Visibility.REJECTED
    assert "zurückgenommen" in out and "→ ohne Vereinbarung" in out


def test_one_article_that_breaks_stops_no_other(row, monkeypatch, capsys):
    other = article("Ein anderes Blatt.", state=ArticleState.IRRELEVANT, machine_version="0")

    def extract(text, lexicon):
        if text.id == str(row.pk):
            raise RuntimeError("kaputt")
        return now()

    monkeypatch.setattr(reading, "extract", extract)
    call_command("reread")
    other.refresh_from_db()
    assert other.machine_version == reading.present_versions()[0]
    assert "kaputt" in capsys.readouterr().err
    assert Agreement.objects.get().kind == "pakt"


def test_a_day_that_was_read_in_the_text_is_read_anew(places):
    row = article(published_on="2017-08-01", published_is_read=True)
    row.refresh_from_db()
    assert reading.as_text(row).published_on is None
    row.published_is_read = False
    assert reading.as_text(row).published_on.isoformat() == "2017-08-01"


def test_what_still_waits_is_left_to_the_workers(db, capsys):
    article(state=ArticleState.WAITING)
    assert "0 Artikel neu gelesen" in run(capsys)
