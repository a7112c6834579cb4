"""Stage 8: how sure the reading of an agreement is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .records import AgreementReading
from .story import Story

if TYPE_CHECKING:
    from .sides import Sides


def agreement_confidence(
    story: Story, rank: Sequence[int], sides: Sides, agreement: AgreementReading
) -> float:
    """Probability that all headline fields are right: the product of the doubts."""
    doubt = 1.0
    for candidate in story.candidates:
        if not candidate.entity.startswith(("portal:", "kommune:")):
            doubt *= max(candidate.probability, 1 - candidate.probability)
    kind = next(f.confidence for f in agreement.evidence if f.field == "kind")
    return round(doubt * kind * min(1.0, 0.5 + story.acts[rank[0]].score / 10), 3)
