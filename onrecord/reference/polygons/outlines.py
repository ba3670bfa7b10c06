"""The outlines of regions, by id, to clip maps to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import ReferenceDataError
from onrecord.reference.polygons.geo import (
    KM2,
    Centre,
    centre_of,
    load_shapely,
    projected,
    surfaces,
)
from onrecord.reference.polygons.sources import MapFile

if TYPE_CHECKING:
    import shapely

_ID_KEYS = ("id", "iso_3166_2", "ISO", "shapeISO", "name")


@dataclass(frozen=True)
class Outlines:
    """Regions in metres about ``centre``, by id; ``bounds`` of all of them, in degrees."""

    shapes: dict[str, shapely.Geometry]
    centre: Centre
    bounds: tuple[float, float, float, float]

    @cached_property
    def whole(self) -> shapely.Geometry:
        """All regions as one."""
        return load_shapely().union_all(list(self.shapes.values()))

    def area_km2(self, region: str) -> float:
        """The area of a region."""
        return float(self.shape(region).area / KM2)

    def shape(self, region: str) -> shapely.Geometry:
        """A region's outline. Raises ReferenceDataError where there is none of that id."""
        if region not in self.shapes:
            known = ", ".join(sorted(self.shapes)[:8])
            why = "there is no outline of that id"
            raise ReferenceDataError(f"region {region!r}", why, f"name one of {known}, …")
        return self.shapes[region]


def read_outlines(path: str | Path) -> Outlines:
    """Outlines from a GeoJSON file; a feature's id is its ``id``, ``iso_3166_2`` or ``name``.

    Raises:
        ReferenceDataError: where the file or a feature is malformed.
    """
    shp, file = load_shapely(), MapFile(Path(path))
    remedy = "give a GeoJSON file of polygons, each with an id"
    try:
        collection = msgspec.json.decode(file.text())
        listed = [_read(feature) for feature in collection["features"]]
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, shp.errors.GEOSException) as err:
        raise ReferenceDataError(file.item, f"it holds no outlines ({err})", remedy) from None
    if not listed:
        raise ReferenceDataError(file.item, "it holds no outlines", remedy)
    west, south, east, north = (float(one) for one in shp.total_bounds([s for _, s in listed]))
    centre = centre_of((west, south, east, north))
    shapes: dict[str, shapely.Geometry] = {}
    for name, shape in listed:
        own = shp.make_valid(projected(shape, centre))
        shapes[name] = surfaces(shp.union(shapes[name], own) if name in shapes else own)
    return Outlines(shapes, centre, (west, south, east, north))


def _read(feature: dict[str, Any]) -> tuple[str, shapely.Geometry]:
    shp = load_shapely()
    properties = feature.get("properties") or {}
    own = [feature.get("id"), *(properties.get(key) for key in _ID_KEYS)]
    name = next((str(one) for one in own if one is not None), None)
    if name is None:
        raise ValueError("a feature has no id")
    return name, shp.force_2d(shp.from_geojson(msgspec.json.encode(feature["geometry"])))
