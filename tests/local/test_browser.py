"""The browser tests run with whatever Node.js starts on this machine."""

import os
import sys
from pathlib import Path

import pytest

from coopwatch.local.browser import playwright_driver, use_running_node


@pytest.fixture(autouse=True)
def without_choice(monkeypatch):
    # Setting it first makes monkeypatch put the old state back at the end.
    monkeypatch.setenv("PLAYWRIGHT_NODEJS_PATH", "")
    monkeypatch.delenv("PLAYWRIGHT_NODEJS_PATH")


def node(folder: Path, script: str) -> Path:
    """Write a program that stands for Node.js, and npm beside it."""
    folder.mkdir()
    for name in ("node", "npm"):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (folder / name).chmod(0o755)
    return folder


def test_a_driver_that_starts_is_left_alone(tmp_path: Path):
    use_running_node(node(tmp_path / "driver", "echo v24.1.0"))
    assert "PLAYWRIGHT_NODEJS_PATH" not in os.environ


def test_a_driver_that_does_not_start_gets_the_machines_node(tmp_path: Path, monkeypatch):
    broken = node(tmp_path / "driver", "echo 'libatomic.so.1: cannot open' >&2; exit 127")
    there = node(tmp_path / "bin", "echo v20.0.0")
    monkeypatch.setenv("PATH", f"{there}{os.pathsep}{os.environ['PATH']}")
    use_running_node(broken)
    assert os.environ["PLAYWRIGHT_NODEJS_PATH"] == str(there / "node")


def test_where_no_node_runs_nothing_is_named(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    use_running_node(tmp_path / "driver")
    assert "PLAYWRIGHT_NODEJS_PATH" not in os.environ


def test_the_driver_is_found_where_playwright_keeps_it():
    assert (playwright_driver() / "node").exists()
