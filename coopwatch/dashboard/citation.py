"""How to cite an agreement, with the day of the data."""

import datetime as dt

from django.utils.translation import gettext as _

from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import PartyNames, day_of, iso_date, spoken_date

BRACES = str.maketrans({"{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$"})


def citation(row: Row, names: PartyNames, address: str, today: dt.date) -> str:
    """Return the citation as a text."""
    return _("coopwatch: {title} ({parties}, {date}). {address} (Stand der Daten: {today}).").format(
        title=row.title,
        parties=_("alle 16 Länder") if row.nationwide else names.listed(row.parties),
        date=spoken_date(row.date, row.date_precision),
        address=address,
        today=day_of(today),
    )


def bibtex(row: Row, names: PartyNames, address: str, today: dt.date) -> str:
    """Return the citation as a BibTeX entry; marks of the language are escaped."""
    fields = {
        "title": row.title.translate(BRACES),
        "author": "{coopwatch}",
        "year": iso_date(row.date, row.date_precision)[:4],
        "url": address,
        "urldate": today.isoformat(),
        "note": names.listed(row.parties).translate(BRACES),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{coopwatch-{row.slug},\n{lines}\n}}"
