"""What the project relies on in its database, whichever server runs."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_german_text_search_finds_another_form_of_the_word():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_tsvector('german', 'Häuser der Bürger') @@ plainto_tsquery('german', 'Haus')"
        )
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_upper_case_knows_umlauts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT upper('größe')")
        assert cursor.fetchone()[0].startswith("GRÖ")
