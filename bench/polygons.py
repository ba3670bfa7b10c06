"""A polygon series of 800 days to areas by region, beside a plain geopandas loop on the same maps.

Each system runs in processes of its own, after one another; the loop is given fewer days, and
both are told in days a second, with the memory of all processes together at their peak.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.check_speed import textacy_python
from bench.maps import OUTLINES, write_maps
from bench.runner import HERE, ONE_THREAD

DAYS = 800
LOOP_DAYS = 100
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Pass:
    """What one system did: how many days, how fast, with how much memory at its peak."""

    days: int
    seconds: float
    memory: int
    areas: dict[str, float]

    @property
    def speed(self) -> float:
        """Days a second."""
        return self.days / self.seconds


def main() -> int:
    """Prints days a second and peak memory of both."""
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    with tempfile.TemporaryDirectory() as folder:
        maps, few = Path(folder) / "maps", Path(folder) / "few"
        for place in (maps, few):
            place.mkdir()
        for path in write_maps(maps, DAYS)[:LOOP_DAYS]:
            (few / path.name).write_bytes(path.read_bytes())
        size = sum(path.stat().st_size for path in maps.iterdir()) / DAYS / 1024
        print(f"{DAYS} invented maps of {size:.0f} KB, 25 regions; the loop takes {LOOP_DAYS}")
        ours = _onrecord(maps, folder, processes)
        _line(f"onrecord, {processes} processes", ours)
        _line("onrecord, with the line moved", _onrecord(few, folder, processes, "line"))
        if (loop := _loop(few)) is not None:
            _line("geopandas loop", loop)
            apart = max(abs(area - ours.areas[name]) for name, area in loop.areas.items())
            ratio = ours.speed / loop.speed
            print(f"  onrecord does {ratio:.1f} times as many days in the same time")
            print(f"  their areas differ by {apart:.2f} km² at most")
        _line("onrecord, from its cache", _onrecord(maps, folder, processes))
    return 0


def _onrecord(maps: Path, folder: str, processes: int, line: str = "") -> Pass:
    command = [sys.executable, str(HERE / "worker_polygons.py")]
    command += [str(maps), str(OUTLINES), str(processes), line or "-"]
    return _pass(command, processes, {"ONRECORD_CACHE": str(Path(folder) / "cache")})


def _loop(maps: Path) -> Pass | None:
    command = [textacy_python(), str(HERE / "worker_geopandas.py"), str(maps), str(OUTLINES)]
    try:
        return _pass(command, 1, {})
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"  geopandas is left out, it does not start: {error}")
        print("  To have it beside ours: make bench, with the package index within reach.")
        return None


def _pass(command: list[str], processes: int, settings: dict[str, str]) -> Pass:
    env = {**os.environ, **ONE_THREAD, **settings, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout)
    memory = told["own"] + told["child"] * (processes if told["child"] else 0)
    days = len({name.split()[0] for name in told["areas"]})
    return Pass(days, told["seconds"], memory, told["areas"])


def _line(name: str, found: Pass) -> None:
    print(
        f"  {name:30s} {found.speed:8.1f} days/s {found.seconds:7.2f} s "
        f"{found.memory / MEGABYTE:7.0f} MB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
