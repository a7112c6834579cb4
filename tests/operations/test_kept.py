"""Public pages are kept as long as the data stays as it is, and for nobody who is logged in."""

import pytest
from django.core.cache import caches

from coopwatch.operations.kept import data_version
from coopwatch.operations.models import DataChange
from coopwatch.operations.tasks import add_up_changes
from coopwatch.registry.models import Land, Visit

pytestmark = pytest.mark.usefixtures("reference")
LOCAL = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


@pytest.fixture
def pages(settings):
    """Keep pages, as in service."""
    settings.CACHES = {**settings.CACHES, "pages": LOCAL}
    caches["pages"].clear()
    yield caches["pages"]
    caches["pages"].clear()


def forget_transaction() -> None:
    """Begin as a new transaction would: within a test all statements share one."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('coopwatch.changed', '', true)")


def change_data() -> None:
    """Change something that pages show."""
    forget_transaction()
    Land.objects.filter(code="DE-BY").update(capital="Passau")


def test_a_page_is_made_once(client, pages, django_assert_num_queries):
    first = client.get("/")
    with django_assert_num_queries(1):
        second = client.get("/")
    assert second.content == first.content
    assert second.headers["ETag"] == first.headers["ETag"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_who_has_the_page_gets_304(client, pages, django_assert_num_queries):
    etag = client.get("/").headers["ETag"]
    with django_assert_num_queries(1):
        again = client.get("/", headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_a_change_makes_the_page_anew(client, pages):
    etag = client.get("/").headers["ETag"]
    change_data()
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_304_comes_before_everything_else(client, pages, settings):
    etag = client.get("/").headers["ETag"]
    first = settings.MIDDLEWARE.index("coopwatch.operations.kept.KnownPages") + 1
    settings.MIDDLEWARE = settings.MIDDLEWARE[:first]
    client.handler.load_middleware()
    again = client.get("/", headers={"if-none-match": etag})
    assert again.status_code == 304
    assert {"Cookie", "HX-Request"} <= {part.strip() for part in again.headers["Vary"].split(",")}


def test_a_session_a_post_and_a_foreign_host_get_no_304(client, pages, settings):
    etag = {"if-none-match": client.get("/").headers["ETag"]}
    assert client.post("/", headers=etag).status_code != 304
    assert client.get("/", headers=etag, HTTP_HOST="evil.example").status_code == 400
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    assert client.get("/", headers=etag).status_code == 200


@pytest.mark.parametrize("other", ["/?art=pakt", "/laender/", "/?"])
def test_other_addresses_are_other_pages(client, pages, other):
    etag = client.get("/").headers["ETag"]
    assert client.get(other, headers={"if-none-match": etag}).status_code in (
        {200} if other != "/?" else {200, 304}
    )


def test_languages_and_parts_are_other_pages(client, pages, settings):
    etag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"hx-request": "true"}).headers["ETag"] != etag
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get("/", headers={"if-none-match": etag})
    assert (english.status_code, english.headers["Content-Language"]) == (200, "en")


def test_nothing_is_kept_for_who_is_logged_in(admin_client, pages):
    assert "ETag" not in admin_client.get("/").headers


@pytest.mark.parametrize("path", ["/admin/", "/admin/redaktion/", "/admin/login/"])
def test_pages_of_the_editors_are_kept_by_nobody(admin_client, path):
    assert "no-store" in admin_client.get(path).headers["Cache-Control"]


def test_pages_for_frames_keep_their_permission(client, pages):
    for _ in range(2):
        answer = client.get("/abbildung/jahre/")
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in answer.headers


def test_what_is_not_found_is_not_kept(client, pages):
    client.get("/land/atlantis/")
    assert not pages._cache


def test_the_number_grows_once_a_transaction():
    before = data_version()
    change_data()
    Land.objects.filter(code="DE-HE").update(capital="Fulda")
    assert data_version() == before + 1


def test_what_no_page_shows_does_not_count(django_user_model):
    before = data_version()
    forget_transaction()
    django_user_model.objects.create_user("leserin")
    Visit.objects.all().delete()
    assert data_version() == before


def test_adding_up_keeps_the_number():
    for txid in (-5, -6):
        DataChange.objects.create(txid=txid, n=4)
    before = data_version()
    add_up_changes()
    add_up_changes()
    assert data_version() == before
    assert DataChange.objects.count() == 1
