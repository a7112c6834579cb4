"""docker-compose.yml: the compose client accepts it, it gives no rights away, and its services run."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from deployment.compose import ROOT, in_order, read_services, write_env

sys.path.insert(0, str(ROOT / "scripts"))

import try_deployment

pytestmark = pytest.mark.skipif(not shutil.which("docker-compose"), reason="needs docker-compose")
APPLICATION = {"migrate", "web", "worker", "worker-fetch", "beat"}


@pytest.fixture(scope="module")
def env_file(tmp_path_factory):
    """A filled-in .env."""
    path = tmp_path_factory.mktemp("compose") / "env"
    write_env(path)
    return path


@pytest.fixture(scope="module")
def sections(env_file) -> dict:
    """The services as the compose client prints them."""
    import yaml

    command = ["docker-compose", "--env-file", str(env_file), "--profile", "tls", "config"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return yaml.safe_load(done.stdout)["services"]


def test_a_missing_secret_is_named(tmp_path):
    (tmp_path / "env").write_text("COOPWATCH_DOMAIN=coopwatch.test\n", "utf-8")
    command = ["docker-compose", "--env-file", str(tmp_path / "env"), "config"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "in .env" in done.stderr


def test_every_container_is_without_rights(sections):
    for name, given in sections.items():
        assert given["read_only"] is True, name
        assert given["cap_drop"] == ["ALL"], name
        assert given["security_opt"] == ["no-new-privileges:true"], name
        assert name not in APPLICATION or given["user"] == "10001:10001"


def test_only_the_proxy_is_reachable_from_outside(sections):
    outside = {
        name
        for name, given in sections.items()
        for port in given.get("ports", [])
        if "127.0.0.1" not in str(port)
    }
    assert outside == {"proxy"}
    assert {name for name, given in sections.items() if "outside" in given["networks"]} == {
        "proxy",
        "web",
        "worker-fetch",
    }


def test_what_calls_out_is_done_where_a_way_out_is(sections, settings):
    reaches_out = {name for name in APPLICATION if "outside" in sections[name]["networks"]}
    assert reaches_out == {"web", "worker-fetch"}
    assert {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} == {settings.FETCHING_QUEUE}
    assert "coopwatch.dashboard.tasks.send_digests" in settings.CELERY_TASK_ROUTES


def test_no_secret_stands_in_the_file(env_file, sections):
    text = (ROOT / "docker-compose.yml").read_text("utf-8") + (ROOT / "Dockerfile").read_text("utf-8")
    for line in env_file.read_text("utf-8").splitlines():
        assert line.partition("=")[2] not in text or line.startswith(("COOPWATCH_DOMAIN", "COOPWATCH_TLS"))


def test_images_are_pinned(sections):
    pinned = re.compile(r"^(coopwatch:latest|[\w/]+:\d+(\.\d+)+-[\w.]+)$")
    assert all(pinned.match(given["image"]) for given in sections.values())
    assert (
        len(re.findall(r"^ARG \w+_IMAGE=\w+:\d+\.\d+\.\d+-", (ROOT / "Dockerfile").read_text("utf-8"), re.M))
        == 2
    )


def test_services_start_after_what_they_need(env_file):
    order = [service.name for service in in_order(read_services(env_file))]
    assert order.index("db") < order.index("migrate") < order.index("web") < order.index("proxy")


def test_systemd_runs_the_same_commands(sections):
    for name in ("web", "worker", "worker-fetch", "beat"):
        unit = (ROOT / "deploy" / "systemd" / f"coopwatch-{name}.service").read_text("utf-8")
        started = re.search(r"^ExecStart=/opt/coopwatch/venv/bin/(.+)$", unit, re.M)[1].split()
        expected = [word for word in sections[name]["command"] if word]
        assert [
            word.replace("%%h", "%h").replace("/run/coopwatch/", "/tmp/") for word in started if word != "''"
        ] == expected


@pytest.mark.skipif("COOPWATCH_DEPLOYMENT" not in os.environ, reason="takes minutes: make deployment runs it")
@pytest.mark.skipif(bool(try_deployment.missing()), reason=f"needs {try_deployment.missing()}")
def test_everything_runs_together():
    command = [sys.executable, str(ROOT / "scripts" / "try_deployment.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing is left running" in done.stdout
