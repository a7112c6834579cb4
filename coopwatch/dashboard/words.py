"""How figures, dates and lists read in the language of the page."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format, get_format
from django.utils.translation import get_language, gettext, pgettext

from coopwatch.registry.models import Land
from coopwatch.registry.vocabulary import DatePrecision

BUND = "DE"
# Names that stand with an article in German; all other Länder stand without one.
WITH_ARTICLE = frozenset({BUND, "DE-SL"})


def number(value: int) -> str:
    """Return a whole number with the thousands marked as the language marks them ("1.199")."""
    return f"{value:,}".replace(",", thousands_mark(get_language() or "de"))


@lru_cache(maxsize=8)
def thousands_mark(language: str) -> str:
    """Return what marks the thousands. Looked up once: a page has thousands of numbers."""
    return get_format("THOUSAND_SEPARATOR", language, use_l10n=True)


def percent(part: int, whole: int) -> str:
    """Return the share as a whole percentage ("37 %"); nothing of nothing is 0 %."""
    share = round(100 * part / whole) if whole else 0
    return pgettext("Anteil", "{share} %").format(share=share)


def alphabetical(text: str) -> str:
    """Return the key by which German lists are sorted (DIN 5007-1): ä as a, ß as ss, no capitals."""
    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def join_words(words: Iterable[str], conjunction: str | None = None) -> str:
    """Return the words as a list in a sentence: "Bayern, Hessen und Sachsen"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    conjunction = conjunction or gettext("und")
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def day_of(moment: dt.date) -> str:
    """Return the day of a moment at home, as the language writes it: "11. Dezember 2020", "1 May 2020"."""
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return date_format(moment, pgettext("Datumsformat Tag", "j. F Y"))


def spoken_date(date: dt.date | None, precision: str) -> str:
    """Return a date as exactly as it is known, never more: "11. Dezember 2020", "Dezember 2020", "2020"."""
    if date is None:
        return gettext("ohne Datum")
    forms = {
        DatePrecision.DAY: pgettext("Datumsformat Tag", "j. F Y"),
        DatePrecision.MONTH: pgettext("Datumsformat Monat", "F Y"),
        DatePrecision.YEAR: "Y",
    }
    return date_format(date, forms[DatePrecision(precision)])


def iso_date(date: dt.date | None, precision: str) -> str:
    """Return a date in ISO form, cut to what is known: "2020-12-11", "2020-12", "2020" or ""."""
    if date is None:
        return ""
    return date.isoformat()[
        : {DatePrecision.DAY: 10, DatePrecision.MONTH: 7}.get(DatePrecision(precision), 4)
    ]


@dataclass(frozen=True)
class PartyNames:
    """The names of Bund and Länder in one language, by code ("DE", "DE-BY")."""

    names: Mapping[str, str]
    slugs: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, code: str) -> str:
        return self.names[code]

    def listed(self, codes: Iterable[str]) -> str:
        """Return the parties as a list in a sentence, the Bund first."""
        return join_words(self.names[code] for code in codes)

    def address(self, code: str) -> str:
        """Return the address of the page of a party."""
        return "/bund/" if code == BUND else f"/land/{self.slugs[code]}/"

    def after_of(self, code: str) -> str:
        """Return "von Bayern", "vom Saarland", "vom Bund"."""
        form = gettext("vom {name}") if code in WITH_ARTICLE else gettext("von {name}")
        return form.format(name=self.names[code])

    def after_with(self, code: str) -> str:
        """Return "Bayern", "dem Saarland", "dem Bund", as they follow "mit"."""
        form = pgettext("nach „mit“", "dem {name}") if code in WITH_ARTICLE else "{name}"
        return form.format(name=self.names[code])


def party_names() -> PartyNames:
    """Load the names of Bund and Länder in the language of the page, in the order of the alphabet."""
    english = (get_language() or "de").startswith("en")
    laender = list(Land.objects.order_by("name"))
    names = {BUND: gettext("Bund")}
    names |= {land.code: land.name_en if english else land.name for land in laender}
    return PartyNames(names, {land.code: land.slug for land in laender})
