"""The command that takes articles in."""

import json

import pytest
from django.core.management import CommandError, call_command

from coopwatch.registry.models import Agreement, Article
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState

TEXT = (
    "München, 31. Juli 2017. Bayern und Hessen haben heute eine Kooperationsvereinbarung zum E-Government "
    "unterzeichnet. Beide Länder entwickeln ihre Online-Dienste künftig gemeinsam."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_articles_are_stored_read_and_shown(folder, capsys):
    from tests.registry.cast import load_places

    load_places()
    call_command("ingest", str(folder), wait=True)
    out = capsys.readouterr().out
    assert "neu gespeichert: 1" in out
    assert "1/1 gelesen" in out
    assert Agreement.objects.count() == 1


def test_the_same_article_twice_says_so(db, folder, capsys):
    call_command("ingest", str(folder))
    call_command("ingest", str(folder))
    assert "schon vorhanden (gleicher Text): 1" in capsys.readouterr().out
    assert Article.objects.count() == 1


def test_retold_texts_are_marked(db, folder):
    call_command("ingest", str(folder), retold=True)
    assert Article.objects.get().origin == ArticleOrigin.RETOLD


def test_bad_files_get_their_message_and_the_rest_comes_in(db, folder, capsys):
    (folder / "leer.txt").write_bytes(b"")
    (folder / "adresse.json").write_text(json.dumps({"text": "Ein Text.", "url": "ftp://x"}), "utf-8")
    with pytest.raises(CommandError, match="2 Eingabe"):
        call_command("ingest", str(folder))
    errors = capsys.readouterr().err
    assert "leer.txt" in errors
    assert "keine Web-Adresse" in errors
    assert Article.objects.count() == 1


def test_an_english_text_is_kept_with_a_note(db, tmp_path, capsys):
    (tmp_path / "en.txt").write_text(
        "The state has signed an agreement with the city for the services.", "utf-8"
    )
    call_command("ingest", str(tmp_path))
    assert "nicht deutsch" in capsys.readouterr().err
    assert Article.objects.get().state == ArticleState.WAITING


def test_waiting_without_a_worker_ends_with_what_to_do(db, folder):
    with pytest.raises(CommandError, match="Läuft ein Worker"):
        call_command("ingest", str(folder), wait=True, patience=0.1)
