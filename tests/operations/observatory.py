"""The points that Mozilla's HTTP Observatory gives and takes, for the headers and cookies of one answer over https.

Rules and points: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring. From 100 points on the
grade is A+. Points above 100 are given only where no more than ten were lost.
"""

import re
from collections.abc import Mapping
from http.cookies import Morsel

BEST, LEAST_FOR_MORE = 100, 90
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
PASSIVE = ("img-src", "media-src")


def directives(policy: str) -> dict[str, set[str]]:
    """Return the sources of each directive; an empty dict where there is no policy."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name.lower(): set(sources) for name, *sources in parts}


def of_policy(policy: str) -> int:
    """Content-Security-Policy."""
    rules = directives(policy)
    if not rules:
        return -25
    default = rules.get("default-src", {"*"})
    scripts = rules.get("script-src", default)
    loose = {"'unsafe-inline'", "data:", "https:", "http:", "*"}
    if scripts & loose or rules.get("object-src", default) & (loose - {"'unsafe-inline'"}):
        return -20
    if any(source.startswith("http:") for name, all_of in rules.items() for source in all_of):
        return -10 if any(name in PASSIVE for name in rules) else -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in rules.get("style-src", default):
        return 0
    sends_home = rules.get("form-action", {"*"}) <= {"'none'", "'self'"}
    return 10 if default == {"'none'"} and sends_home else 5


def of_cookies(cookies: list[Morsel], has_hsts: bool) -> int:
    """Set-Cookie: 5 where each is Secure and SameSite and those of sessions HttpOnly."""
    if not cookies:
        return 0
    if any(not cookie["secure"] for cookie in cookies):
        return -5 if has_hsts else -40
    sessions = [cookie for cookie in cookies if re.search("sess|csrf|login", cookie.key, re.IGNORECASE)]
    if any(not cookie["httponly"] for cookie in sessions):
        return -30
    return 5 if all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies) else 0


def of_transport(value: str) -> int:
    """Strict-Transport-Security."""
    age = re.search(r"max-age=(\d+)", value)
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def of_framing(headers: Mapping[str, str]) -> int:
    """X-Frame-Options, or frame-ancestors of the policy."""
    ancestors = directives(headers.get("Content-Security-Policy", "")).get("frame-ancestors")
    if ancestors is not None and "*" not in ancestors:
        return 5
    return 0 if headers.get("X-Frame-Options", "").upper() in {"DENY", "SAMEORIGIN"} else -20


def of_referrer(value: str) -> int:
    """Referrer-Policy."""
    if not value:
        return 0
    return 5 if value.split(",")[-1].strip() in PRIVATE else -5


def of_resource(value: str) -> int:
    """Cross-Origin-Resource-Policy."""
    return {"": 0, "same-origin": 10, "same-site": 10, "cross-origin": 0}.get(value, -5)


def points(headers: Mapping[str, str], cookies: list[Morsel]) -> dict[str, int]:
    """Return what each rule gives (positive) or takes (negative)."""
    transport = headers.get("Strict-Transport-Security", "")
    return {
        "policy": of_policy(headers.get("Content-Security-Policy", "")),
        "cookies": of_cookies(cookies, bool(transport)),
        "transport": of_transport(transport),
        "sniffing": 0 if headers.get("X-Content-Type-Options", "") == "nosniff" else -5,
        "framing": of_framing(headers),
        "referrer": of_referrer(headers.get("Referrer-Policy", "")),
        "resource": of_resource(headers.get("Cross-Origin-Resource-Policy", "")),
    }


def score(headers: Mapping[str, str], cookies: list[Morsel]) -> int:
    """Return the points of an answer; 100 and more are an A+."""
    found = points(headers, cookies).values()
    lost = BEST + sum(part for part in found if part < 0)
    return lost + sum(part for part in found if part > 0) if lost >= LEAST_FOR_MORE else lost
