"""Stage 6c: the portals that an agreement is about."""

from .records import Finding
from .story import Story


def portals(story: Story) -> list[Finding]:
    """Named portals and platforms that the cooperation builds, shares or uses, every one once."""
    found = []
    for candidate in story.candidates:
        if candidate.entity.startswith("portal:") and candidate.probability >= 0.5:
            mention = candidate.best.mention
            value = candidate.entity.partition(":")[2]
            found.append(
                story.finding(
                    "portals",
                    value,
                    mention.start,
                    mention.end,
                    "portal-in-act",
                    round(candidate.probability, 3),
                )
            )
    return sorted(found, key=lambda f: f.value.casefold())
