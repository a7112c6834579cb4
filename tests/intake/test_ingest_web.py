"""`ingest` with web addresses and with the sources of the research, against pages of a local server."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from coopwatch.intake.models import Download, DownloadState
from coopwatch.registry.models import Agreement, Article, Evidence
from coopwatch.registry.queue import queue
from coopwatch.registry.register_file import parse_register
from coopwatch.registry.research import load
from coopwatch.registry.vocabulary import ArticleState, CheckState
from tests.intake.documents.test_html import page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("open_site", "places")]

CONFIRMS = """<p>Bayern und Hessen haben am 9. März 2017 in München eine Kooperationsvereinbarung
zur Verwaltungsdigitalisierung unterzeichnet. Beide Länder wollen Online-Dienste gemeinsam
entwickeln und einander zur Nachnutzung überlassen. Die Zusammenarbeit beginnt sofort.</p>"""
CONTRADICTS = """<p>Sachsen und Thüringen haben am 4. Mai 2019 in Dresden einen Staatsvertrag über
ein gemeinsames Rechenzentrum unterzeichnet. Das Rechenzentrum soll die Fachverfahren beider Länder
betreiben.</p>"""
NOTHING = """<p>Der Landtag hat sich am Mittwoch mit dem Haushalt des kommenden Jahres befasst. Die
Abgeordneten stritten über Personal und Straßen. Eine Abstimmung soll im Dezember folgen.</p>"""


def telling(body: str) -> str:
    """A page with this body, whose heading names no party."""
    return (
        page(body=body)
        .replace("<h1>Hessen und Thüringen", "<h1>Neues")
        .replace("Rechenzentren: ", "")
        .replace("<title>Hessen und Thüringen", "<title>Neues")
    )


def act(key: str, url: str, **facts) -> str:
    """A line of the register."""
    line = {
        "id": key, "title": key, "summary": None, "name": None, "kind": "kooperationsvereinbarung",
        "status": "geschlossen", "date": None, "parties": [], "partners": [], "portals": [],
        "pilotkommunen": [], "topics": [], "predecessor": None, "sure": "high",
        "sources": [{"url": url, "publisher": "Amtsblatt", "published_on": None, "kind": "press"}],
    }  # fmt: skip
    return json.dumps(line | facts)


@pytest.fixture
def register(site, places) -> None:
    """Four researched acts: confirmed, contradicted, not told by its page, and with a page that is gone."""
    load(
        parse_register(
            [
                act(
                    "by-he",
                    site.page("/by-he", telling(CONFIRMS)),
                    parties=["DE-BY", "DE-HE"],
                    date="2017-03",
                ),
                act(
                    "sn-th",
                    site.page("/sn-th", telling(CONTRADICTS)),
                    parties=["DE-SN", "DE-TH"],
                    date="2018",
                ),
                act("be-bb", site.page("/be-bb", telling(NOTHING)), parties=["DE-BE", "DE-BB"]),
                act("ni-hb", site.url("/weg"), parties=["DE-NI", "DE-HB"]),
            ]
        )
    )


def ingest(*arguments: str, **options) -> str:
    """Run the command; return what it wrote, errors and all."""
    written = io.StringIO()
    try:
        call_command("ingest", *arguments, stdout=written, stderr=written, **{"patience": 3.0} | options)
    except CommandError as error:
        written.write(f"CommandError: {error}")
    return written.getvalue()


def test_an_address_is_fetched_and_read(site) -> None:
    said = ingest(site.page("/a", telling(CONFIRMS)), wait=True)
    assert "1/1 abgerufen" in said
    assert "1/1 gelesen" in said
    assert Article.objects.get().state == ArticleState.READ


def test_a_bad_address_gets_its_message_and_the_others_go_on(site) -> None:
    said = ingest("http://169.254.169.254:22/", site.page("/a", page()), site.url("/weg"), wait=True)
    assert "http://169.254.169.254:22/: Port 22 wird nicht abgerufen" in said
    assert "gibt es nicht mehr" in said
    assert "1 Eingabe(n) wurden nicht aufgenommen" in said
    assert Article.objects.exclude(text="").count() == 1


def test_a_failed_address_gets_a_new_chance_when_a_person_names_it(site) -> None:
    ingest(site.url("/a"), wait=True)
    site.page("/a", page())
    ingest(site.url("/a"), wait=True)
    assert Download.objects.get().state == DownloadState.DONE


@pytest.mark.usefixtures("register")
def test_the_pages_of_the_research_confirm_and_contradict(site) -> None:
    said = ingest("--register", verbosity=2)
    assert "4 Seiten der Recherche, 4 davon jetzt zum Abruf vorgemerkt." in said
    assert f"bestätigt: by-he, Datum 2017-03 ({site.url('/by-he')})" in said
    contradiction = "widersprochen: sn-th, Datum: recherchiert 2018 ({0}); gelesen 2019-05-04 ({0})"
    assert contradiction.format(site.url("/sn-th")) in said
    assert "nicht gefunden: be-bb, Beteiligte DE-BB" in said
    assert f"nicht abgerufen: {site.url('/weg')}: Die Seite gibt es nicht mehr" in said
    table = {line.split()[0]: line.split()[1:] for line in said.splitlines() if line[:1].isupper()}
    assert (table["Datum"], table["Beteiligte"]) == (["1", "1", "0"], ["4", "0", "4"])


@pytest.mark.usefixtures("register")
def test_quotes_join_the_known_act_and_contradictions_the_queue(site) -> None:
    ingest("--register")
    assert Agreement.objects.count() == 4
    known = Agreement.objects.get(register_id="by-he")
    assert known.check_state == CheckState.RESEARCHED
    evidence = Evidence.objects.get(agreement=known, field="date")
    assert (evidence.value, evidence.article.url) == ("2017-03-09", site.url("/by-he"))
    assert "9. März 2017" in evidence.quote
    assert evidence.article.original.read() == telling(CONFIRMS).encode()
    assert [act.register_id for act in queue("widerspruch")] == ["sn-th"]


@pytest.mark.usefixtures("register")
def test_a_second_run_fetches_nothing_again(site) -> None:
    first = ingest("--register")
    asked = len(site.asked)
    second = ingest("--register")
    assert "0 davon jetzt zum Abruf vorgemerkt" in second
    assert second.splitlines()[-12:] == first.splitlines()[-12:]
    assert len(site.asked) == asked


@pytest.mark.usefixtures("register")
def test_failed_pages_are_fetched_again_on_demand(site) -> None:
    ingest("--register")
    site.page("/weg", telling(CONFIRMS.replace("Bayern und Hessen", "Niedersachsen und Bremen")))
    said = ingest("--register", "--again")
    assert "1 davon jetzt zum Abruf vorgemerkt" in said
    assert "nicht abgerufen" not in said


@pytest.mark.usefixtures("register")
def test_without_a_worker_it_says_so_and_shows_what_there_is(settings, monkeypatch) -> None:
    monkeypatch.setattr("coopwatch.intake.downloads._send", lambda key: None)
    said = ingest("--register", patience=0.1)
    assert "Läuft ein Worker?" in said
    assert "Derselbe Befehl setzt fort." in said
    assert "zusammen" in said


@pytest.mark.usefixtures("register")
def test_without_a_contact_nothing_is_queued(settings) -> None:
    settings.FETCH_CONTACT = ""
    assert "COOPWATCH_CONTACT" in ingest("--register")
    assert not Download.objects.exists()


def test_neither_paths_nor_the_register_is_a_question() -> None:
    assert "entweder Dateien und Adressen nennen oder --register" in ingest()
