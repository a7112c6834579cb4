"""Made data: the same seed makes the same, everything fits the rules of the registry."""

import pytest
from django.core.management import CommandError, call_command

from coopwatch.operations.plausible import Lists, make_agreements
from coopwatch.registry.models import Agreement, Article, Evidence, Report
from coopwatch.registry.models.places import AGS_PREFIXES

LISTS = Lists(
    land_names={code: f"Land {code}" for code in AGS_PREFIXES},
    organisations=[(1, "Komm.ONE"), (2, "Dataport")],
    portals=[(7, "Amt24")],
    kommunen=[(f"0100{n}", f"Ort {n}") for n in range(9)],
    sources=[3],
)


def test_the_same_seed_makes_the_same():
    assert list(make_agreements(200, 5, LISTS)) == list(make_agreements(200, 5, LISTS))
    assert list(make_agreements(200, 5, LISTS)) != list(make_agreements(200, 6, LISTS))


def test_a_row_does_not_depend_on_how_many_there_are():
    assert list(make_agreements(300, 5, LISTS))[:100] == list(make_agreements(100, 5, LISTS))


def test_each_has_two_parties_and_an_honest_date():
    for one in make_agreements(2000, 1, LISTS):
        assert len(one.facts.parties) + len(one.organisations) + len(one.pilots) >= 2
        assert (one.day is None) == (one.precision == "unknown")
        assert one.precision != "month" or one.day.day == 1
        assert one.precision != "year" or (one.day.month, one.day.day) == (1, 1)


def test_the_command_fills_the_database(reference, capsys):
    call_command("generate", agreements=120, articles=150, seed=3)
    assert "120 Vereinbarungen und 150 Artikel erzeugt (Zahl 3)." in capsys.readouterr().out
    assert Agreement.objects.public().count() == 118
    assert Report.objects.count() == Article.objects.count() == 150
    for evidence in Evidence.objects.select_related("article"):
        assert evidence.article.text[evidence.start : evidence.end] == evidence.quote
    # The next row made in the ordinary way gets a key of its own.
    assert Article.objects.create(content_hash="x", origin="manual").pk > 150


def test_a_second_run_needs_another_seed(reference):
    call_command("generate", agreements=3, articles=0, seed=3, verbosity=0)
    with pytest.raises(CommandError, match="Daten zur Zahl 3 sind schon da"):
        call_command("generate", agreements=3, articles=0, seed=3)
    call_command("generate", agreements=3, articles=0, seed=4, verbosity=0)
    assert Agreement.objects.count() == 6


@pytest.mark.django_db
def test_without_reference_data_it_says_what_to_do():
    with pytest.raises(CommandError, match="load_reference"):
        call_command("generate", agreements=1, articles=0, seed=1)
