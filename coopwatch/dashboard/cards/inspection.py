"""A quick look at whether the cards say what the models say; `manage.py make_cards --check` compares all."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from coopwatch.dashboard.cards.freshness import wrong_cards
from coopwatch.dashboard.cards.models import Card, Stale
from coopwatch.registry.models import Agreement

SAMPLE = 50


@dataclass(frozen=True)
class CardsFound:
    """What a quick look found. While changes wait for the next reader nothing is compared.

    `waiting` counts changed rows whose cards are not made yet, `cards` all cards, `compared` those of the
    sample; `wrong` counts agreements whose card is missing or wrong, and cards without a public agreement.
    """

    waiting: int
    cards: int
    compared: int = 0
    wrong: int = 0


def look() -> CardsFound:
    """Count what waits; where nothing does, find what has no card, no agreement, or differs in a sample."""
    waiting, cards = Stale.objects.values("what", "key").distinct().count(), Card.objects.count()
    if waiting:
        return CardsFound(waiting, cards)
    sample = list(Card.objects.order_by("?").values_list("pk", flat=True)[:SAMPLE])
    # What changed while it was compared looks wrong once, but not twice.
    wrong = set(wrong_cards(wrong_cards(sample)))
    return CardsFound(0, cards, len(sample), len(wrong | unmatched()))


def unmatched() -> set[int]:
    """Return the keys of public agreements without a card, and of cards without a public agreement."""
    public = Agreement.objects.public().order_by()
    without = public.exclude(Exists(Card.objects.filter(pk=OuterRef("pk"))))
    left = Card.objects.order_by().exclude(Exists(public.filter(pk=OuterRef("pk"))))
    return set(without.values_list("pk", flat=True)) | set(left.values_list("pk", flat=True))
