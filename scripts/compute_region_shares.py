"""Computes the area held in each region from published map polygons; only figures are written.

Usage: python scripts/compute_region_shares.py PUBLISHED_FOLDER OUT_FOLDER

PUBLISHED_FOLDER holds ``polygons/nzz_windows_2022/YYYY-MM-DD.json.gz`` (one map window a file) and
``boundaries/ukraine_oblasts_natural_earth.geojson``. Needs shapely and pyproj, which OnRecord
itself does not. The state of a window is the union of its ``nochange`` and ``gains`` polygons.
Areas are in km², in a Lambert azimuthal equal area projection (lat_0=49, lon_0=32, WGS 84).

Writes ``regions.csv`` (one row a window, one column a region), ``regions_selected.csv`` (the same
for selected windows outside that span, from outlines simplified to 500 m),
``regions_deepstate.csv`` (the same for selected days of the DeepState map) and
``ever_gained.csv`` (for each base window: the area held on some later day and not held in it).
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from pathlib import Path

import shapely
from pyproj import Transformer
from shapely.geometry import shape
from shapely.ops import transform, unary_union

PROJECTION = "+proj=laea +lat_0=49 +lon_0=32 +datum=WGS84 +units=m"
TO_METRES = Transformer.from_crs("EPSG:4326", PROJECTION, always_xy=True).transform
HELD = ("nochange", "gains")
KM2 = 1e6
LAST_SOUND = "2022-12-31"
"""Later windows among the selected ones were published with known defects."""


def projected(geometry: dict[str, object]) -> shapely.Geometry:
    """A GeoJSON geometry in metres, made valid."""
    return shapely.make_valid(transform(TO_METRES, shape(geometry)))


def window_state(path: Path) -> shapely.Geometry:
    """The area held in one published window."""
    collection = json.loads(gzip.decompress(path.read_bytes()))["value"]
    parts = [
        projected(feature["geometry"])
        for feature in collection["features"]
        if feature["properties"]["type"] in HELD
    ]
    return unary_union(parts)


def simplified_states(path: Path, first: str, last: str) -> dict[str, shapely.Geometry]:
    """The area held in the selected windows up to ``LAST_SOUND`` outside ``first`` to ``last``."""
    parts: dict[str, list[shapely.Geometry]] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        day, change = feature["properties"]["file_date"], feature["properties"]["change"]
        if change in HELD and not first <= day <= last and day <= LAST_SOUND:
            parts.setdefault(day, []).append(projected(feature["geometry"]))
    return {day: unary_union(held) for day, held in sorted(parts.items())}


def sampled_states(path: Path) -> dict[str, shapely.Geometry]:
    """The area held on each sampled day."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {f["properties"]["file_date"]: projected(f["geometry"]) for f in features}


def regions(path: Path) -> dict[str, shapely.Geometry]:
    """Region outlines by ISO 3166-2 code."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    return {f["properties"]["iso_3166_2"]: projected(f["geometry"]) for f in collection["features"]}


def write_regions(
    states: dict[str, shapely.Geometry], outlines: dict[str, shapely.Geometry], out: Path
) -> None:
    """One row a window: the total, and the area held in each region that ever held any."""
    held = {
        day: {code: state.intersection(outline).area / KM2 for code, outline in outlines.items()}
        for day, state in states.items()
    }
    codes = sorted(c for c in outlines if max(row[c] for row in held.values()) >= 1)
    with out.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["date_to", "total_km2", *codes])
        for day, state in states.items():
            shares = (f"{held[day][code]:.1f}" for code in codes)
            rows.writerow([day, f"{state.area / KM2:.1f}", *shares])


def write_ever_gained(states: dict[str, shapely.Geometry], out: Path) -> None:
    """For each base window and each later one: area held on some day between, not held at base."""
    days = list(states)
    with out.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["base", "date_to", "ever_gained_km2"])
        for index, base in enumerate(days):
            gained = shapely.Polygon()
            for day in days[index + 1 :]:
                gained = gained.union(states[day].difference(states[base]))
                rows.writerow([base, day, f"{gained.area / KM2:.1f}"])


def main(published: Path, out: Path) -> None:
    """Reads every window once and writes both tables."""
    files = sorted((published / "polygons" / "nzz_windows_2022").glob("*.json.gz"))
    states = {path.name[:10]: window_state(path) for path in files}
    outlines = regions(published / "boundaries" / "ukraine_oblasts_natural_earth.geojson")
    for code, outline in outlines.items():
        print(code, round(outline.area / KM2, 1))
    write_regions(states, outlines, out / "regions.csv")
    selected = published / "polygons" / "nzz_windows_simplified_500m.geojson"
    others = simplified_states(selected, min(states), max(states))
    write_regions(others, outlines, out / "regions_selected.csv")
    sampled = sampled_states(published / "polygons" / "deepstate_sample_simplified_500m.geojson")
    write_regions(sampled, outlines, out / "regions_deepstate.csv")
    write_ever_gained(states, out / "ever_gained.csv")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
