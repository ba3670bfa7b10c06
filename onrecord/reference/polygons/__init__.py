"""Control polygons as published: areas by region and day, and who held a settlement (extra geo).

Nothing here loads shapely or pyproj before a polygon is measured.
"""

from onrecord.reference.polygons.areas import AreaChange, change_between, ever_gained, share_held
from onrecord.reference.polygons.holding import Hold, Point, holds_of
from onrecord.reference.polygons.outlines import Outlines, read_outlines
from onrecord.reference.polygons.passes import AreaRow, AreaTable, areas_by_region
from onrecord.reference.polygons.states import Maps, MapState, read_maps

__all__ = [
    "AreaChange", "AreaRow", "AreaTable", "Hold", "MapState", "Maps", "Outlines", "Point",
    "areas_by_region", "change_between", "ever_gained", "holds_of", "read_maps", "read_outlines",
    "share_held",
]  # fmt: skip
