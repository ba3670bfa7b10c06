"""The state of a map on its days: what is held, and what was just gained and lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons.features import HELD, ChangeLabel, Feature, read_features
from onrecord.reference.polygons.geo import KM2, Centre, centre_of, load_shapely, projected
from onrecord.reference.polygons.sources import MapFile, map_files

if TYPE_CHECKING:
    import shapely

    from onrecord.reference.polygons.outlines import Outlines

_FAR_DEGREES = 3.0
"""A polygon further than this from every region drawn is foreign to the map."""


@dataclass(frozen=True, eq=False)
class MapState:
    """What a map shows held at the end of ``day``, in metres about ``centre``.

    The polygons are united before anything is measured, so that overlaps count once. ``since``
    is the day from which the window runs, where the maker states it; ``notes`` say what was
    repaired or looks wrong. Nothing that was published is left out but what has no surface.
    """

    day: dt.date
    since: dt.date | None
    held: shapely.Geometry
    gains: shapely.Geometry
    losses: shapely.Geometry
    centre: Centre
    item: str
    notes: tuple[str, ...] = ()

    @cached_property
    def area_km2(self) -> float:
        """The area held."""
        return float(self.held.area / KM2)


@dataclass(frozen=True)
class Maps:
    """The states of a series in the order of days, and the files that gave none, each with why."""

    states: tuple[MapState, ...]
    problems: tuple[ReferenceDataError, ...] = ()

    def at(self, day: dt.date) -> MapState | None:
        """The last state drawn on or before a day."""
        earlier = [state for state in self.states if state.day <= day]
        return earlier[-1] if earlier else None


def read_maps(source: str | Path, outlines: Outlines | None = None) -> Maps:
    """Every state in a file, a ZIP or a folder of files.

    A file that cannot be used stands among the ``problems``; the others are read all the same.
    Two files for one day are a problem of the second, unless both draw the same. ``outlines``
    give the plane (else the first file's middle) and tell foreign or inverted polygons.

    Raises:
        ReferenceDataError: where there is no such source, or no file in it could hold polygons.

    >>> read_maps("maps/")  # doctest: +SKIP
    Maps(states=(MapState(day=datetime.date(2022, 3, 25), …), …), problems=())
    """
    states: list[MapState] = []
    problems: list[ReferenceDataError] = []
    centre = outlines.centre if outlines else None
    for file in map_files(Path(source)):
        try:
            found = states_of(file, centre, outlines)
        except ReferenceDataError as error:
            problems.append(error)
            continue
        centre = centre or found[0].centre
        states += found
    kept, twice = one_a_day(states)
    return Maps(kept, (*problems, *twice))


def states_of(
    file: MapFile, centre: Centre | None = None, outlines: Outlines | None = None
) -> tuple[MapState, ...]:
    """The states that one file draws, in the order of days.

    Raises:
        ReferenceDataError: naming file and feature, where it cannot be used.
    """
    read = read_features(file)
    shp = load_shapely()
    notes = list(read.notes)
    if outlines is not None:
        notes += _misplaced(read.features, outlines)
    if centre is None:
        centre = centre_of(shp.total_bounds([feature.shape for feature in read.features]))
    days = sorted({feature.day for feature in read.features})
    return tuple(
        _state(file, day, [f for f in read.features if f.day == day], centre, notes) for day in days
    )


def one_a_day(
    states: Iterable[MapState],
) -> tuple[tuple[MapState, ...], tuple[ReferenceDataError, ...]]:
    """The first state of each day, in order; a second that differs is a problem."""
    kept: dict[dt.date, MapState] = {}
    problems = []
    for state in states:
        first = kept.setdefault(state.day, state)
        if first is not state and not first.held.equals(state.held):
            why = f"{state.day} is drawn a second time, and otherwise than in {first.item}"
            problems.append(ReferenceDataError(state.item, why, "keep one map a day"))
    return tuple(kept[day] for day in sorted(kept)), tuple(problems)


def _state(
    file: MapFile, day: dt.date, features: Sequence[Feature], centre: Centre, notes: list[str]
) -> MapState:
    held = _united(features, HELD, centre)
    losses = _united(features, frozenset(["losses"]), centre)
    own = list(notes)
    if losses.area > held.area:
        own.append(f"{file.item}: more is drawn as lost than as held, so labels may be inverted")
    since = {feature.since for feature in features if feature.since is not None}
    return MapState(
        day=day,
        since=min(since) if since else None,
        held=held,
        gains=_united(features, frozenset(["gains"]), centre),
        losses=losses,
        centre=centre,
        item=file.item,
        notes=tuple(own),
    )


def _united(
    features: Sequence[Feature], labels: frozenset[ChangeLabel], centre: Centre
) -> shapely.Geometry:
    """The polygons under some labels as one area, in metres."""
    shp = load_shapely()
    shapes = [projected(one.shape, centre) for one in features if one.label in labels]
    sound = [shape if shape.is_valid else shp.make_valid(shape) for shape in shapes]
    return sound[0] if len(sound) == 1 else shp.union_all(sound)


def _misplaced(features: Sequence[Feature], outlines: Outlines) -> list[str]:
    """Notes on polygons far from every region; an error where they fit once turned about."""
    west, south, east, north = outlines.bounds
    notes = []
    for feature in features:
        x0, y0, x1, y1 = feature.shape.bounds
        if _near((x0, y0, x1, y1), (west, south, east, north)):
            continue
        if _near((y0, x0, y1, x1), (west, south, east, north)):
            why = "latitude seems to stand before longitude: turned about, it lies in the regions"
            raise ReferenceDataError(feature.name, why, "write longitude first (RFC 7946)")
        notes.append(f"{feature.name} lies far from every region ({x0:g} to {x1:g} east, "
                     f"{y0:g} to {y1:g} north)")  # fmt: skip
    return notes


def _near(box: Sequence[float], other: Sequence[float]) -> bool:
    return (
        box[0] <= other[2] + _FAR_DEGREES
        and box[2] >= other[0] - _FAR_DEGREES
        and box[1] <= other[3] + _FAR_DEGREES
        and box[3] >= other[1] - _FAR_DEGREES
    )
