"""Stage 8: how sure the reading of an agreement is: the probability that all its headline fields are right.

Its weights are fitted on agreements read in articles that the other weights had not seen, so that 0.8 means
that four of
five such agreements are right.
"""

import math
from collections.abc import Sequence

from .parties import sort_of
from .records import AgreementReading
from .relevance import rate_article
from .sides import Sides
from .story import Story
from .weights import Features, probability

FLOOR = 0.02


def agreement_confidence(
    story: Story, rank: Sequence[int], sides: Sides, agreement: AgreementReading
) -> float:
    """The probability that parties, date, kind, portals and Pilotkommunen are all right."""
    return round(probability("confidence", confidence_features(story, rank, agreement)), 3)


def confidence_features(story: Story, rank: Sequence[int], agreement: AgreementReading) -> Features:
    """The doubts of the single decisions as negative logarithms: 0 for none, 0.7 for an even chance."""
    states = [c.probability for c in story.candidates if sort_of(c.entity) in ("land", "bund", "all")]
    portals = [c.probability for c in story.candidates if sort_of(c.entity) == "portal"]
    sure = {
        field: min((f.confidence for f in agreement.evidence if f.field == field), default=1.0)
        for field in FIELDS
    }
    return {
        "bias": 1.0,
        "relevance": _doubt(rate_article(story, rank).probability),
        "parties": sum(_doubt(max(p, 1 - p)) for p in states),
        "portals": sum(_doubt(max(p, 1 - p)) for p in portals),
        "kind": _doubt(sure["kind"]),
        "date": _doubt(sure["date"]),
        "pilots": _doubt(sure["pilotkommunen"]),
        "status": _doubt(sure["status"]),
        "no_date": float(agreement.date is None),
        "act": min(max((story.acts[i].score for i in rank), default=0.0), 6.0) / 4.0,
        "many_parties": float(len(agreement.parties) > 4),
        "pilot_act": float(agreement.kind == "pilotprojekt"),
        "joining": float(agreement.status == "beigetreten"),
        "unnamed": float(agreement.kind == "sonstige"),
    }


FIELDS = ("kind", "date", "status", "pilotkommunen")


def _doubt(sure: float) -> float:
    return -math.log(max(sure, FLOOR))
