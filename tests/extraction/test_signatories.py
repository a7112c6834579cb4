"""Who signs: those quoted do not, those introduced in passing do."""

from tests.extraction.reading_helpers import article, only

HEAD = "Hamburg und Hessen arbeiten zusammen"


def signers(*sentences: str) -> list[tuple[str, str]]:
    agreement = only(article(HEAD, *sentences))
    return [(s.name, s.party) for s in agreement.signatories]


def test_a_person_only_quoted_signs_nothing():
    found = signers(
        "Hamburg und Hessen haben eine Kooperationsvereinbarung zum E-Government geschlossen.",
        "„Das hilft den Bürgern“, sagte Innenminister Peter Beuth.",
    )
    assert found == []


def test_a_signer_known_by_the_name_of_the_land_alone():
    found = signers(
        "Innenminister Peter Beuth aus Hessen und der Hamburger Amtskollege Robert Muster unterzeichneten "
        "gestern in Wiesbaden eine Kooperationsvereinbarung zum E-Government.",
    )
    assert found == [("Peter Beuth", "DE-HE"), ("Robert Muster", "DE-HH")]


def test_somebody_who_acts_for_another_body_is_not_given_a_party():
    found = signers(
        "Innenminister Peter Beuth und der Hamburger Finanzsenator Andreas Dressel unterzeichneten gestern die "
        "Kooperationsvereinbarung zum E-Government zwischen Hamburg und Hessen. Digitalministerin Judith Gerlach "
        "aus Bayern sah bei der Unterzeichnung zu.",
    )
    assert "Judith Gerlach" not in [name for name, _ in found]


def test_the_head_of_an_association_signs_for_it():
    text = article(
        "Bayern und Kommunen schließen Pakt",
        "Digitalministerin Judith Gerlach, Gemeindetagspräsident Uwe Brandl und Städtetagschef Markus Pannermayr haben "
        "am Montag den E-Government-Pakt zwischen dem Freistaat Bayern, dem Bayerischen Gemeindetag und dem Bayerischen "
        "Städtetag unterzeichnet.",
    )
    found = {s.name: s.party for s in only(text).signatories}
    assert found["Uwe Brandl"] == "Bayerischer Gemeindetag"
    assert found["Markus Pannermayr"] == "Bayerischer Städtetag"
