"""Areas by region of a folder of maps by OnRecord, in a process of its own; one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time

from onrecord.reference.polygons import areas_by_region


def main() -> None:
    """``worker_polygons.py MAPS OUTLINES PROCESSES LINE``: the time, the memory and the areas."""
    maps, outlines, processes, line = sys.argv[1:]
    start = time.perf_counter()
    table = areas_by_region(maps, outlines, processes=int(processes), line=line == "line")
    seconds = time.perf_counter() - start
    areas = {f"{row.day} {row.region}": row.held for row in table.rows if row.region}
    whole, children = (
        resource.getrusage(who).ru_maxrss * 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"seconds": seconds, "own": whole, "child": children, "areas": areas}))


if __name__ == "__main__":
    main()
