"""Headers and cookies of a deployment reach the A+ of Mozilla's HTTP Observatory, on every kind of page."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.operations.observatory import points, score
from tests.operations.test_environment import DEPLOYMENT

ROOT = Path(__file__).resolve().parents[2]
ASKED = r"SECURE_|(SESSION|CSRF|LANGUAGE)_COOKIE_|X_FRAME|HTTPS$|PROXIES$"
PRINT = f"""
import json, re
from coopwatch import settings
print(json.dumps({{name: getattr(settings, name) for name in dir(settings) if re.match({ASKED!r}, name)}}))
"""
# A public page, one of the editors', one for machines, one that is not there, one that sets a cookie.
PAGES = ["/", "/land/by/", "/admin/login/", "/api/", "/api/v1/facets", "/export/daten.csv", "/gibt-es-nicht/",
         "/sprache/en/", "/health/live"]  # fmt: skip


@pytest.fixture(scope="module")
def deployed(tmp_path_factory) -> dict:
    """Return what the settings that matter here are in a deployment."""
    environment = {**DEPLOYMENT, "COOPWATCH_VAR": str(tmp_path_factory.mktemp("var"))}
    command = [sys.executable, "-c", PRINT]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def deployment(deployed, settings, reference):
    """Have these settings."""
    for name, value in deployed.items():
        setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)


def ask(client, path: str):
    """Return the answer behind a proxy that ended TLS."""
    return client.get(path, headers={"x-forwarded-proto": "https"})


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_an_a_plus(client, deployment, path):
    answer = ask(client, path)
    assert score(answer.headers, list(answer.cookies.values())) >= 100, points(
        answer.headers, list(answer.cookies.values())
    )


@pytest.mark.parametrize("path", ["/admin/login/", "/sprache/en/"])
def test_every_cookie_is_for_this_host_alone(client, deployment, path):
    cookies = ask(client, path).cookies.values()
    assert cookies
    for cookie in cookies:
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"]


@pytest.mark.parametrize("path", PAGES)
def test_other_sites_may_read_the_api_alone_and_never_as_somebody(client, deployment, path):
    headers = ask(client, path).headers
    assert headers.get("Access-Control-Allow-Origin") == ("*" if path.startswith("/api/v1/") else None)
    assert "Access-Control-Allow-Credentials" not in headers


def test_no_page_loads_anything_without_tls_or_from_elsewhere(client, deployment):
    for path in ("/", "/methodik/", "/admin/login/"):
        text = ask(client, path).content.decode()
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"([^\"]+)\"", text)
        loaded += re.findall(r"<link[^>]*rel=\"(?:stylesheet|icon|preload)\"[^>]*href=\"([^\"]+)\"", text)
        assert loaded
        assert all(re.match(r"/(?!/)|data:image/", address) for address in loaded), loaded


GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("change", "points_left"),
    [
        ({}, 130),
        ({"Content-Security-Policy": ""}, 55),
        ({"Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'"}, 60),
        ({"Content-Security-Policy": "default-src 'none'; script-src 'self' 'unsafe-eval'"}, 70),
        ({"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}, 125),
        ({"Strict-Transport-Security": "max-age=86400"}, 120),
        ({"Strict-Transport-Security": ""}, 80),
        ({"X-Content-Type-Options": ""}, 125),
        ({"Referrer-Policy": "unsafe-url"}, 120),
    ],
)
def test_the_score_falls_with_each_weakness(change, points_left):
    assert score({**GOOD, **change}, []) == points_left
