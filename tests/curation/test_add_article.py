"""Adding articles by hand: stored, queued, shown; bad input gets its message and nothing is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coopwatch.intake.record import record
from coopwatch.registry.models import Article, Source
from coopwatch.registry.vocabulary import ArticleOrigin, ArticleState
from tests.curation.test_admin_lists import INLINE
from tests.intake.cast import PACT, TEXT, article, reading
from tests.registry import cast

ADDRESS = "/admin/registry/article/add/"


@pytest.fixture(autouse=True)
def _places(db, settings) -> None:
    settings.FETCH_CONTACT = "redaktion@amt.example"
    cast.load_places()


def add(client, **data):
    return client.post(ADDRESS, data, follow=True)


def words(response) -> str:
    return response.content.decode()


def test_the_form_opens_and_keeps_the_policy(admin_client):
    html = words(admin_client.get(ADDRESS))
    assert "Artikel hinzufügen" in html
    assert not INLINE.search(html)


def test_a_pasted_text_is_stored_and_shown(admin_client):
    source = Source.objects.create(slug="blatt", name="Blatt")
    data = {
        "title": "Ein Pakt",
        "published_on": "2017-07-31",
        "source": source.pk,
        "url": "https://blatt.de/a",
    }
    response = add(admin_client, text=TEXT, **data)
    row = Article.objects.get()
    assert response.redirect_chain[-1][0] == reverse("admin:registry_article_change", args=[row.pk])
    assert (row.origin, row.source, row.title, row.canonical_url) == (
        "manual",
        source,
        "Ein Pakt",
        "blatt.de/a",
    )
    assert "ist gespeichert und wird gelesen" in words(response)


def test_the_reading_is_queued_when_the_article_is_stored(admin_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        add(admin_client, text="Der Landtag hat über den Haushalt beraten und die Sitzung vertagt.")
    assert Article.objects.get().state == ArticleState.IRRELEVANT


def test_the_same_text_twice_is_one_article_and_says_so(admin_client):
    add(admin_client, text=TEXT)
    assert "schon vorhanden" in words(add(admin_client, text=f"  {TEXT}\r\n"))
    assert Article.objects.count() == 1


def test_a_file_is_taken_in_and_marked_as_retold(admin_client):
    add(admin_client, file=SimpleUploadedFile("a.txt", TEXT.encode()), retold="on")
    assert Article.objects.get().origin == ArticleOrigin.RETOLD


def test_lines_of_json_become_articles_and_bad_lines_messages(admin_client):
    lines = '{"text": "Der erste Text."}\n{"title": "ohne Text"}\n{"text": "Der zweite Text."}'
    html = words(add(admin_client, file=SimpleUploadedFile("a.jsonl", lines.encode())))
    assert Article.objects.count() == 2
    assert "jsonl:2" in html


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("leer.txt", b"", "leer"),
        ("pdf.txt", b"%PDF-1.7", "PDF"),
        ("kaputt.txt", b"M\xfcnchen", "UTF-8"),
        ("gross.txt", b"a" * 5_000_001, "größer als 5 MB"),
        ("ohne.json", b"{}", "text"),
        ("bild.png", b"\x89PNG", "Art von Datei"),
    ],
)
def test_bad_files_get_a_message(admin_client, name, data, message):
    assert message in words(add(admin_client, file=SimpleUploadedFile(name, data)))
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Bitte einen Text einfügen"),
        ({"text": "   "}, "Bitte einen Text einfügen"),
        ({"text": "x" * 1_000_001}, "zu lang"),
        ({"text": TEXT, "url": "ftp://blatt.de/a"}, "keine Web-Adresse"),
        ({"url": "http://leser:geheim@blatt.de/a"}, "Adresse"),
    ],
)
def test_bad_forms_get_a_message(admin_client, data, message):
    assert message in words(add(admin_client, **data))
    assert not Article.objects.exists()


def test_a_text_and_a_file_at_once_are_refused(admin_client):
    html = words(add(admin_client, text=TEXT, file=SimpleUploadedFile("a.txt", b"anders")))
    assert "entweder" in html
    assert TEXT[:40] in html


def test_an_english_text_is_kept_with_a_note(admin_client):
    html = words(add(admin_client, text="The state has signed an agreement with the city for the services."))
    assert "nicht deutsch" in html


def test_the_page_of_an_article_marks_its_quotes(admin_client):
    row = article()
    record(row, reading(PACT))
    html = words(admin_client.get(reverse("admin:registry_article_change", args=[row.pk])))
    assert html.count("<mark") == 6
    assert "kind--portals" in html
    assert "Bayern und Hessen: Pakt (2017)" in html
    assert not INLINE.search(html)


def test_a_retold_article_is_marked_wherever_it_is_shown(admin_client):
    row = article(origin=ArticleOrigin.RETOLD)
    assert "nacherzähltes Beispiel" in words(admin_client.get(reverse("admin:registry_article_changelist")))
    html = words(admin_client.get(reverse("admin:registry_article_change", args=[row.pk])))
    assert "nicht der Text der Quelle" in html


def test_what_a_text_holds_is_escaped(admin_client):
    row = article("<script>alert(1)</script> Bayern")
    html = words(admin_client.get(reverse("admin:registry_article_change", args=[row.pk])))
    assert "<script>alert" not in html


def test_articles_are_read_again_from_the_list(admin_client):
    row = article(state=ArticleState.FAILED, error="kaputt", tries=3)
    bare = cast.article("", content_hash=None, state=ArticleState.REFERENCED, url="https://blatt.de/b")
    data = {"action": "read_once_more", "_selected_action": [row.pk, bare.pk]}
    response = admin_client.post(reverse("admin:registry_article_changelist"), data, follow=True)
    row.refresh_from_db()
    assert row.state == ArticleState.WAITING
    assert "keinen Text" in words(response)
    assert "1 Artikel wird gelesen" in words(response)


def test_nobody_adds_articles_without_permission(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("gast", is_staff=True))
    assert client.get(ADDRESS).status_code == 403
