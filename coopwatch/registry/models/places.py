"""Länder and Kommunen: the reference data that everything else points to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coopwatch.registry.vocabulary import KommuneKind

# ISO 3166-2 code -> the two digits with which every AGS of the Land begins (Statistisches Bundesamt).
AGS_PREFIXES = {
    "DE-SH": "01",
    "DE-HH": "02",
    "DE-NI": "03",
    "DE-HB": "04",
    "DE-NW": "05",
    "DE-HE": "06",
    "DE-RP": "07",
    "DE-BW": "08",
    "DE-BY": "09",
    "DE-SL": "10",
    "DE-BE": "11",
    "DE-BB": "12",
    "DE-MV": "13",
    "DE-SN": "14",
    "DE-ST": "15",
    "DE-TH": "16",
}


def ags_in_its_land() -> Q:
    """Return the condition that an AGS begins with the digits of its Land."""
    condition = Q()
    for code, digits in AGS_PREFIXES.items():
        condition |= Q(land_id=code, ags__startswith=digits)
    return condition


class Land(models.Model):
    """One of the sixteen Länder, by its ISO 3166-2 code ("DE-BY")."""

    code = models.CharField(_("Kürzel"), max_length=5, primary_key=True)
    ags = models.CharField(_("AGS"), max_length=2, unique=True)
    slug = models.SlugField(_("Adresse"), unique=True)
    name = models.CharField(_("Name"), max_length=60, unique=True)
    full_name = models.CharField(_("voller Name"), max_length=80)
    name_en = models.CharField(_("englischer Name"), max_length=60)
    capital = models.CharField(_("Hauptstadt"), max_length=60)
    lat = models.FloatField(_("Breite"))
    lon = models.FloatField(_("Länge"))

    class Meta:
        verbose_name = _("Land")
        verbose_name_plural = _("Länder")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(code__in=list(AGS_PREFIXES)), name="land_code_is_iso_3166_2"),
        ]

    def __str__(self) -> str:
        return self.name


class Kommune(models.Model):
    """A municipality (AGS of 8 digits) or Kreis (5 digits) of the gazetteer."""

    ags = models.CharField(_("AGS"), max_length=8, primary_key=True)
    slug = models.SlugField(_("Adresse"), max_length=120, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    kind = models.CharField(_("Art"), max_length=20, choices=KommuneKind)
    land = models.ForeignKey(Land, models.PROTECT, related_name="kommunen", verbose_name=_("Land"))
    kreis = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="gemeinden", verbose_name=_("Kreis")
    )
    lat = models.FloatField(_("Breite"))
    lon = models.FloatField(_("Länge"))
    population = models.PositiveIntegerField(_("Einwohner"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kommune")
        verbose_name_plural = _("Kommunen")
        ordering = ["name", "ags"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ags__regex=r"^([0-9]{5}|[0-9]{8})$"), name="kommune_ags_has_5_or_8_digits"
            ),
            models.CheckConstraint(condition=ags_in_its_land(), name="kommune_ags_lies_in_its_land"),
            models.CheckConstraint(
                condition=Q(kind=KommuneKind.LANDKREIS, ags__regex=r"^[0-9]{5}$")
                | (~Q(kind=KommuneKind.LANDKREIS) & Q(ags__regex=r"^[0-9]{8}$")),
                name="kommune_kind_fits_its_ags",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name, with the kind where the bare name would not tell ("Landkreis Kelheim", "Kreis Lippe")."""
        tells = any(word in self.name.lower() for word in ("kreis", "region", "regionalverband"))
        if self.kind != KommuneKind.LANDKREIS or tells:
            return self.name
        return f"{'Kreis' if self.land_id in {'DE-NW', 'DE-SH'} else 'Landkreis'} {self.name}"
