"""Politeness towards hosts, shared by all workers: robots.txt, and time between visits."""

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coopwatch.intake.fetching.address import Target
from coopwatch.intake.fetching.errors import Busy
from coopwatch.intake.fetching.robots import check_robots, crawl_delay, fetch_robots
from coopwatch.intake.fetching.rules import Rules
from coopwatch.intake.models import Host

ROBOTS_LIFE = timedelta(hours=24)
# Who would wait longer tries again later instead of holding a worker.
LONGEST_WAIT = 10.0


class Visitor:
    """Admits us to the hosts of one chain of redirects: one slot for each, robots.txt for each step."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._visited: set[str] = set()

    def __call__(self, target: Target) -> None:
        """Return when we may ask for the target; raises Refused, Unreachable or Busy."""
        robots = robots_of(target, self._rules)
        check_robots(robots, target)
        if target.netloc not in self._visited:
            wait_for_slot(target, max(self._rules.delay, crawl_delay(robots)))
            self._visited.add(target.netloc)


def robots_of(target: Target, rules: Rules) -> str:
    """Return the host's robots.txt, no older than a day."""
    host, _created = Host.objects.get_or_create(name=f"{target.scheme}://{target.netloc}")
    if host.robots_at is None or host.robots_at < timezone.now() - ROBOTS_LIFE:
        host.robots = fetch_robots(target, rules).replace("\x00", "")
        host.robots_at = timezone.now()
        host.save(update_fields=["robots", "robots_at"])
    return host.robots


def wait_for_slot(target: Target, delay: float) -> None:
    """Sleep until the host's next free slot; raises Busy with the wait where that is too far away."""
    slot = _claim_slot(f"{target.scheme}://{target.netloc}", delay)
    time.sleep(max((slot - timezone.now()).total_seconds(), 0.0))


@transaction.atomic
def _claim_slot(name: str, delay: float) -> datetime:
    """Take the next free slot of the host, so that several workers queue up instead of calling together."""
    host = Host.objects.select_for_update().get(name=name)
    now = timezone.now()
    slot = max(host.next_visit or now, now)
    wait = (slot - now).total_seconds()
    if wait > LONGEST_WAIT:
        raise Busy(_("Für %s stehen schon viele Abrufe an.") % name, wait)
    host.next_visit = slot + timedelta(seconds=delay)
    host.save(update_fields=["next_visit"])
    return slot
