"""An invented series of maps: one a day, of a line that moves about, over real regions."""

from __future__ import annotations

import datetime as dt
import json
import math
import random
from pathlib import Path

from bench.texts import HOME

OUTLINES = (
    HOME / "onrecord/data/references/natural-earth-ukraine/ukraine_oblasts_natural_earth.geojson"
)
FIRST_DAY = dt.date(2031, 1, 1)
POINTS = 2500
"""Points of the line: a day then has about as many bytes as a published map has."""
SOUTH, NORTH, EAST = 45.5, 51.5, 40.5

Ring = list[list[float]]


def write_maps(folder: Path, days: int) -> list[Path]:
    """Writes a GeoJSON file a day with what is unchanged, gained and lost since the day before."""
    chance = random.Random(20310101)  # an invented line, no secret
    waves = [
        (
            chance.uniform(0.02, 0.9) / n,
            chance.uniform(0, 6.3),
            2.7 * n,
            chance.uniform(0.002, 0.02),
        )
        for n in range(1, 60)
    ]
    before = _line(waves, 0)
    paths = []
    for day in range(days):
        now = _line(waves, day + 1)
        path = folder / f"{FIRST_DAY + dt.timedelta(days=day)}.geojson"
        path.write_text(json.dumps(_collection(before, now)), encoding="utf-8")
        paths.append(path)
        before = now
    return paths


def _line(waves: list[tuple[float, float, float, float]], day: int) -> list[float]:
    """The longitude of the line at each latitude, from south to north."""
    return [
        36.0 + sum(size * math.sin(phase + often * at + day * pace)
                   for size, phase, often, pace in waves)
        for at in (6.3 * point / POINTS for point in range(POINTS))
    ]  # fmt: skip


def _collection(before: list[float], now: list[float]) -> dict[str, object]:
    unchanged = [max(pair) for pair in zip(before, now, strict=True)]
    parts = {
        "nochange": [_ring(unchanged, 0, POINTS, [EAST] * POINTS)],
        "gains": [_ring(now, *run, before) for run in _runs(now, before)],
        "losses": [_ring(before, *run, now) for run in _runs(before, now)],
    }
    features = [
        {
            "type": "Feature",
            "properties": {"change": name},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]},
        }
        for name, rings in parts.items()
        if rings
    ]
    return {"type": "FeatureCollection", "features": features}


def _runs(west: list[float], east: list[float]) -> list[tuple[int, int]]:
    """The stretches of latitude on which one line lies clearly west of the other."""
    apart = {n for n in range(POINTS) if east[n] - west[n] > 1e-4}
    starts = sorted(n for n in apart if n - 1 not in apart)
    ends = sorted(n + 1 for n in apart if n + 1 not in apart)
    return [(a, b) for a, b in zip(starts, ends, strict=True) if b - a > 2]


def _ring(west: list[float], first: int, end: int, east: list[float]) -> Ring:
    step = (NORTH - SOUTH) / POINTS
    up = [[round(west[n], 6), round(SOUTH + n * step, 6)] for n in range(first, end)]
    down = [[round(east[n], 6), round(SOUTH + n * step, 6)] for n in range(first, end)]
    return [*up, *reversed(down), up[0]]
