"""Checks of the settings in the whole: `manage.py check`, and each start of web server, worker and beat.

Errors are what would make a deployment open or broken. They hold where another database than the embedded one
is named, since that is what makes a start a deployment.
"""

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

SHORTEST_KEY = 50


def problem(number: int, variable: str, sentence: str, hint: str) -> Error:
    """Return an error that names the variable."""
    return Error(f"{variable}: {sentence}", hint=hint, id=f"coopwatch.E{number:03}")


@register(Tags.security)
def deployment_has_its_settings(**_context: object) -> list[CheckMessage]:
    """Refuse a deployment with a known key, with debugging pages, or open to any host name."""
    if settings.IS_LOCAL:
        return []
    return [*key_problems(), *mode_problems(), *proxy_problems()]


def key_problems() -> list[CheckMessage]:
    """Return what is wrong with the secret key."""
    if not settings.SECRET_KEY_IS_GIVEN:
        sentence = "is not set, so sessions could be forged."
    elif len(settings.SECRET_KEY) < SHORTEST_KEY:
        sentence = f"has {len(settings.SECRET_KEY)} characters, but must have {SHORTEST_KEY} or more."
    else:
        return []
    hint = "Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    return [problem(1, "DJANGO_SECRET_KEY", sentence, hint)]


def mode_problems() -> list[CheckMessage]:
    """Return which settings open the pages to more than they should."""
    found: list[CheckMessage] = []
    if settings.DEBUG:
        hint = "Remove it, or set it to false."
        found.append(problem(2, "DJANGO_DEBUG", "shows the program's inside to everybody.", hint))
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the host names under which the pages are reached, with commas between them."
        found.append(problem(3, "DJANGO_ALLOWED_HOSTS", "allows any host name.", hint))
    if settings.FETCH_ALLOW:
        hint = "It is for tests only: remove it."
        found.append(problem(4, "COOPWATCH_FETCH_ALLOW", "lets addresses of this machine be fetched.", hint))
    return found


def proxy_problems() -> list[CheckMessage]:
    """Warn where limits would count all clients as one."""
    if settings.HTTPS and not settings.PROXIES:
        sentence = "COOPWATCH_PROXIES: is 0, so all visitors share the address of the proxy, and its limits."
        hint = "Set it to the number of proxies between the internet and the application, usually 1."
        return [Warning(sentence, hint=hint, id="coopwatch.W001")]
    return []
