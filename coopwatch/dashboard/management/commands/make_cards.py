"""`manage.py make_cards [--all] [--check]`: bring the read model up to date, or compare it."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopwatch.dashboard.cards.freshness import BATCH, bring_up_to_date, wrong_cards
from coopwatch.dashboard.cards.models import Card, Stale
from coopwatch.registry.models import Agreement


class Command(BaseCommand):
    """Do at once what else the next reader does; after large changes it spares that reader the wait."""

    help = "Bringt die Karten, aus denen die öffentlichen Seiten lesen, auf den Stand der Daten."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do beyond that."""
        parser.add_argument("--all", action="store_true", help="alle Karten neu machen")
        parser.add_argument(
            "--check", action="store_true", help="danach alle Karten mit den Daten vergleichen"
        )

    def handle(self, *args, check: bool, **options) -> None:
        """Make, then compare; end with an error where a card differs."""
        if options["all"]:
            Stale.objects.create(what="all")
        self.stdout.write(f"{bring_up_to_date()} Karten neu gemacht.")
        if not check:
            return
        if wrong := self.wrong():
            raise CommandError(
                f"{len(wrong)} Karten weichen von den Daten ab (Vereinbarungen {wrong[:5]} …). "
                "`manage.py make_cards --all` macht sie neu; bitte als Fehler melden."
            )
        self.stdout.write("Alle Karten stimmen mit den Daten überein.")

    def wrong(self) -> list[int]:
        """Return the keys of agreements with a wrong card, and of cards without a public agreement."""
        public = set(Agreement.objects.public().values_list("pk", flat=True))
        keys = iter(sorted(public | set(Card.objects.values_list("pk", flat=True))))
        found: list[int] = []
        while batch := list(islice(keys, BATCH)):
            found += wrong_cards(batch)
        return found
