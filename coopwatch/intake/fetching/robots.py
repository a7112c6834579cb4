"""What a host's robots.txt permits (RFC 9309)."""

from django.utils.translation import gettext as _
from protego import Protego

from coopwatch.intake.fetching.address import Target
from coopwatch.intake.fetching.client import follow
from coopwatch.intake.fetching.connection import Limits
from coopwatch.intake.fetching.errors import FetchError, Refused, Unreachable
from coopwatch.intake.fetching.rules import ROBOT, Rules

_LIMITS = Limits(size=512 * 1024, seconds=10.0)
_LONGEST_CRAWL_DELAY = 60.0


def fetch_robots(target: Target, rules: Rules) -> str:
    """Return the text of the host's robots.txt, "" where it has none.

    Raises Unreachable where the host cannot say: as long as it is unknown what is permitted, nothing is.
    """
    address = f"{target.scheme}://{target.netloc}/robots.txt"
    try:
        return follow(address, rules, limits=_LIMITS).body.decode("utf-8", "replace")
    except Unreachable as error:
        what = {"host": target.host, "why": error}
        raise Unreachable(
            _("robots.txt von %(host)s ist nicht abrufbar: %(why)s") % what, error.wait
        ) from error
    except Refused:
        raise
    except FetchError:
        return ""


def check_robots(text: str, target: Target) -> None:
    """Raise Refused where the robots.txt closes the target's path to us."""
    if not Protego.parse(text).can_fetch(target.url, ROBOT):
        raise Refused(_("%s bittet in robots.txt darum, diese Seite nicht abzurufen.") % target.host)


def crawl_delay(text: str) -> float:
    """Return the seconds that the robots.txt wants between two visits, at most a minute."""
    return min(float(Protego.parse(text).crawl_delay(ROBOT) or 0.0), _LONGEST_CRAWL_DELAY)
