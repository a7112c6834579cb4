"""A wrong setting ends the start with a sentence that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from coopwatch.environment import Environment

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""env(?:\.\w+)?\(\s*["']([A-Z_]+)["']|environ\.get\(\s*["']([A-Z_]+)["']""")
# Not settings of coopwatch: libraries and shells put them there.
FOREIGN = {"DJANGO_SETTINGS_MODULE", "PATH", "PROMETHEUS_MULTIPROC_DIR", "SSL_CERT_FILE"}


@pytest.fixture
def env(monkeypatch) -> Environment:
    """A reader of a small environment."""
    reader = Environment()
    monkeypatch.setattr(
        reader, "ENVIRON", {"WORD": "ture", "YES": "On", "N": "7", "NAN": "nan", "U": "mysql://u:pw@h/n"}
    )
    return reader


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda env: env.bool("WORD"), "WORD is 'ture', but must be true or false"),
        (lambda env: env.int("WORD"), "WORD is 'ture', but must be a whole number"),
        (lambda env: env.number("N", int, 1, 0, 6), "N is 7, but must lie between 0 and 6"),
        (lambda env: env.number("NAN", float, 1, 0, 6), "NAN is nan, but must lie between"),
        (
            lambda env: env.choice("WORD", "plain", ("plain", "json")),
            "WORD is 'ture', but must be one of plain, json",
        ),
        (
            lambda env: env.address("U", "", ("postgresql",)),
            "U must be an address that begins with one of postgresql://",
        ),
    ],
)
def test_a_wrong_setting_is_named(env, ask, sentence):
    with pytest.raises(ImproperlyConfigured, match=re.escape(sentence)):
        ask(env)


def test_a_wrong_address_is_not_repeated(env):
    with pytest.raises(ImproperlyConfigured) as raised:
        env.address("U", "", ("postgresql",))
    assert "pw" not in str(raised.value)


def test_good_settings_pass(env):
    assert env.bool("YES") is True
    assert env.bool("MISSING", default=False) is False
    assert env.number("N", int, 1, 0, 7) == 7
    assert env.number("MISSING", float, 0.5, 0, 1) == 0.5


def read_settings() -> set[str]:
    """Return the names of all settings that the source reads."""
    found = set()
    for path in (ROOT / "coopwatch").rglob("*.py"):
        for names in READ.findall(path.read_text("utf-8")):
            found |= {name for name in names if name}
    return found - FOREIGN


def test_every_setting_is_documented():
    documented = set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.M))
    containers = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text("utf-8")))
    assert read_settings() | containers == documented


# What docker-compose.yml fixes itself, and what only `make run` or the tests read.
FIXED_IN_CONTAINERS = {
    *("COOPWATCH_VAR", "COOPWATCH_STATIC_ROOT", "COOPWATCH_BIND", "COOPWATCH_LIVENESS_DIR"),
    *("COOPWATCH_HOST", "COOPWATCH_PORT", "COOPWATCH_BROWSER", "COOPWATCH_FETCH_ALLOW", "DJANGO_DEBUG"),
}


def test_every_setting_reaches_the_containers():
    compose = (ROOT / "docker-compose.yml").read_text("utf-8")
    given = set(re.findall(r"^  ([A-Z_]+): ", compose.split("\nservices:")[0], re.M))
    assert read_settings() - FIXED_IN_CONTAINERS == given


def start(**settings: str) -> str:
    """Run `manage.py check --deploy` with these settings only; return what it says."""
    environment = {"PATH": os.environ["PATH"], **settings}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


DEPLOYMENT = {
    "DATABASE_URL": "postgresql://user:secret@127.0.0.1:1/name",
    "DJANGO_SECRET_KEY": "k3y-of-Some-other-Letters" * 2,
    "DJANGO_ALLOWED_HOSTS": "coopwatch.example.org",
    "COOPWATCH_HTTPS": "true",
    "COOPWATCH_PROXIES": "1",
}


def test_a_deployment_is_clean(tmp_path):
    said = start(**DEPLOYMENT, COOPWATCH_VAR=str(tmp_path))
    assert "System check identified no issues (0 silenced)." in said


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"DJANGO_SECRET_KEY": ""}, "DJANGO_SECRET_KEY: is not set"),
        ({"DJANGO_SECRET_KEY": "short"}, "DJANGO_SECRET_KEY: has 5 characters"),
        ({"DJANGO_DEBUG": "true"}, "DJANGO_DEBUG: shows the program's inside"),
        ({"DJANGO_ALLOWED_HOSTS": "*"}, "DJANGO_ALLOWED_HOSTS: allows any host name"),
        ({"COOPWATCH_FETCH_ALLOW": "127.0.0.1:80"}, "COOPWATCH_FETCH_ALLOW: lets addresses of this machine"),
        ({"COOPWATCH_PROXIES": "0"}, "COOPWATCH_PROXIES: is 0"),
    ],
)
def test_an_open_deployment_is_refused(tmp_path, change, sentence):
    assert sentence in start(**{**DEPLOYMENT, **change}, COOPWATCH_VAR=str(tmp_path))
