"""Areas of map states and between them, with what a shift of the line by 2 km leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons.geo import KM2, LINE_SHIFT_M, SLIVER_M, load_shapely, moved_out

if TYPE_CHECKING:
    import shapely

    from onrecord.reference.polygons.outlines import Outlines
    from onrecord.reference.polygons.states import MapState

Band = tuple[float, float, float]
"""Least, as drawn, most: in km², or in per cent for a share."""


@dataclass(frozen=True)
class AreaChange:
    """What changed between two states, in km².

    ``net`` carries what the line leaves open: how far it comes to with the line of both days 2 km
    further in, as drawn, and 2 km further out.
    """

    net: Band
    gross_gain: float
    gross_loss: float


@dataclass(frozen=True)
class Shifted:
    """A state's area as drawn, and with its line 2 km further in and out."""

    drawn: shapely.Geometry
    least: shapely.Geometry
    most: shapely.Geometry

    def within(self, region: shapely.Geometry | None) -> Band:
        """The areas inside a region, in km²."""
        shp = load_shapely()
        three = [self.least, self.drawn, self.most]
        if region is not None:
            three = list(shp.intersection(three, region))
        low, value, high = (float(one) / KM2 for one in shp.area(three))
        return (min(low, value), value, max(high, value))


def shifted(held: shapely.Geometry, outlines: Outlines | None = None) -> Shifted:
    """An area with its line moved by 2 km, both ways.

    With ``outlines`` only the line inside them moves, against what is not held there: neither a
    coast nor the border of a country is a front.
    """
    shp = load_shapely()
    most = moved_out(held, LINE_SHIFT_M)
    if outlines is None:
        return Shifted(held, moved_out(held, -LINE_SHIFT_M), most)
    outside = moved_out(shp.difference(outlines.whole, held), -SLIVER_M)
    return Shifted(
        drawn=held,
        least=shp.difference(held, moved_out(outside, SLIVER_M + LINE_SHIFT_M)),
        most=shp.union(held, shp.intersection(most, outlines.whole)),
    )


def areas_within(held: shapely.Geometry, outlines: Outlines) -> dict[str, float]:
    """The area held in each region, in km²."""
    shp = load_shapely()
    clipped = shp.intersection(held, list(outlines.shapes.values()))
    return dict(zip(outlines.shapes, (float(one) / KM2 for one in shp.area(clipped)), strict=True))


def share_held(state: MapState, outlines: Outlines, region: str) -> Band:
    """The share of a region that a state shows held, in per cent.

    Raises:
        ReferenceDataError: where there is no outline of that region, or it is on another plane.
    """
    _require_one_plane(state, outlines)
    whole = outlines.area_km2(region)
    low, value, high = shifted(state.held, outlines).within(outlines.shape(region))
    return (100 * low / whole, 100 * value / whole, 100 * high / whole)


def change_between(
    before: MapState, after: MapState, outlines: Outlines | None = None, region: str | None = None
) -> AreaChange:
    """Net change, gross gain and gross loss from one state to another, clipped to a region.

    Raises:
        ReferenceDataError: where the two do not lie on one plane.

    >>> change_between(maps.at(day), maps.at(later))  # doctest: +SKIP
    AreaChange(net=(…), gross_gain=31.0, gross_loss=8688.4)
    """
    shp = load_shapely()
    for state in (before, after):
        if state.centre != before.centre:
            raise _two_planes(state.item)
        if outlines is not None:
            _require_one_plane(state, outlines)
    clip = outlines.shape(region) if outlines is not None and region is not None else None
    first, last = (shifted(state.held, outlines).within(clip) for state in (before, after))
    moves = [end - start for start, end in zip(first, last, strict=True)]
    gain = shp.difference(after.held, before.held)
    loss = shp.difference(before.held, after.held)
    if clip is not None:
        gain, loss = shp.intersection([gain, loss], clip)
    return AreaChange(
        net=(min(moves), moves[1], max(moves)),
        gross_gain=float(gain.area / KM2),
        gross_loss=float(loss.area / KM2),
    )


def ever_gained(
    base: MapState, later: Iterable[MapState], region: shapely.Geometry | None = None
) -> float:
    """The area, in km², held in some of the ``later`` states and not held in ``base``."""
    shp = load_shapely()
    ever = shp.difference(shp.union_all([state.held for state in later]), base.held)
    if region is not None:
        ever = shp.intersection(ever, region)
    return float(ever.area / KM2)


def _require_one_plane(state: MapState, outlines: Outlines) -> None:
    if state.centre != outlines.centre:
        raise _two_planes(state.item)


def _two_planes(item: str) -> ReferenceDataError:
    why = "it was read on another plane than the outlines or the other map"
    return ReferenceDataError(item, why, "read all of them with the same outlines")
