"""Write the list of all components as CycloneDX JSON: `python scripts/make_sbom.py FILE`.

Names, versions and hashes come from requirements/run.lock and package-lock.json; licences of Python packages
from what is installed. The same lock files give the same bytes.
"""

import base64
import hashlib
import json
import re
import sys
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)")


def python_components(text: str) -> list[dict]:
    """Return the packages of a lock file."""
    found = []
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if pinned := PINNED.match(block):
            name, version = pinned["name"], pinned["version"]
            found.append(component(f"pkg:pypi/{name.lower()}@{version}", name, version, licences(name)))
    return found


def licences(name: str) -> list[dict]:
    """Return the licence that an installed package states, or an empty list."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    if expression := told.get("License-Expression"):
        return [{"expression": expression}]
    classes = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License")
    ]
    return [{"license": {"name": name}} for name in classes]


def node_components(text: str) -> list[dict]:
    """Return the packages of package-lock.json."""
    found = {}
    for place, package in sorted(json.loads(text)["packages"].items()):
        if not place or package.get("dev"):
            continue
        name, version = place.rpartition("node_modules/")[2], package["version"]
        licence = [{"expression": package["license"]}] if package.get("license") else []
        made = component(f"pkg:npm/{name.replace('@', '%40')}@{version}", name, version, licence)
        if package.get("integrity", "").startswith("sha512-"):
            digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
            made["hashes"] = [{"alg": "SHA-512", "content": digest}]
        # One version may be installed at several places.
        found[made["bom-ref"]] = made
    return list(found.values())


def component(purl: str, name: str, version: str, licence: list[dict]) -> dict:
    """Return one component."""
    made = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return made | ({"licenses": licence} if licence else {})


def sbom() -> dict:
    """Return the whole list."""
    run = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    node = (ROOT / "package-lock.json").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.M)[1]
    own = {"type": "application", "bom-ref": "coopwatch", "name": "coopwatch", "version": version}
    number = uuid.UUID(hashlib.sha256((run + node).encode()).hexdigest()[:32], version=4)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {"component": own | {"licenses": [{"expression": "EUPL-1.2"}]}},
        "components": python_components(run) + node_components(node),
    }


def main(arguments: list[str]) -> int:
    """Write the file; return the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(json.dumps(sbom(), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
