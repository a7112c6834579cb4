"""The registry's models: what we hold true and who said so."""

from coopwatch.registry.models.agreements import Agreement, Evidence, Pilotkommune, Report, Signatory
from coopwatch.registry.models.articles import Article
from coopwatch.registry.models.bodies import Organisation, Portal, Source
from coopwatch.registry.models.places import AGS_PREFIXES, Kommune, Land

__all__ = [
    "AGS_PREFIXES",
    "Agreement",
    "Article",
    "Evidence",
    "Kommune",
    "Land",
    "Organisation",
    "Pilotkommune",
    "Portal",
    "Report",
    "Signatory",
    "Source",
]
