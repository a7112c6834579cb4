"""Dates as exact as they are said; relative words against a reference; idioms are none."""

from datetime import date

import pytest

from coopwatch.extraction.dates import find_dates
from coopwatch.extraction.holidays import easter, holiday
from coopwatch.extraction.published import issue_month, published_on

REFERENCE = date(2020, 11, 5)  # a Thursday


def values(text: str, reference: date | None = REFERENCE) -> list[str | None]:
    return [found.value for found in find_dates(text, 0, len(text), reference)]


@pytest.mark.parametrize(
    "text",
    [
        "nicht erst seit gestern",
        "heute wie morgen",
        "schon heute",
        "Artikel 91c",
        "Version 1.1.1.",
        "2.000 Euro",
        "10559 Berlin",
        "Beschluss 2017/32",
        "Frau Mai und Herr März",
        "in den letzten Jahren",
        "31.02.2020",
    ],
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am 28.01.2016", "2016-01-28"),
        ("am 1.3.05", "2005-03-01"),
        ("am 22. Februar 2019", "2019-02-22"),
        ("am 29. Februar 2020", "2020-02-29"),
        ("am 23. Juni", "2020-06-23"),
        ("am 28. Dezember", "2020-12-28"),
        ("am 22.9.", "2020-09-22"),
        ("Am 2. April haben beide unterzeichnet", "2020-04-02"),
        ("Am 9. Juli soll die Frist enden", "2021-07-09"),
        ("Am 2. April haben beide unterzeichnet", "2020-04-02"),
        ("Am 9. Juli soll die Frist enden", "2021-07-09"),
        ("im Februar 2014", "2014-02"),
        ("Mitte März", "2021-03"),
        ("im Oktober vergangenen Jahres", "2019-10"),
        ("Ende 2024", "2024"),
        ("im Sommer 2018", "2018"),
        ("im vergangenen Herbst", "2019"),
        ("im Vorjahr", "2019"),
        ("heute", "2020-11-05"),
        ("Gestern", "2020-11-04"),
        ("am Donnerstag", "2020-11-05"),
        ("seit Mittwoch voriger Woche", "2020-10-28"),
        ("am kommenden Montag", "2020-11-09"),
        ("vor zwei Jahren", "2018"),
        ("im vergangenen Monat", "2020-10"),
        ("am Reformationstag", "2020-10-31"),
        ("Am Dienstag", "2020-11-03"),
        ("Am Donnerstag vergangener Woche", "2020-10-29"),
        ("am zurückliegenden Montag", "2020-11-02"),
        ("am späten Montagabend", "2020-11-02"),
        ("Einen Tag zuvor", "2020-11-04"),
        ("am Vortag", "2020-11-04"),
        ("In dieser Woche", "2020-11"),
        ("in der vorigen Woche", "2020"),
        ("vor zwei Wochen", "2020-10"),
        ("Seit Monatsbeginn", "2020-11"),
        ("Anfang dieses Monats", "2020-11"),
        ("Im September haben beide", "2020-09"),
        ("Seit Dezember", "2019-12"),
        ("Im Frühjahr soll gezeichnet werden", "2021"),
        ("in diesem Frühjahr", "2020"),
        ("zum Jahresende", "2020"),
        ("vom 4. bis 6. Dezember 2019", "2019-12"),
        ("am 4./5. Dezember 2019", "2019-12-04"),
        ("seit Jahresbeginn", "2020-01-01"),
        ("erst im Januar hinaus, wenn der Landtag zugestimmt hat", "2021-01"),
        ("Zum Jahreswechsel soll", "2021-01-01"),
        ("Im zweiten Quartal soll", "2021"),
        ("im zweiten Quartal 2022", "2022"),
        ("Zu Wochenbeginn", "2020-11"),
        ("24. JULI 2019", "2019-07-24"),
        ("an Pfingstmontag 2023", "2023-05-29"),
    ],
)
def test_dates_are_read_as_exact_as_said(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["heute", "am Donnerstag", "vor zwei Jahren", "am 23. Juni", "im Vorjahr"])
def test_a_relative_word_without_reference_gives_no_value(text: str) -> None:
    assert values(text, None) == [None]


@pytest.mark.parametrize(
    ("text", "value"),
    [("gestern", None), ("am Montag", None), ("im Vorjahr", "2019"), ("am 3. Juni", "2020-06-03")],
)
def test_a_month_of_issue_dates_years_but_no_days(text: str, value: str | None) -> None:
    assert [found.value for found in find_dates(text, 0, len(text), None, REFERENCE)] == [value]


@pytest.mark.parametrize(
    ("year", "day"), [(2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))]
)
def test_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_holidays_that_hang_on_advent() -> None:
    assert holiday("Buß- und Bettag", 2022) == date(2022, 11, 16)
    assert holiday("Totensonntag", 2022) == date(2022, 11, 20)
    assert holiday("Werktag", 2022) is None


@pytest.mark.parametrize(
    "text",
    [
        "Letztes Update 12.11.2020",
        "Aktualisiert am 3. Mai 2021",
        "Am 28. Mai 2020 haben Bayern und Hessen eine Vereinbarung unterzeichnet, die beide Länder bindet.",
        "https://example.org/2018/10/16/artikel",
    ],
)
def test_what_is_no_day_of_publication(text: str) -> None:
    assert published_on(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[11.12.2020] Eine Vereinbarung", date(2020, 12, 11)),
        ("Bonn/Dresden, 21.11.2023\n\nTitel", date(2023, 11, 21)),
        ("Samstag, 27. Dezember 2025\n\nTitel\n\n[08.05.2020] Text", date(2020, 5, 8)),
        ("Mitteilung 670/2003 vom 14.08.2003\nTitel", date(2003, 8, 14)),
        ("Der Minister            Hannover, den 12.12.2006", date(2006, 12, 12)),
        (
            "Titel\n\nText.\n\nQuelle: Pressemitteilung des Ministeriums vom 25. September 2013",
            date(2013, 9, 25),
        ),
        ("29.11.2018: Land und Kommunen kooperieren", date(2018, 11, 29)),
        ("STUTTGART, 24. JULI 2019\n\nTitel", date(2019, 7, 24)),
        ("7. November 2023, 02:48 Uhr – aktualisiert 9. November 2023\n\nTitel", date(2023, 11, 7)),
    ],
)
def test_the_day_of_publication(text: str, day: date) -> None:
    assert published_on(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Im Herbst 2019 haben beide Seiten lange über die Kosten verhandelt und nichts erreicht.", None),
        ("Beschluss 3/2004", None),
        ("Gemeindeblatt, Ausgabe 3 | Herbst 2019\nTitel", date(2019, 10, 15)),
        ("Mitteilungsblatt Nr. 1 / Januar 2020\nTitel", date(2020, 1, 15)),
        ("der kommunalbote - Heft 3/2004\nTitel", date(2004, 6, 15)),
        ("März 2015\nTitel", date(2015, 3, 15)),
    ],
)
def test_the_month_of_an_issue(text: str, day: date | None) -> None:
    assert issue_month(text) == day
