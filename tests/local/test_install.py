"""The first program that runs on a bare machine, and what it says where that cannot work."""

import os
import sys

import pytest

from coopwatch.local import install
from coopwatch.local.install import InstallError


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 13), (3, 14, 0)])
def test_a_python_that_does_not_fit_is_named_with_what_to_do(monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(InstallError, match=rf"Python {version[0]}\.{version[1]}.*PYTHON="):
        install.check_version()


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 12, 0), (3, 13, 9)])
def test_the_versions_of_debian_and_after_fit(monkeypatch, version):
    monkeypatch.setattr(sys, "version_info", version)
    install.check_version()


def test_without_the_module_venv_a_user_is_told_which_package_to_install(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(InstallError, match=r"apt-get install python3\.\d+-venv"):
        install.install_venv_module()


def test_a_python_works_only_where_the_statement_runs(tmp_path):
    assert install.works(sys.executable, "import json")
    assert not install.works(sys.executable, "import no_such_module")
    assert not install.works(tmp_path / "python", "import json")


def test_a_failed_command_comes_with_the_advice_and_its_last_words():
    with pytest.raises(InstallError, match=r"disk full\?[\s\S]*no room left"):
        install.run(["sh", "-c", "echo no room left >&2; exit 1"], "Is the disk full?")


def test_a_missing_program_comes_with_the_advice():
    with pytest.raises(InstallError, match=r"Is it installed\?"):
        install.run(["no-such-program"], "Is it installed?")
