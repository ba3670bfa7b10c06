"""Who held a settlement on a day: inside what a map shows held, outside, or too near the line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reference.polygons.areas import shifted
from onrecord.reference.polygons.geo import load_shapely, projected

if TYPE_CHECKING:
    import shapely

    from onrecord.reference.polygons.outlines import Outlines
    from onrecord.reference.polygons.states import MapState

Point = tuple[float, float]
"""Longitude and latitude of a settlement, in degrees; used here, and in no record."""


@dataclass(frozen=True)
class Hold:
    """What a state shows of a settlement; ``near`` within 2 km of the line, so not decided."""

    day: dt.date
    inside: bool
    near: bool


def holds_of(
    settlements: Mapping[str, Point],
    states: Sequence[MapState],
    outlines: Outlines | None = None,
) -> dict[str, tuple[Hold, ...]]:
    """For each settlement its changes in the order of days: the first state, then each other one.

    A settlement is one point of a place that has an extent, and the line is drawn to within some
    2 km: what lies nearer to it is ``near``, on whichever side. With ``outlines`` a coast or a
    country's border is no line.

    >>> holds_of({"geonames:707292": (37.26, 49.21)}, maps.states)  # doctest: +SKIP
    {'geonames:707292': (Hold(day=datetime.date(2022, 3, 25), inside=True, near=True), …)}
    """
    if not states or not settlements:
        return {}
    shp, centre = load_shapely(), states[0].centre
    points = shp.get_parts(projected(shp.MultiPoint(list(settlements.values())), centre))
    found: dict[str, list[Hold]] = {name: [] for name in settlements}
    for state in states:
        for name, hold in zip(settlements, _holds(state, points, outlines), strict=True):
            known = found[name]
            if not known or (known[-1].inside, known[-1].near) != (hold.inside, hold.near):
                known.append(hold)
    return {name: tuple(holds) for name, holds in found.items()}


def _holds(
    state: MapState, points: Sequence[shapely.Geometry], outlines: Outlines | None
) -> list[Hold]:
    shp = load_shapely()
    areas = shifted(state.held, outlines)
    shp.prepare([areas.drawn, areas.least, areas.most])
    drawn, least, most = (shp.contains(a, points) for a in (areas.drawn, areas.least, areas.most))
    return [
        Hold(state.day, bool(inside), bool(possible and not sure))
        for inside, sure, possible in zip(drawn, least, most, strict=True)
    ]
