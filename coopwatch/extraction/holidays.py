"""German public holidays and the days the press dates by ("am Reformationstag", "Pfingstmontag",
"Nikolaustag")."""

from datetime import date, timedelta

FIXED = {
    "neujahr": (1, 1),
    "neujahrstag": (1, 1),
    "dreikönigstag": (1, 6),
    "weltfrauentag": (3, 8),
    "frauentag": (3, 8),
    "tag der arbeit": (5, 1),
    "maifeiertag": (5, 1),
    "verfassungstag": (5, 23),
    "mariä himmelfahrt": (8, 15),
    "weltkindertag": (9, 20),
    "tag der deutschen einheit": (10, 3),
    "reformationstag": (10, 31),
    "allerheiligen": (11, 1),
    "nikolaustag": (12, 6),
    "nikolaus": (12, 6),
    "heiligabend": (12, 24),
    "heiligen abend": (12, 24),
    "silvester": (12, 31),
}
FROM_EASTER = {
    "weiberfastnacht": -52,
    "rosenmontag": -48,
    "faschingsdienstag": -47,
    "aschermittwoch": -46,
    "palmsonntag": -7,
    "gründonnerstag": -3,
    "karfreitag": -2,
    "ostersonntag": 0,
    "ostermontag": 1,
    "christi himmelfahrt": 39,
    "himmelfahrt": 39,
    "pfingstsonntag": 49,
    "pfingstmontag": 50,
    "fronleichnam": 60,
}
NAMES = tuple(
    sorted((*FIXED, *FROM_EASTER, "buß- und bettag", "volkstrauertag", "totensonntag"), key=len, reverse=True)
)


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (Gauss, in the form of Lichtenberg).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    golden = year % 19
    seed = (19 * golden + moon) % 30
    correction = (seed + golden // 11) // 29
    border = 21 + seed - correction
    sunday = 7 - (year + year // 4 + sun) % 7
    distance = 7 - (border - sunday) % 7
    return date(year, 3, 1) + timedelta(days=border + distance - 1)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year, None for an unknown name.

    >>> holiday("Pfingstmontag", 2023)
    datetime.date(2023, 5, 29)
    """
    key = name.lower()
    if key in FIXED:
        return date(year, *FIXED[key])
    if key in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[key])
    advent = date(year, 12, 25) - timedelta(days=(date(year, 12, 25).weekday() + 1) + 21)
    weeks = {"buß- und bettag": 11, "volkstrauertag": 14, "totensonntag": 7}
    if key in weeks:
        return advent - timedelta(days=weeks[key])
    return None
