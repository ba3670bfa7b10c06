"""Geometry in metres on an equal-area plane; shapely and pyproj are loaded here, when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.errors import ReferenceDataError

if TYPE_CHECKING:
    import shapely

LINE_SHIFT_M = 2000.0
"""How far the line may lie from where it is drawn, either way."""
KM2 = 1e6
SLIVER_M = 1000.0
"""Strips narrower than twice this between a map and an outline are no line, but two drawings."""
_QUARTER = 4
"""Segments a quarter circle in a shifted line: under 2 % of the shift off."""

Centre = tuple[float, float]


def load_shapely() -> Any:
    """The module shapely.

    Raises:
        ReferenceDataError: where the extra ``geo`` is not installed.
    """
    try:
        import shapely as module
    except ImportError as error:
        raise missing(error) from error
    return module


def missing(error: ImportError) -> ReferenceDataError:
    """The error that says how to install what polygons need."""
    return ReferenceDataError(
        "polygons",
        f"the library {error.name or 'shapely'} is not installed",
        'python -m pip install "onrecord[geo]"',
    )


@cache
def _transformer(centre: Centre) -> Any:
    try:
        from pyproj import Transformer
    except ImportError as error:
        raise missing(error) from error
    longitude, latitude = centre
    plane = f"+proj=laea +lat_0={latitude} +lon_0={longitude} +datum=WGS84 +units=m"
    return Transformer.from_crs("EPSG:4326", plane, always_xy=True)


def projected(geometry: shapely.Geometry, centre: Centre) -> shapely.Geometry:
    """Degrees (longitude first, WGS 84) to metres, Lambert azimuthal equal area about ``centre``.

    Areas do not depend on the centre; lengths are true near it (0.3 % off at 1,000 km).
    """
    shp, transformer = load_shapely(), _transformer(centre)

    def to_metres(points: Any) -> Any:
        x, y = transformer.transform(points[:, 0], points[:, 1])
        points = points.copy()
        points[:, 0], points[:, 1] = x, y
        return points

    return shp.transform(geometry, to_metres)


def centre_of(bounds: Sequence[float]) -> Centre:
    """The middle of a box of degrees, rounded to whole degrees so that it is the same each day."""
    west, south, east, north = bounds
    return (float(round((west + east) / 2)), float(round((south + north) / 2)))


def surfaces(geometry: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a geometry; lines and points that a repair leaves behind have no area."""
    shp = load_shapely()
    parts = [part for part in shp.get_parts(geometry) if part.geom_type == "Polygon"]
    nested = [
        inner
        for part in shp.get_parts(geometry)
        if part.geom_type in ("MultiPolygon", "GeometryCollection")
        for inner in shp.get_parts(part)
        if inner.geom_type == "Polygon"
    ]
    return shp.MultiPolygon([*parts, *nested])


def moved_out(geometry: shapely.Geometry, metres: float) -> shapely.Geometry:
    """The same area with its line moved out by ``metres`` (in, where negative)."""
    shp = load_shapely()
    return shp.buffer(geometry, metres, quad_segs=_QUARTER)
