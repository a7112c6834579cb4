"""What must hold for any evidence whatever: persons have the last word, and repeating changes nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coopwatch.registry.derive import Claim, derive
from coopwatch.registry.facts import Facts
from coopwatch.registry.vocabulary import Decision

VALUES = {
    "name": ["E-Government-Pakt", "Digitalpakt"],
    "kind": ["pakt", "staatsvertrag", "sonstige"],
    "status": ["geplant", "geschlossen", "erneuert"],
    "date": ["2017", "2017-05", "2017-05-04", "2018"],
    "parties": ["DE", "DE-BY", "DE-HE"],
    "portals": ["Amt24", "BayernID"],
    "pilotkommunen": ["09273", "Halle"],
}
SINGLE = ("name", "kind", "status", "date")
DEFAULTS = Facts()


@st.composite
def claims(draw) -> Claim:
    """Any claim about a few values, open or decided."""
    field = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.sampled_from(VALUES[field]))
    basis = draw(st.sampled_from(["stated", "published"])) if field == "date" else ""
    article = draw(st.integers(1, 3))
    decision = draw(st.sampled_from(Decision.values))
    return Claim(field, value, basis, article, draw(st.floats(0, 1)), decision, draw(st.integers(0, 99)))


RESEARCHED = st.sampled_from(
    [None, Facts(kind="pakt", date="2017", date_basis="stated", parties=frozenset({"DE-BY", "DE-HE"}))]
)
thorough = settings(max_examples=1000, deadline=None, derandomize=True)


def ruled_out(evidence: list[Claim]) -> set[tuple[str, str]]:
    """Values that were rejected and never accepted."""
    by = {d: {(c.field, c.value) for c in evidence if c.decision == d} for d in Decision.values}
    return by[Decision.REJECTED] - by[Decision.ACCEPTED]


@thorough
@given(RESEARCHED, st.lists(claims(), max_size=12))
def test_what_was_rejected_is_not_held(base, evidence):
    facts = derive(base, evidence).facts
    for field, value in ruled_out(evidence):
        held = getattr(facts, field)
        assert held != value or held == getattr(DEFAULTS, field) if field in SINGLE else value not in held


@thorough
@given(RESEARCHED, st.lists(claims(), max_size=12))
def test_what_was_accepted_is_held(base, evidence):
    facts = derive(base, evidence).facts
    for field in VALUES:
        accepted = [c for c in evidence if c.field == field and c.decision == Decision.ACCEPTED]
        if field in SINGLE and accepted:
            latest = max(claim.order for claim in accepted)
            assert getattr(facts, field) in {claim.value for claim in accepted if claim.order == latest}
        elif field not in SINGLE:
            assert {c.value for c in accepted if c.value != "Halle"} <= getattr(facts, field)


@thorough
@given(RESEARCHED, st.lists(claims(), max_size=10))
def test_the_same_evidence_twice_changes_nothing(base, evidence):
    assert derive(base, evidence + evidence) == derive(base, evidence)


@thorough
@given(RESEARCHED, st.lists(claims(), max_size=10))
def test_an_accepted_field_is_in_no_conflict(base, evidence):
    settled = {c.field for c in evidence if c.decision == Decision.ACCEPTED}
    assert not settled & set(derive(base, evidence).conflicts)


@thorough
@given(st.lists(claims(), max_size=10))
def test_a_date_is_never_more_exact_than_a_source_says(evidence):
    told = {c.value for c in evidence if c.field == "date"}
    assert derive(None, evidence).facts.date in told | {""}
