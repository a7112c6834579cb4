"""Simplify areas with mapshaper and write them as GeoJSON for the maps."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import shapely

from .boundaries import HERE, Area

MAPSHAPER = HERE / "node_modules" / "mapshaper" / "bin" / "mapshaper"
MEMORY_MB = 4096
SMALLEST_ISLAND = "0.3km2"  # every island with a Gemeinde is larger, Helgoland too


def write_shapes(
    areas: Iterable[Area], path: Path, properties: dict[str, dict], keep: str, work: Path
) -> None:
    """Write the areas to `path`, simplified to the share `keep` ("4%") of their vertices.

    `properties` maps an AGS to what the feature says. Exterior rings run clockwise, as d3 and thus Plotly
    need them (in the order of RFC 7946 the map is one solid block). Borders stay shared between neighbours:
    mapshaper simplifies the lines between areas, not each area. Raises ValueError with mapshaper's words.
    """
    raw, simple = work / f"raw-{path.name}", work / f"simple-{path.name}"
    _write_json(raw, [_feature({"ags": a.ags}, json.loads(shapely.to_geojson(a.shape))) for a in areas])
    _mapshaper(raw, simple, keep)
    features = json.loads(simple.read_text("utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["ags"])
    _write_json(path, [_feature(properties[f["properties"]["ags"]], f["geometry"]) for f in features])


def _feature(properties: dict, geometry: dict) -> dict:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _mapshaper(source: Path, target: Path, keep: str) -> None:
    command = ["node", f"--max-old-space-size={MEMORY_MB}", str(MAPSHAPER), "-i", str(source)]
    command += [
        "-clean",
        "-explode",
        "-filter-islands",
        f"min-area={SMALLEST_ISLAND}",
    ]  # keep-shapes: each part
    command += ["-simplify", keep, "weighted", "keep-shapes", "-dissolve", "ags"]
    command += ["-o", str(target), "format=geojson", "gj2008", "precision=0.0001", "fix-geometry"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(f"mapshaper could not simplify {source.name}: {done.stderr.strip()}")


def _write_json(path: Path, features: list[dict]) -> None:
    """One feature a line: compact, yet a change of one area is a change of one line."""
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text('{"type":"FeatureCollection","features":[\n' + lines + "\n]}\n", "utf-8")
