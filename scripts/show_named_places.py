"""Print where kommunen.csv has the places of scripts/reference/named_places.csv; fail if one is amiss.

.venv/bin/python scripts/show_named_places.py
"""

import sys

from reference.named_places import NamedPlace, named_places

LAYOUT = "{:8}  {:34}  {:16}  {:5}  {:>8}  {:>8}  {:>8}  {:>6}"


def main() -> int:
    """Print the table; return 1 if a place is missing, not unique or too far from where it should lie."""
    places = named_places()
    print(LAYOUT.format("AGS", "name", "kind", "land", "lat", "lon", "people", "km off"))
    for place in places:
        print(line(place))
    return 1 if any(place.distance_km > place.tolerance_km for place in places) else 0


def line(place: NamedPlace) -> str:
    """One line of the table, or what is wrong with it."""
    if len(place.rows) != 1:
        return f"{len(place.rows)} rows instead of one: {place.name} ({place.kind}, {place.land})"
    row = place.rows[0]
    columns = ("ags", "name", "kind", "land", "lat", "lon", "population")
    return LAYOUT.format(*(row[column] for column in columns), f"{place.distance_km:.1f}")


if __name__ == "__main__":
    sys.exit(main())
