"""A series of maps to areas by region: one pass over the files, on every processor, cached."""

from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons.areas import Band, areas_within, shifted
from onrecord.reference.polygons.cache import cached, keep
from onrecord.reference.polygons.outlines import Outlines, read_outlines
from onrecord.reference.polygons.sources import MapFile, map_files
from onrecord.reference.polygons.states import MapState, states_of

_KIND = "areas"
_VERSION = "1"
"""Raise it whenever the same files would give other figures."""
_WORTH_PROCESSES = 16
"""Files below which starting processes costs more than it saves."""
WHOLE = ""
"""The region that stands for all that a map shows, in the outlines or not."""


class AreaRow(msgspec.Struct, frozen=True, kw_only=True):
    """The area held in a region (``""``: on the whole map) on a day, in km².

    ``low`` and ``high`` are what a shift of the line by 2 km leaves open; None where they were
    not asked for.
    """

    day: dt.date
    region: str
    held: float
    low: float | None = None
    high: float | None = None


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A file that gave no figures, and why."""

    item: str
    why: str
    remedy: str

    def error(self) -> ReferenceDataError:
        """The same as an error."""
        return ReferenceDataError(self.item, self.why, self.remedy)


class AreaTable(msgspec.Struct, frozen=True, kw_only=True):
    """Areas by day and region in that order, what was repaired or looks wrong, and what failed."""

    rows: tuple[AreaRow, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def series(self, region: str = WHOLE) -> dict[dt.date, AreaRow]:
        """The rows of one region, by day."""
        return {row.day: row for row in self.rows if row.region == region}


class _State(msgspec.Struct, frozen=True, kw_only=True):
    """One state as a worker hands it back; ``drawn`` tells two drawings apart."""

    day: dt.date
    item: str
    drawn: str
    rows: tuple[AreaRow, ...]
    notes: tuple[str, ...]


def areas_by_region(
    source: str | Path,
    outlines: str | Path,
    *,
    line: bool = False,
    processes: int | None = None,
) -> AreaTable:
    """The area held in each region, and on the whole map, on each day of a series of maps.

    ``source`` is a file, ZIP or folder of published maps, ``outlines`` a GeoJSON file of regions.
    ``line`` adds what a shift of the line by 2 km leaves open. The result is the same for any
    number of ``processes`` (default: one a processor, none for a few files), and is kept under
    the user's cache folder by the sha256 of all that it was computed from. Called from a script,
    the call must stand under ``if __name__ == "__main__":``, as for any Python that starts
    processes.

    Raises:
        ReferenceDataError: where there is no such source, or the outlines cannot be used. A map
            that cannot be used stands among the ``problems`` instead.

    >>> areas_by_region("maps/", "regions.geojson").series("UA-63")  # doctest: +SKIP
    {datetime.date(2022, 3, 25): AreaRow(day=…, region='UA-63', held=6573.5, …), …}
    """
    files, path = map_files(Path(source)), Path(outlines)
    key = _key(files, path, line)
    if (known := cached(_KIND, key)) is not None:
        try:
            return msgspec.json.decode(known, type=AreaTable)
        except msgspec.MsgspecError:
            pass  # damaged: computed anew below
    read_outlines(path)  # fails here, once, rather than in every process
    table = _joined(_computed(files, path, line, processes))
    keep(_KIND, key, msgspec.json.encode(table))
    return table


def _key(files: Sequence[MapFile], outlines: Path, line: bool) -> str:
    whole = hashlib.sha256(f"{_VERSION} {line}\n".encode())
    for file in (MapFile(outlines), *files):
        try:
            digest = file.digest()
        except ReferenceDataError as error:
            digest = error.why
        whole.update(f"{digest} {file.item}\n".encode())
    return whole.hexdigest()


_Result = list[_State] | Problem


def _computed(
    files: Sequence[MapFile], outlines: Path, line: bool, processes: int | None
) -> Iterator[_Result]:
    if processes is None:
        processes = _processors() if len(files) >= _WORTH_PROCESSES else 1
    if processes <= 1:
        regions = read_outlines(outlines)
        yield from (_of_file(file, regions, line) for file in files)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_start, initargs=(str(outlines), line)
    ) as pool:
        yield from pool.map(_work, files, chunksize=4)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_worker: dict[str, tuple[Outlines, bool]] = {}
"""What a worker process was started with."""


def _start(outlines: str, line: bool) -> None:
    _worker["started"] = (read_outlines(Path(outlines)), line)


def _work(file: MapFile) -> _Result:
    regions, line = _worker["started"]
    return _of_file(file, regions, line)


def _of_file(file: MapFile, outlines: Outlines, line: bool) -> _Result:
    try:
        states = states_of(file, outlines.centre, outlines)
    except ReferenceDataError as error:
        return Problem(item=error.item, why=error.why, remedy=error.remedy)
    return [_measured(state, outlines, line) for state in states]


def _measured(state: MapState, outlines: Outlines, line: bool) -> _State:
    if line:
        bands = shifted(state.held, outlines)
        clips = {WHOLE: None, **outlines.shapes}
        rows = [_row(state.day, name, bands.within(clip)) for name, clip in clips.items()]
    else:
        areas = {WHOLE: state.area_km2, **areas_within(state.held, outlines)}
        rows = [AreaRow(day=state.day, region=name, held=area) for name, area in areas.items()]
    drawn = hashlib.sha256(state.held.normalize().wkb).hexdigest()
    return _State(day=state.day, item=state.item, drawn=drawn, rows=tuple(rows), notes=state.notes)


def _row(day: dt.date, region: str, band: Band) -> AreaRow:
    return AreaRow(day=day, region=region, low=band[0], held=band[1], high=band[2])


def _joined(results: Iterator[_Result]) -> AreaTable:
    kept: dict[dt.date, _State] = {}
    problems: list[Problem] = []
    notes: dict[str, None] = {}
    for result in results:
        if isinstance(result, Problem):
            problems.append(result)
            continue
        for state in result:
            notes.update(dict.fromkeys(state.notes))
            first = kept.setdefault(state.day, state)
            if first is not state and first.drawn != state.drawn:
                why = f"{state.day} is drawn a second time, and otherwise than in {first.item}"
                problems.append(Problem(item=state.item, why=why, remedy="keep one map a day"))
    rows = tuple(row for day in sorted(kept) for row in kept[day].rows)
    return AreaTable(rows=rows, notes=tuple(notes), problems=tuple(problems))
