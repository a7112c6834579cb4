"""Every page answers, says what it should, and asks the database a fixed number of questions."""

import re

import pytest
from django.core.cache import cache

from coopwatch.dashboard.cards.freshness import bring_up_to_date
from coopwatch.dashboard.models import TextPage
from coopwatch.dashboard.quality import CORPORA, measured_quality
from coopwatch.registry.models import Agreement, ErrorReport, Kommune, Land, Portal
from tests.dashboard.cast import agreement

pytestmark = pytest.mark.django_db

PATHS = [
    "/", "/?partei=DE-BY&partei=DE-HE", "/?q=gibtsnicht", "/?spuren=art&sortierung=titel", "/?seite=99",
    "/vereinbarung/pakt-am-main/", "/vereinbarung/pakt-am-main-2/", "/vereinbarung/vertrag-aller/",
    "/vereinbarung/modellkommunen/", "/vereinbarung/bund-und-saarland/", "/vereinbarung/pakt-am-main/melden/",
    "/bund/", "/land/by/", "/land/sn/", "/portal/bayernportal/", "/kommune/wetteraukreis/",
    "/organisation/hessischer-staedtetag/", "/quelle/kommune21/", "/laender/", "/portale/", "/pilotkommunen/",
    "/organisationen/", "/quellen/", "/vergleich/", "/vergleich/?land=DE-BY",
    "/vergleich/?land=DE-BY&land=DE-HE", "/vergleich/?land=XX&land=DE", "/aenderungen/", "/methodik/", "/daten/",
    "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/api/", "/abbildung/zeitstrahl/",
    "/abbildung/karte/?partei=DE-BY",
    "/abbildung/matrix/", "/abbildung/jahre/",
]  # fmt: skip


def page(client, path: str) -> str:
    """Return the text of a page."""
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_answers(client, cast, settings, path, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    text = page(client, path)
    assert f'<html lang="{language}">' in text
    assert text.count("<h1") == 1 or "/abbildung/" in path


@pytest.mark.parametrize(
    "path", ["/vereinbarung/wartet/", "/land/xx/", "/portal/x/", "/abbildung/kuchen/", "/gibtsnicht"]
)
def test_what_is_not_there_is_not_found(client, cast, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()


def test_an_empty_registry_has_a_start_page(client, db):
    assert "0 Vereinbarungen" in page(client, "/")


def test_the_sentence_the_counters_and_the_table_agree(client, cast):
    text = page(client, "/?partei=DE-BY&partei=DE-HE&modus=unter")
    assert "2 Vereinbarungen nur zwischen Bayern und Hessen" in text
    assert text.count('<tr class="kern-table__row">\n      <td class="kern-table__cell rows__date">') == 2


def test_what_waits_stands_nowhere(client, cast):
    for path in ("/", "/land/by/", "/land/sn/", "/vergleich/?land=DE-BY&land=DE-SN"):
        assert "Wartet noch" not in page(client, path)


def test_a_form_sent_without_script_leads_to_a_clean_address(client, cast):
    response = client.get("/?q=&partei=DE-HE&partei=DE-BY&modus=alle&von=&bis=&undatiert=")
    assert (response.status_code, response["Location"]) == (302, "/?partei=DE-BY&partei=DE-HE")


def test_htmx_gets_the_part_that_changes(client, cast):
    response = client.get("/?partei=DE-HE&q=", headers={"HX-Request": "true"})
    assert response.content.lstrip().startswith(b'<div id="dashboard"')
    assert response["HX-Push-Url"] == "/?partei=DE-HE"


def test_a_bad_value_is_told(client, cast):
    assert "wurde nicht beachtet" in page(client, "/?von=zweitausend")


def test_a_slip_in_the_search_is_helped(client, cast):
    text = page(client, "/?q=Byern")
    assert 'href="/?partei=DE-BY">Bayern</a>' in text


def test_a_quote_stands_with_its_source(client, cast):
    text = page(client, "/vereinbarung/pakt-am-main/")
    assert "„<mark>Bayern und Hessen</mark> arbeiten zusammen.“" in text
    assert "nacherzähltes Beispiel" in text
    assert "automatisch erfasst" in text


def test_a_quote_is_cut(client, cast, settings):
    settings.QUOTE_WORDS = 2
    assert "„<mark>Bayern und …</mark>“" in page(client, "/vereinbarung/pakt-am-main/")


def test_a_researched_act_says_so(client, cast):
    text = page(client, "/vereinbarung/pakt-am-main-2/")
    assert "Quelle verlinkt, noch kein Zitat." in text
    assert "Recherche mit Vorbehalt" in text


def test_no_source_is_no_proof(client, cast):
    assert "Kein Beleg" in page(client, "/vereinbarung/modellkommunen/")


def test_conflicts_are_shown(client, cast):
    article = cast.main.evidence.get().article
    for value in ("2016-09-05", "2016-09-06"):
        cast.main.evidence.create(article=article, field="date", value=value, quote="Montag", start=0, end=6)
    assert "Die Quellen widersprechen sich" in page(client, "/vereinbarung/pakt-am-main/")


def test_the_chain_goes_both_ways(client, cast):
    for slug in ("pakt-am-main", "pakt-am-main-2"):
        text = page(client, f"/vereinbarung/{slug}/")
        text = text[text.index("Kette") :]
        assert text.index("September 2016") < text.index("Juni 2017")


def test_what_was_merged_leads_to_where_it_went(client, cast):
    agreement("alt", "Alt", ("BY", "HE"), visibility="merged", merged_into=cast.main)
    response = client.get("/vereinbarung/alt/")
    assert (response.status_code, response["Location"]) == (302, "/vereinbarung/pakt-am-main/")


def test_a_correction_stands_in_the_log(client, cast):
    old = cast.main.history.latest()
    old.history_date = cast.main.created_at
    old.save()
    cast.main.status = "beendet"
    cast.main.save()
    type(old).objects.filter(status="beendet").update(history_date="2027-01-01T00:00Z")
    assert "<del>geschlossen</del> → <ins>beendet</ins>" in page(client, "/vereinbarung/pakt-am-main/")


def test_corrections_of_persons_are_listed(client, cast, django_user_model):
    editor = django_user_model.objects.create(username="red")
    assert "Bisher keine." in page(client, "/aenderungen/")
    for row in (cast.main, cast.waiting):
        row.status = "beendet"
        row._history_user = editor
        row.save()
    text = page(client, "/aenderungen/")
    assert "beendet" in text
    assert "Pakt am Main" in text
    assert "Wartet noch" not in text
    assert "red" not in text.split("<main")[1].split("</main")[0].replace("Redaktion", "").split()


def test_a_land_is_not_a_partner_of_itself(client, cast):
    text = page(client, "/land/by/")
    ranking = text[text.index("Häufigste Partner") : text.index("Themen")]
    assert "Hessen" in ranking
    assert ">Bayern<" not in ranking


def test_comparing_shows_what_they_share(client, cast):
    text = page(client, "/vergleich/?land=DE-BY&land=DE-HE")
    assert "Pakt am Main, zweite Runde" in text[text.index("Gemeinsame Vereinbarungen") :]


@pytest.mark.parametrize(
    ("path", "queries"), [("/", 12), ("/vereinbarung/pakt-am-main/", 22), ("/land/by/", 11)]
)
def test_more_agreements_take_no_more_queries(client, cast, path, queries, django_assert_max_num_queries):
    for number in range(30):
        agreement(f"weitere-{number}", f"Weitere {number}", ("BY", "HE"), predecessor=cast.main)
    bring_up_to_date()
    with django_assert_max_num_queries(queries):
        page(client, path)


def test_german_whatever_the_browser_prefers(client, cast):
    response = client.get("/methodik/", headers={"Accept-Language": "en"})
    assert '<html lang="de">' in response.content.decode()


def test_the_language_switch_goes_back_and_stays_here(client, cast):
    assert client.get("/sprache/en/?weiter=/daten/")["Location"] == "/daten/"
    assert "About the data" in page(client, "/daten/")
    assert client.get("/sprache/de/?weiter=https://example.org/")["Location"] == "/"


def test_the_operator_writes_the_imprint(client, cast):
    TextPage.objects.create(key="impressum", body="## Amt\n\n<b>Straße 1</b>\n\n- https://example.org/a")
    text = page(client, "/impressum/")
    assert '<h2 class="kern-heading-medium">Amt</h2>' in text
    assert "&lt;b&gt;Straße 1&lt;/b&gt;" in text
    assert 'href="https://example.org/a"' in text


def test_a_figure_may_be_framed_and_a_page_may_not(client, cast):
    assert "frame-ancestors *" in client.get("/abbildung/karte/")["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/")["Content-Security-Policy"]


def test_no_page_allows_inline_code(client, cast):
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy


def test_public_pages_set_no_cookie(client, cast):
    for path in ("/", "/vereinbarung/pakt-am-main/", "/daten/"):
        assert not client.get(path).cookies


def test_outlines_are_kept_by_the_browser(client, cast):
    address = next(part for part in page(client, "/").split('"') if part.startswith("/umrisse/"))
    response = client.get(address)
    assert "immutable" in response["Cache-Control"]
    assert response.json()["type"] == "FeatureCollection"


def test_the_land_pages_of_all_sixteen(client, cast):
    for land in Land.objects.all():
        page(client, f"/land/{land.slug}/")


def test_counts_on_the_data_page(client, cast):
    Agreement.objects.filter(slug="bund-und-saarland").update(check_state="checked")
    assert "20 % sind von der Redaktion geprüft" in page(client, "/daten/")


class TestReport:
    """Fehler melden."""

    path = "/vereinbarung/pakt-am-main/melden/"

    @pytest.fixture(autouse=True)
    def fresh(self, cast):
        cache.clear()

    def send(self, client, age: float = 30, **facts):
        """Send the form, `age` seconds after it was opened."""
        import time

        from django.core import signing

        from coopwatch.dashboard.views.report import SALT

        issued = signing.TimestampSigner(salt=SALT).sign(f"{time.time() - age:.1f}")
        data = {"message": "Das Datum ist falsch, siehe Staatsanzeiger.", "field": "date", "issued": issued}
        return client.post(self.path, data | facts)

    def test_a_report_reaches_the_editors(self, client):
        assert "Danke" in self.send(client).content.decode()
        report = ErrorReport.objects.get()
        assert (report.agreement.slug, report.field, report.state) == ("pakt-am-main", "date", "open")

    @pytest.mark.parametrize(
        "facts",
        [{"website": "x"}, {"issued": "gefälscht"}, {"message": "kurz"}, {"contact": "keine"}, {"age": 0.5}],
    )
    def test_spam_and_slips_are_refused(self, client, facts):
        assert "Bitte sehen Sie noch einmal hin" in self.send(client, **facts).content.decode()
        assert not ErrorReport.objects.exists()

    def test_many_reports_from_one_place_are_refused(self, client):
        answers = [self.send(client).status_code for _ in range(6)]
        assert answers == [200] * 5 + [429]
        assert ErrorReport.objects.count() == 5


def test_the_method_page_tells_how_good_the_reading_is_and_on_what(client, cast):
    page = client.get("/methodik/").content.decode()
    for item in measured_quality():
        assert str(item.corpus) in page
        assert f"{item.articles} Artikel, gemessen am {item.measured_on.day}." in page
        assert f"{item.measures[0].f1:.2f}".replace(".", ",") in page
    assert [item.corpus for item in measured_quality()] == list(CORPORA.values())


def test_where_nothing_fits_the_page_says_what_would(client, cast):
    text = page(client, "/?partei=DE-SN&art=pakt&von=2016")
    assert "Keine Vereinbarung passt zu allem zugleich." in text
    found = text[text.index("So finden Sie etwas:") : text.index("</main>")]
    ways = re.findall(r'href="([^"]+)">ohne „([^“]+)“</a>: (\d+)', found)
    assert ("/?art=pakt&amp;von=2016", "Sachsen", "1") in ways
    for address, _part, count in ways:
        assert f"{count} Vereinbarung" in page(client, address.replace("&amp;", "&"))


def test_a_filter_that_can_never_fit_leads_back_to_all(client, cast):
    text = page(client, "/?q=gibtsnicht")
    assert "So finden Sie etwas:" in text
    assert "ohne „Suche: gibtsnicht“" in text


def test_all_values_of_a_long_list_are_a_click_away(client, cast):
    cast.main.portals.set(Portal.objects.create(slug=f"p-{n}", name=f"Portal {n}") for n in range(25))
    assert page(client, "/").count('name="portal"') == 20
    assert page(client, "/?portal=p-9&liste=portal").count('name="portal"') == 25
    sent = client.get("/filter/portal/?partei=DE-BY", headers={"HX-Request": "true"}).content.decode()
    assert sent.count('name="portal"') == 25
    assert "<html" not in sent


def test_a_part_of_the_filter_alone_is_no_page(client, cast):
    answer = client.get("/filter/portal/?partei=DE-BY")
    assert (answer.status_code, answer["Location"]) == (302, "/?partei=DE-BY&liste=portal#facet-portal")
    assert client.get("/filter/farbe/").status_code == 404


def names_in(text: str) -> list[str]:
    """Return the names of a directory, in their order."""
    return re.findall(r'scope="row"><a class="kern-link" href="[^"]+">([^<]+)</a>', text)


def test_a_directory_is_sorted_as_asked(client, cast):
    for slug, name, count in (("o", "Österreichdienst", 1), ("z", "Zeta", 2), ("p", "Papier", 3)):
        portal = Portal.objects.create(slug=slug, name=name)
        for row in (cast.main, cast.saar, cast.pilots)[:count]:
            row.portals.add(portal)
    own = {"Österreichdienst", "Zeta", "Papier"}
    listed = {
        order: [name for name in names_in(page(client, f"/portale/?sortierung={order}")) if name in own]
        for order in ("zahl", "name", "farbe")
    }
    assert listed["name"] == ["Österreichdienst", "Papier", "Zeta"]
    assert listed["zahl"] == listed["farbe"] == ["Papier", "Zeta", "Österreichdienst"]


def test_a_land_shows_its_own_pilots_alone(client, cast):
    hessen, bayern = page(client, "/land/he/"), page(client, "/land/by/")
    ranking = hessen[hessen.index("Eigene Pilotkommunen") : hessen.index('id="zeitstrahl"')]
    assert "Wetteraukreis" in ranking
    assert "Eigene Pilotkommunen" not in bayern


def test_what_a_quote_does_not_bear_out_says_so(client, cast):
    assert "kein Zitat, nur die Quellen" in page(client, "/vereinbarung/pakt-am-main-2/")
    assert '<p class="no-quote">kein Beleg</p>' in page(client, "/vereinbarung/modellkommunen/")


def test_a_kommune_offers_only_what_the_filter_can_give(client, cast):
    assert "In der Übersicht filtern" in page(client, "/kommune/wetteraukreis/")
    cast.main.partner_kommunen.add(Kommune.objects.get(slug="wetteraukreis"))
    text = page(client, "/kommune/wetteraukreis/")
    assert "Pakt am Main" in text
    assert "Die 1 als Pilotkommune in der Übersicht" in text
    assert "Daten mitnehmen" not in text
