"""Which Node.js builds the front-end assets."""

import os

import pytest

from coopwatch.local.assets import AssetError, installed_node, run


def node(folder, version: str, npm: bool = True):
    """Make a folder with a program that says this version, as Node.js does."""
    folder.mkdir()
    for name in ("node", "npm") if npm else ("node",):
        (folder / name).write_text(f"#!/bin/sh\necho {version}\n")
        (folder / name).chmod(0o755)
    return folder


def test_an_old_one_and_one_without_npm_are_passed_over(tmp_path):
    old, bare = node(tmp_path / "old", "v12.22.12"), node(tmp_path / "bare", "v22.1.0", npm=False)
    good = node(tmp_path / "good", "v18.20.4")
    assert installed_node([tmp_path / "none", old, bare, good]) == good
    assert installed_node([old, bare]) is None


@pytest.mark.parametrize("answer", ["", "something else", "v"])
def test_a_program_that_is_no_node_is_passed_over(tmp_path, answer):
    assert installed_node([node(tmp_path / "odd", answer)]) is None


def test_a_failed_build_says_what_was_run_and_its_last_words(tmp_path):
    (tmp_path / "npm").write_text("#!/bin/sh\necho registry out of reach; exit 3\n")
    (tmp_path / "npm").chmod(0o755)
    with pytest.raises(AssetError, match=r"npm ci. ended with 3[\s\S]*registry out of reach"):
        run([tmp_path / "npm", "ci"], tmp_path, 20)


def test_the_node_that_was_chosen_is_the_one_that_npm_finds(tmp_path):
    folder = node(tmp_path / "first", "v22.1.0")
    (folder / "npm").write_text(f'#!/bin/sh\n[ "$(command -v node)" = {folder}/node ]\n')
    run([folder / "npm"], folder, 20)
    assert str(folder) not in os.environ["PATH"]
