"""An Atom feed of each filter: what was added or changed last."""

import datetime as dt
from collections.abc import Sequence

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from coopwatch.dashboard.rows import Row
from coopwatch.dashboard.words import PartyNames, spoken_date

MOST = 50


def summary(row: Row, names: PartyNames) -> str:
    """Return what a reader of the feed sees below the title."""
    parties = _("alle 16 Länder") if row.nationwide else names.listed(row.parties)
    facts = f"{parties} · {spoken_date(row.date, row.date_precision)}"
    return f"{facts}. {row.summary}" if row.summary else facts


def feed(rows: Sequence[Row], names: PartyNames, title: str, root: str, page: str, own: str) -> str:
    """Return the feed; `page` and `own` are the addresses of the page and of the feed itself."""
    atom = Atom1Feed(title=f"coopwatch: {title}", link=page, description=title, feed_url=own, language="de")
    for row in rows:
        address = f"{root}/vereinbarung/{row.slug}/"
        atom.add_item(
            title=row.title, link=address, description=summary(row, names), unique_id=address,
            updateddate=row.updated_at, categories=list(row.topics),
        )  # fmt: skip
    if not rows:
        atom.feed["updated"] = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return atom.writeString("utf-8")
