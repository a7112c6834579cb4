"""Answers of very many agreements: counted without loading what names them, and the same numbers."""

import pytest
from django.core.management import call_command

from coopwatch.dashboard import answer as module
from coopwatch.dashboard.answer import FIGURES, Answer, Counters
from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.rows import rows_of
from coopwatch.dashboard.views.start import PAGE_SIZE
from coopwatch.registry.models import Agreement
from tests.operations.conftest import reference  # noqa: F401


@pytest.fixture
def made(reference) -> None:  # noqa: F811
    """Two hundred made agreements with quotes, portals and Pilotkommunen."""
    call_command("generate", agreements=200, articles=120, seed=1, verbosity=0)


@pytest.fixture
def large(monkeypatch) -> None:
    """Let fifty be very many."""
    monkeypatch.setattr(module, "MOST_SHOWN", 50)


def test_counters_are_what_the_rows_say(made):
    answer = Answer.to({})
    assert answer.counters == Counters.of(Tally.of(rows_of(Agreement.objects.public())))


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "zeitstrahl"])
def test_figures_are_the_same_either_way(made, monkeypatch, name):
    few = Answer.to({}).figure(name)
    monkeypatch.setattr(module, "MOST_SHOWN", 50)
    many = Answer.to({}).figure(name)
    assert (many.heading, many.layout) == (few.heading, few.layout)
    assert sorted(map(str, many.table.lines)) == sorted(map(str, few.table.lines))


def test_the_timeline_counts_what_it_cannot_name(made, large):
    figure = Answer.to({}).figure("zeitstrahl")
    assert figure.table.columns[-1] == "Vereinbarungen"
    assert all(cell.text for line in figure.table.lines for cell in line)


@pytest.mark.parametrize("order", ["neueste", "aelteste", "titel"])
def test_each_page_of_the_table_names_its_own(made, large, client, order):
    page = client.get("/", {"sortierung": order, "seite": "3"}).context["page"]
    assert (page.number, page.start_index(), len(page.object_list)) == (3, 51, PAGE_SIZE)
    assert all(row.title and row.slug for row in page.object_list)


def test_pages_do_not_overlap(made, large, client):
    seen = [
        row.pk
        for number in range(1, 9)
        for row in client.get("/", {"seite": number}).context["page"].object_list
    ]
    assert len(seen) == len(set(seen)) == Answer.to({}).count
