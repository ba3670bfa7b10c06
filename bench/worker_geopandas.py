"""The same by a plain geopandas loop, in a process of its own; one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import geopandas

PLANE = "+proj=laea +lat_0=49 +lon_0=31 +datum=WGS84 +units=m"


def main() -> None:
    """``worker_geopandas.py MAPS OUTLINES``: the time, the memory and the areas."""
    maps, outlines = sys.argv[1:]
    start = time.perf_counter()
    regions = geopandas.read_file(outlines).to_crs(PLANE)
    regions["geometry"] = regions.make_valid()
    areas = {}
    for path in sorted(Path(maps).glob("*.geojson")):
        day = geopandas.read_file(path).to_crs(PLANE)
        held = day[day["change"].isin(["nochange", "gains"])].make_valid().union_all()
        found = regions.geometry.intersection(held).area / 1e6
        for region, area in zip(regions["iso_3166_2"], found, strict=True):
            areas[f"{path.stem} {region}"] = area
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "own": memory, "child": 0, "areas": areas}))


if __name__ == "__main__":
    main()
