"""Chaos in its small form: real workers are killed with -9, and nothing is lost. The large form: `make chaos`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SMALL = ["--scenes", "kills", "--articles", "30", "--kills", "2", "--task-seconds", "12", "--sweep", "2"]
HAS_REDIS = shutil.which("redis-server") or shutil.which("valkey-server")

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "broker",
    [
        "pgmq",
        pytest.param(
            "redis", marks=pytest.mark.skipif(not HAS_REDIS, reason="needs redis-server or valkey-server")
        ),
    ],
)
def test_killed_workers_lose_nothing(broker: str) -> None:
    folder = settings.VAR_DIR.parent / f"{settings.VAR_DIR.name}-chaos-{broker}"
    command = [sys.executable, "-m", "scripts.chaos", "--broker", broker, "--var", str(folder), *SMALL]
    environment = {name: value for name, value in os.environ.items() if name != "COOPWATCH_VAR"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "killed with -9: {'child': 1, 'main process': 1, 'child of an idle worker': 1}" in done.stdout
    assert "nothing lost, nothing double" in done.stdout
