"""What the documents name is there: files, commands, targets of make, settings, packages."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.operations.test_environment import FOREIGN, read_settings

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (ROOT, ROOT / "docs", ROOT / "coopwatch" / "registry" / "data", ROOT / "coopwatch" / "extraction")
    for path in folder.glob("*.md" if folder != ROOT / "coopwatch" / "extraction" else "*/*.md")
)  # fmt: skip
ENDINGS = "css|csv|geojson|html|js|json|jsonl|lock|md|mjs|po|py|sh|toml|ts|txt|yml"
# Paths that come into being when something is run or built.
MADE = re.compile(r"(var|\.venv|node_modules|(static/)?build)(/|$)")
PLACES = ("", "coopwatch/", "static/", "docs/", "tests/")
# Said of others' programs and files, or of places on the operator's machine.
ELSEWHERE = {"robots.txt", "cert.pem", "key.pem"}
SET_BY_OTHERS = {
    "POSTGRES_PASSWORD",
    "BROKER_PASSWORD",
    "POSTGRES_IMAGE",
    "PYTHON_IMAGE",
    "COOPWATCH_TLS",
    "COOPWATCH_DOMAIN",
}


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def words_in_code(name: str) -> list[str]:
    """Return the words that stand between backticks, or as the target of a link."""
    text = text_of(name)
    spans = re.findall(r"```\w*\n(.*?)```", text, re.S) + re.findall(r"`([^`\n]+)`", text)
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    return [word.strip(".,:;()[]{}'\"") for span in (*spans, *links) for word in span.split()]


def is_path(word: str) -> bool:
    """Say whether a word names a file or folder of the project."""
    if word in ELSEWHERE or not re.fullmatch(r"[\w.@-]+(/[\w.@-]+)*/?", word):
        return False
    return bool(re.search(rf"\.({ENDINGS})$", word)) or word.split("/")[0] in {
        *("coopwatch", "docs", "scripts", "tests", "deploy", "templates", "frontend", "requirements", "benchmarks"),
        *("intake", "registry", "extraction", "curation", "dashboard", "operations", "local", "locale"),
    }  # fmt: skip


def is_there(word: str, document: str) -> bool:
    """Say whether the file exists: from the root, the program, or the document; or by its name alone."""
    beside = (Path(document).parent / word).as_posix()
    if any((ROOT / path).exists() for path in (beside, *(place + word for place in PLACES))):
        return True
    return "/" not in word and any(path.name == word for path in tracked())


def tracked() -> list[Path]:
    """Return the files of the project."""
    folders = ("coopwatch", "docs", "scripts", "tests", "deploy", "static", "frontend", "benchmarks")
    return [path for folder in folders for path in (ROOT / folder).rglob("*")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document):
    named = {word for word in words_in_code(document) if is_path(word) and not MADE.match(word)}
    assert sorted(word for word in named if not is_there(word, document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_that_is_named_is_there(document):
    text = text_of(document)
    targets = set(re.findall(r"^([a-z][a-z-]*):", text_of("Makefile"), re.M))
    asked = {
        word for line in re.findall(r"(?:`|^)make ([a-z][a-z -]*[a-z])", text, re.M) for word in line.split()
    }
    assert asked - targets == set()
    commands = set(re.findall(r"manage\.py ([a-z_]+)", text))
    assert commands - set(get_commands()) == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_setting_that_is_named_is_read(document):
    named = set(
        re.findall(r"\b((?:COOPWATCH|DJANGO|DATABASE|CELERY|POSTGRES|BROKER)_[A-Z_]+)\b", text_of(document))
    )
    of_django = {name for name in named if f"{name} = " in text_of("coopwatch/settings.py")}
    assert named - read_settings() - of_django - FOREIGN - SET_BY_OTHERS == set()


def explained(kind: str) -> list[str]:
    """Return the packages of CONTRIBUTING.md whose row begins with this kind ("" for those that run)."""
    table = re.findall(r"^\| ([^|]+) \|", text_of("CONTRIBUTING.md").split("## Dependencies")[1], re.M)
    kinds = ("dev:", "npm:", "package", "nodejs", "---")
    rows = [row for row in table if (row.startswith(kind) if kind else not row.startswith(kinds))]
    return sorted(name.strip() for row in rows for name in row.removeprefix(kind).split(","))


def names_of(packages: list[str]) -> list[str]:
    """Return the names of packages without versions and extras."""
    return sorted(re.split(r"[^\w-]", package)[0].lower() for package in packages)


def test_every_dependency_has_its_reason():
    project = tomllib.loads(text_of("pyproject.toml"))
    assert explained("") == names_of(project["project"]["dependencies"])
    assert explained("dev:") == names_of(project["dependency-groups"]["dev"])
    npm = json.loads(text_of("package.json"))
    assert explained("npm:") == sorted(npm["dependencies"] | npm["devDependencies"])


def test_the_list_of_components_can_be_written(tmp_path):
    from make_sbom import main

    assert main([str(tmp_path / "sbom.json")]) == 0
    listed = json.loads((tmp_path / "sbom.json").read_text("utf-8"))["components"]
    pinned = re.findall(r"^[A-Za-z0-9._-]+==", text_of("requirements/run.lock"), re.M)
    assert len({part["bom-ref"] for part in listed}) == len(listed) > len(pinned)
    assert all(part.get("licenses") for part in listed if part["name"] in {"django", "plotly.js", "esbuild"})


# Keys that the standard publiccode.yml 0.4 wants (https://yml.publiccode.tools/schema.core.html).
WANTED = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
          "legal", "maintenance", "localisation"}  # fmt: skip


def test_publiccode_has_what_the_standard_wants():
    import yaml

    told = yaml.safe_load(text_of("publiccode.yml"))
    assert WANTED - set(told) == set()
    assert told["softwareVersion"] == tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    for language in told["localisation"]["availableLanguages"]:
        words = told["description"][language]
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert len(words["shortDescription"]) <= 150
        assert words["features"]
    assert told["maintenance"]["type"] != "community" or told["maintenance"]["contacts"]
