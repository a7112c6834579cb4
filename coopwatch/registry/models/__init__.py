"""The registry's models: what we hold true and who said so."""

from coopwatch.registry.models.agreements import Agreement, Evidence, Pilotkommune, Report, Signatory
from coopwatch.registry.models.articles import Article
from coopwatch.registry.models.bodies import Organisation, Portal, Source
from coopwatch.registry.models.places import AGS_PREFIXES, Kommune, Land
from coopwatch.registry.models.review import ErrorReport, Proposal, Regrouping, Visit

__all__ = [
    "AGS_PREFIXES",
    "Agreement",
    "Article",
    "ErrorReport",
    "Evidence",
    "Kommune",
    "Land",
    "Organisation",
    "Pilotkommune",
    "Portal",
    "Proposal",
    "Regrouping",
    "Report",
    "Signatory",
    "Source",
    "Visit",
]
