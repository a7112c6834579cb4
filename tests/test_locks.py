"""The lock files: exact, with hashes, complete, and tied to no address."""

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAME = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(kind: str) -> dict[str, str]:
    """The packages of a lock file with their versions."""
    return dict(NAME.findall((ROOT / "requirements" / f"{kind}.lock").read_text("utf-8")))


def names(requirements: list) -> set[str]:
    """The normalised names of requirements as pyproject.toml writes them."""
    found = (re.match(r"[A-Za-z0-9._-]+", entry) for entry in requirements if isinstance(entry, str))
    return {re.sub(r"[-_.]+", "-", match.group().lower()) for match in found}


def test_the_packages_of_the_program_are_locked():
    assert names(PYPROJECT["project"]["dependencies"]) <= locked("run").keys()


def test_the_packages_of_the_development_are_locked():
    assert names(PYPROJECT["dependency-groups"]["dev"]) <= locked("dev").keys()


def test_tests_run_on_the_versions_that_the_program_runs_on():
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("kind", ["run", "dev", "node"])
def test_each_package_has_its_hashes(kind):
    text = (ROOT / "requirements" / f"{kind}.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert len(blocks) == len(NAME.findall(text))
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("kind", ["run", "dev", "node"])
def test_no_lock_of_python_names_an_address(kind):
    text = (ROOT / "requirements" / f"{kind}.lock").read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text and "--extra-index" not in text


@pytest.mark.parametrize("folder", ["", "scripts/reference"])
def test_packages_of_npm_have_a_hash_and_no_address(folder):
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    rest = [entry for path, entry in packages.items() if path]
    assert rest and all("integrity" in entry and "resolved" not in entry for entry in rest)
