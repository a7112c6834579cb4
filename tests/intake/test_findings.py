"""What the extraction reports becomes statements, each with all that belongs to it."""

from dataclasses import replace

from coopwatch.intake.findings import facts_read, statements
from tests.intake.cast import OPEN_PILOT, PACT, SIGNED, found, without


def by_field(reading):
    return {statement.field: statement for statement in statements(reading)}


def test_every_value_has_its_place_in_the_text():
    stated = by_field(PACT)
    assert stated["kind"].quote == "Pakt"
    assert stated["date"].detail == "stated"


def test_a_value_without_a_place_is_kept_without_a_quote():
    kind = by_field(without(PACT, "kind"))["kind"]
    assert (kind.value, kind.quote, kind.start) == ("pakt", "", None)


def test_the_same_finding_twice_is_one_statement():
    twice = replace(PACT, evidence=PACT.evidence + PACT.evidence)
    assert len(statements(twice)) == len(PACT.evidence)


def test_an_open_place_bears_its_candidates_and_is_no_fact():
    reading = replace(
        PACT, pilotkommunen=(OPEN_PILOT,), evidence=(*PACT.evidence, found("pilotkommunen", "Halle", "Halle"))
    )
    assert by_field(reading)["pilotkommunen"].candidates == ("03255016", "03456008")
    assert facts_read(reading).pilotkommunen == frozenset()


def test_a_signatory_bears_the_party():
    signed = by_field(replace(PACT, signatories=(SIGNED,)))["signatories"]
    assert (signed.value, signed.detail) == ("Anna Beispiel", "DE-BY")
